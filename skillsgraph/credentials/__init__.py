"""Verifiable credentials: read within limits, verified check by check, signed, baked into images."""
