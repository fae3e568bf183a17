"""Two versions of a framework compared, and what of the catalogue the newer one touches."""
