"""One GraphQL type a file."""
