"""The writes as root fields: one module a subject, each a base of `Mutation`."""
