"""O*NET: its text database."""
