"""Securing mechanisms: Data Integrity proofs, JSON Web Tokens, and the signatures of Open Badges 2.0."""
