"""Ranking at scale: what roles require as sparse matrices in memory, made from the graph and never saved."""
