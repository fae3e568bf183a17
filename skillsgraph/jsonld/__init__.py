"""JSON and JSON-LD of strangers: read within limits, expanded with contexts from local copies only."""

from skillsgraph.jsonld.contexts import Contexts, ExpansionLimits, expand
from skillsgraph.jsonld.text import JsonLimits, Object, line_of, read_json

__all__ = ["Contexts", "ExpansionLimits", "JsonLimits", "Object", "expand", "line_of", "read_json"]
