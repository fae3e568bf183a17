"""Brings any framework into the graph: validate, batch, write, checkpoint, clean up, report."""

from skillsgraph.ingest.report import Changes, Report
from skillsgraph.ingest.run import activate, ingest

__all__ = ["Changes", "Report", "activate", "ingest"]
