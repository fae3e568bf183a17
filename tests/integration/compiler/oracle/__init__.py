"""What GraphQL operations on the catalogue come to, in plain Python over a small graph in memory.

Nothing of the project is imported here, and what a relation means is written down a second time by hand: so a
compiler that has it the wrong way round is found out.
"""
