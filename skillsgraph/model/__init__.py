"""The domain's objects: frozen, without database, network or framework code. Imports nothing of ours."""
