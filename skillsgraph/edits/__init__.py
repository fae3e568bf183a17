"""Edits of the catalogue: lists of changes, each list in one transaction, all or nothing.

A credential has a `revision`, which every write raises. Who names the revision that they have read is refused
when somebody was faster. Who brings an idempotency key may send a list again, and gets the same answer.
"""
