"""A pathway as Badgr (now Canvas Credentials) exports it, as credentials whose rules refer to each other.

An element with a completion badge is that badge; one without awards nothing, and is a step of kind PATHWAY.
What completes an element is up to three conditions, which must all hold: so many of its required badges, of
its children, and of elements elsewhere in the tree. A shortcut badge completes it alone. Of a badge that is
only required, the file tells no more than the address.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks import documents
from skillsgraph.frameworks.contract import Offered, Options, Skipped
from skillsgraph.jsonld import Object, line_of, read_json
from skillsgraph.model.credentials import (
    Credential,
    CredentialKind,
    Organization,
    OrganizationKind,
    Rule,
    RuleKind,
)

_ELEMENTS = "https://badgr.com/pathway-elements/"
_MARKS = (b'"elementId"', b'"badgeRequirements"')


class BadgrReader:
    """A pathway in one JSON file."""

    code = "badgr"
    title = "Badgr pathway, JSON"

    def detect(self, path: Path) -> bool:
        return documents.holds(path, _fits)

    def read(self, path: Path, options: Options) -> Iterator[Offered | Skipped]:
        found = documents.find(path, _fits, "Badgr pathway")
        tree = _Tree(read_json(found.read(), found.name), found.name)
        for item, line in tree.items():
            yield Offered(item, found.name, line)


READER = BadgrReader()


def _fits(name: str, head: bytes) -> bool:
    return all(mark in head for mark in _MARKS)


class _Tree:
    def __init__(self, root: Any, file: str) -> None:
        self.file = file
        if not isinstance(root, Object) or not isinstance(root.get("elementId"), str):
            raise SourceError(
                "There is no element with an elementId.",
                where=Where(file, line_of(root)),
                hint="Give the pathway as exported.",
            )
        self.root = root
        self.elements: dict[str, Object] = {}
        waiting = [root]
        while waiting:
            element = waiting.pop(0)
            self.elements.setdefault(str(element.get("elementId")), element)
            waiting[:0] = [one for one in element.get("children") or () if isinstance(one, Object)]

    def items(self) -> Iterator[tuple[Organization | Credential, int]]:
        badges = {uri: line_of(element) for element in self.elements.values() for uri in _badges(element)}
        hosts = {urlsplit(uri).netloc for uri in badges} or {"badgr.com"}
        for host in sorted(hosts):
            yield Organization(_issuer(host), host, OrganizationKind.OTHER), line_of(self.root)
        first = sorted(hosts)[0]
        awarded = {_badge(element.get("completionBadge")): element for element in self.elements.values()}
        for uri, line in badges.items():
            element = awarded.get(uri)
            yield (
                Credential(
                    uri=uri,
                    name=_name(element) if element else f"Badge {uri.rpartition('/')[2]}",
                    kind=CredentialKind.BADGE,
                    awarded_by=_issuer(urlsplit(uri).netloc),
                    description=_text(element, "description") if element else None,
                    completion=self._completion(element) if element else None,
                ),
                line_of(element) if element else line,
            )
        for element in self.elements.values():
            if element is self.root or not _badge(element.get("completionBadge")):
                yield self._step(element, _issuer(first)), line_of(element)

    def _step(self, element: Object, issuer: str) -> Credential:
        """What awards nothing; the whole pathway is one too, and completed by what its root is."""
        is_whole = element is self.root
        badge = _badge(element.get("completionBadge"))
        rule = Rule(RuleKind.ALL, (badge,)) if is_whole and badge else self._completion(element)
        own = str(element.get("elementId"))
        return Credential(
            uri=f"{_ELEMENTS}{own}",
            name=_name(element),
            kind=CredentialKind.PATHWAY,
            awarded_by=issuer,
            description=_text(element, "description"),
            completion=rule,
        )

    def _completion(self, element: Object) -> Rule | None:
        needs = _part(element, "requirements")
        children = [one for one in element.get("children") or () if isinstance(one, Object)]
        required = [self._uri(one) for one in children if one.get("requiredForParentCompletion") is not False]
        others = [
            self._uri(self.elements[one])
            for one in _part(needs, "nonChildElementRequirements").get("elementIds") or ()
            if one in self.elements
        ]
        wanted = _uris(_part(needs, "badgeRequirements").get("requiredBadges"))
        rules = [
            rule
            for name, options in (
                ("badgeRequirements", wanted),
                ("childElementRequirements", required),
                ("nonChildElementRequirements", others),
            )
            if (rule := self._rule(_part(_part(needs, name), "countRule"), options))
        ]
        whole = rules[0] if len(rules) == 1 else Rule(RuleKind.ALL, tuple(rules)) if rules else None
        shortcuts = _uris(needs.get("shortcutBadges"))
        return Rule(RuleKind.ANY, (whole, *shortcuts)) if whole and shortcuts else whole

    def _rule(self, counted: Object, options: list[str]) -> Rule | None:
        distinct = tuple(dict.fromkeys(options))
        if not distinct:
            return None
        number = counted.get("requiredCount")
        if counted.get("@type") != "atLeastN" or not isinstance(number, int) or number >= len(distinct):
            return Rule(RuleKind.ALL, distinct)
        if number <= 0:
            return None
        return Rule(RuleKind.AT_LEAST, distinct, count=number)

    def _uri(self, element: Object) -> str:
        return _badge(element.get("completionBadge")) or f"{_ELEMENTS}{element.get('elementId')}"


def _part(thing: Object, name: str) -> Object:
    found = thing.get(name)
    return found if isinstance(found, Object) else Object()


def _badge(value: Any) -> str | None:
    uri = value.get("badgeUrl") if isinstance(value, Object) else None
    return uri if isinstance(uri, str) and "://" in uri else None


def _uris(found: Any) -> list[str]:
    return [uri for one in found or () if (uri := _badge(one))]


def _badges(element: Object) -> Iterator[str]:
    """Every badge that an element names, in any part."""
    needs = _part(element, "requirements")
    yield from _uris([element.get("completionBadge")])
    yield from _uris(_part(needs, "badgeRequirements").get("requiredBadges"))
    yield from _uris(needs.get("shortcutBadges"))


def _issuer(host: str) -> str:
    return f"https://{host}/"


def _text(element: Object, name: str) -> str | None:
    value = element.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _name(element: Object) -> str:
    return _text(element, "name") or f"Element {element.get('elementId')}"
