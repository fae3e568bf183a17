"""ESCO, the European classification of skills and occupations, as CSV from its download page.

The module to copy for a new framework: `files.py` knows the files and their columns, `reader.py` turns rows
into model objects.
"""
