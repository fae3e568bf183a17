"""Open Badges 2.0 and 3.0: the badges that can be earned, not the awards to persons."""
