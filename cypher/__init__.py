"""The Cypher statements and migrations, installed as `skillsgraph.cypher`."""
