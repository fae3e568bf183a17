"""CASE: the Competencies and Academic Standards Exchange of 1EdTech, versions 1.0 and 1.1."""
