"""SSSOM: the Simple Standard for Sharing Ontological Mappings, as a table with tabs."""
