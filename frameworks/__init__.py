"""Frameworks as files: readers, writers and their registry, installed as `skillsgraph.frameworks`."""
