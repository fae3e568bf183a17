"""The catalogue seen as a whole: what a credential brings about, what is short, and what is covered."""
