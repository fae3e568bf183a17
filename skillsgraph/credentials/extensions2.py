"""Extensions of Open Badges 2.0: what the published ones demand of their members (section 3.14)."""

from collections.abc import Iterator, Mapping
from typing import Any

from skillsgraph.credentials.result import Refusal
from skillsgraph.credentials.values import values_of

# By the last part of an extension's type: its member, under either spelling, which must be a text.
_TEXTS = {
    "ExampleExtension": ("exampleProperty", "http://schema.org/text", "schema:text"),
    "ApplyLink": ("url", "http://schema.org/url", "schema:url"),
}


def refuse_malformed_extensions(document: Mapping[str, Any]) -> None:
    """Raises Refusal `extension_invalid`. Extensions that are not known are left alone."""
    for value in _extensions(document):
        for kind in values_of(value.get("type")):
            names = _TEXTS.get(str(kind).replace("#", ":").rpartition(":")[2])
            found = [value[name] for name in names if name in value] if names else []
            if not all(isinstance(one, str) for one in found) or (names and not found):
                raise Refusal("extension_invalid", f"The extension {str(kind)[:60]!r} lacks its text.")


def _extensions(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for value in document.values():
        for one in values_of(value):
            if isinstance(one, Mapping) and "Extension" in values_of(one.get("type")):
                yield one
