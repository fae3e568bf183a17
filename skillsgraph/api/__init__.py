"""The GraphQL schema; the only room that knows strawberry."""
