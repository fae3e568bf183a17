"""A CASE package as its publishers write it: one view of 1.0, 1.1 and the habits between them.

Publishers differ in how they refer to a thing (an object, its address alone, its identifier alone), in
whether an education level is a list or words with commas, and in which optional parts are there at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from skillsgraph.errors import SourceError, Where
from skillsgraph.jsonld import Object, line_of, read_json

_PUBLISHED = "Give the CFPackage as its publisher offers it."


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to something: what is known of it."""

    uri: str | None
    identifier: str | None
    title: str | None


class Package:
    """An opened package. `uri_of` resolves a reference to an item of this package, whatever form it has."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        root = read_json(data, file)
        root = root.get("CFPackage", root) if isinstance(root, Object) else root
        document = root.get("CFDocument") if isinstance(root, Object) else None
        if not isinstance(document, Object):
            raise SourceError("There is no CFDocument.", where=Where(file, line_of(root)), hint=_PUBLISHED)
        self.document = document
        self.items = self._objects(root, "CFItems")
        self.associations = self._objects(root, "CFAssociations")
        self.rubrics = self._objects(root, "CFRubrics")
        definitions = root.get("CFDefinitions")
        self._definitions = definitions if isinstance(definitions, Object) else Object()
        if text(document, "title") is None or address(document) is None:
            raise SourceError(
                "The CFDocument needs a title, and a uri or identifier.",
                where=Where(file, line_of(document)),
                hint=_PUBLISHED,
            )
        if not self.items:
            raise SourceError(
                "The package has no CFItems.", where=Where(file, line_of(root)), hint=_PUBLISHED
            )
        self._uris: dict[str, str] = {}
        for item in self.items:
            if uri := address(item):
                self._uris.setdefault(uri, uri)
                self._uris.setdefault(identifier(item) or uri, uri)

    def definitions(self, name: str) -> Iterator[Object]:
        """The entries of one of the lists in CFDefinitions, such as `CFLicenses`."""
        found = self._definitions.get(name)
        yield from (one for one in found or () if isinstance(one, Object))

    def uri_of(self, link: Link | None) -> str | None:
        """The uri of the item that a link means; None when it is not of this package."""
        if link is None:
            return None
        for name in (link.identifier, link.uri, _last_part(link.uri)):
            if name and name in self._uris:
                return self._uris[name]
        return None

    def is_document(self, link: Link | None) -> bool:
        """Whether a link means the document itself, the root of its items."""
        own = {identifier(self.document), address(self.document)} - {None}
        return link is not None and not own.isdisjoint({link.identifier, link.uri, _last_part(link.uri)})

    def _objects(self, root: Object, name: str) -> list[Object]:
        found = root.get(name)
        if found is None:
            return []
        if isinstance(found, list):
            wrong = [one for one in found if not isinstance(one, Object)]
            if not wrong:
                return found
        raise SourceError(
            f"{name} is no list of objects.", where=Where(self.file, line_of(root), name), hint=_PUBLISHED
        )


def text(thing: Mapping[str, Any], *names: str) -> str | None:
    """The first of some values that is there, as text without spaces around it."""
    for name in names:
        value = thing.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return None


def texts(thing: Mapping[str, Any], *names: str) -> list[str]:
    """All values of some names, each once: lists, texts with commas, and objects with a title."""
    found: dict[str, None] = {}
    for name in names:
        value = thing.get(name)
        for one in value if isinstance(value, list) else (value.split(",") if isinstance(value, str) else []):
            words = text(one, "title") if isinstance(one, Mapping) else str(one).strip()
            if words:
                found[words] = None
    return list(found)


def link(thing: Mapping[str, Any], name: str) -> Link | None:
    """A reference that is an object, an address or an identifier."""
    value = thing.get(name)
    if isinstance(value, Mapping):
        found = Link(text(value, "uri"), identifier(value), text(value, "title"))
        return found if found.uri or found.identifier else None
    if isinstance(value, str) and value.strip():
        is_uri = ":" in value
        return Link(value if is_uri else None, None if is_uri else value, None)
    return None


def identifier(thing: Mapping[str, Any]) -> str | None:
    """The identifier; versions before 1.0 called it `sourcedId`."""
    return text(thing, "identifier", "sourcedId")


def address(thing: Mapping[str, Any]) -> str | None:
    """The uri, or one that is made of the identifier."""
    own = identifier(thing)
    return text(thing, "uri") or (f"urn:uuid:{own}" if own else None)


def _last_part(uri: str | None) -> str | None:
    return uri.rstrip("/").rpartition("/")[2] if uri else None
