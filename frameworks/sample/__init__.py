"""The sample that ships with the package: a part of ESCO, an invented catalogue, invented learners."""
