"""The domain's questions as root fields: one module a subject, each a base of `Query`."""
