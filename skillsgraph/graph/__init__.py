"""The database behind two calls, read and write; the only room that knows the neo4j driver."""
