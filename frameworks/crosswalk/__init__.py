"""Mapping tables as ESCO publishes them: a preamble on two classifications, then one row for each match."""
