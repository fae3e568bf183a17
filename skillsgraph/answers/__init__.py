"""The domain's questions: gap, matches, suggestions; each answer explains itself."""
