"""SKOS, the W3C's Simple Knowledge Organization System, in Turtle."""
