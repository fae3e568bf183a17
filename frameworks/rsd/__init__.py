"""Rich Skill Descriptors, as the Open Skills Management Tool imports and serves them."""
