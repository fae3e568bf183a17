"""Skills found in a text by their labels: a proposal that a person confirms, and that is never stored."""
