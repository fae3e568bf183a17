"""JSON-LD contexts from local copies, each known by its digest. Nothing here ever opens a connection.

    contexts = Contexts().having("https://www.w3.org/ns/credentials/v2", data, sha256="8a9f…")
    nodes = expand(document, contexts)

A context decides what a document says, so one that is not known is never guessed: that is
`ContextUnavailable`, which means "cannot be told", not "wrong".
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256 as hash_of
from types import MappingProxyType
from typing import Any

from pyld import jsonld
from pyld.context_resolver import ContextResolver

from skillsgraph.errors import ContextUnavailable, JsonInvalid, SourceTooLarge, Where
from skillsgraph.jsonld.text import read_json

Loader = Callable[[str, Mapping[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ExpansionLimits:
    """How much work a document may make. `terms` are those of contexts written inside the document."""

    depth: int = 48
    values: int = 500_000
    contexts: int = 32
    terms: int = 2_000


@dataclass(frozen=True, slots=True)
class _Kept:
    document: Any
    sha256: str


def _parsed(data: bytes, url: str) -> Any:
    """As `read_json`, and several times as fast, since the lines of a context are not asked for."""
    try:
        return json.loads(data, object_pairs_hook=_once, parse_constant=_once)
    except ValueError:
        return read_json(data, url)  # which tells the line, or that it is JSON after all


def _once(pairs: Any) -> dict[str, Any]:
    found = dict(pairs) if isinstance(pairs, list) else {}
    if len(found) != len(pairs):
        raise ValueError("a name that stands twice, or no number")
    return found


class _Resolver(ContextResolver):  # type: ignore[misc]  # pyld has no types
    """pyld's, which writes a context inside a context as canonical JSON to find what it made of it before.

    Those of the registry are known by identity instead: they are kept as long as it is, and never changed.
    """

    def __init__(self, shared: dict[str, Any], owned: Mapping[int, Any], load: Loader) -> None:
        super().__init__(shared, load)
        self._owned = owned

    def resolve(self, active_ctx: Any, context: Any, base: str, cycles: set[str] | None = None) -> Any:
        if id(context) not in self._owned:
            return super().resolve(active_ctx, context, base, cycles)
        key = f"own {id(context)}"
        if (found := self._get(key)) is None:
            found = super().resolve(active_ctx, context, base, cycles)
            self._cache_resolved_context(key, found, "static")
        return found


def _contexts_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every context that stands inside a context, as an object."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("@context"), dict):
                yield one["@context"]
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


class Contexts:
    """A registry, url -> local document. It is never altered: `having` gives another one."""

    def __init__(self, kept: Mapping[str, _Kept] = MappingProxyType({})) -> None:
        self._kept = dict(kept)
        # pyld's own cache is one for the whole process, and would mix registries up.
        self._cache: dict[str, Any] = {}
        self._owned: dict[int, Any] = {}  # contexts inside contexts, by identity

    def having(self, url: str, data: bytes, *, sha256: str | None = None) -> "Contexts":
        """The registry with one context more; with `sha256` (hex), only if its bytes are the ones meant.

        Raises:
            ContextUnavailable: The bytes are others than those that were pinned.
            JsonInvalid: They are not JSON.
        """
        found = hash_of(data).hexdigest()
        if sha256 is not None and found != sha256.casefold():
            raise ContextUnavailable(
                f"The local copy of {url} was changed: its SHA-256 is {found}.",
                hint="Restore the copy that was installed.",
            )
        return Contexts({**self._kept, url: _Kept(_parsed(data, url), found)})

    def __contains__(self, url: object) -> bool:
        return url in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def digest(self, url: str) -> str:
        """SHA-256, in hex, of the bytes that this url stands for here."""
        return self._kept[url].sha256

    def options(self) -> dict[str, Any]:
        """What pyld's algorithms must be called with, so that they know these contexts and no others."""
        return {
            "documentLoader": self._load,
            "contextResolver": _Resolver(self._cache, self._owned, self._load),
            "processingMode": "json-ld-1.1",
        }

    def _load(self, url: str, _: Mapping[str, Any] | None = None) -> dict[str, Any]:
        kept = self._kept.get(url)
        if kept is None:
            raise ContextUnavailable(
                f"There is no local copy of the context {url[:200]!r}, and contexts are never fetched.",
                hint="Add it to the known contexts, if it can be trusted.",
                context=url[:200],
            )
        self._owned |= {id(part): part for part in _contexts_in(kept.document)}
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": kept.document,
            "tag": "static",  # it never changes, so that pyld keeps what it made of it
        }


def expand(
    document: Any, contexts: Contexts, *, limits: ExpansionLimits | None = None, base: str = ""
) -> list[Any]:
    """The document in expanded form (JSON-LD 1.1 Processing Algorithms and API, section 5.1).

    Raises:
        ContextUnavailable: It names a context that is not in the registry.
        SourceTooLarge: It would make more work than the limits allow.
        JsonInvalid: It is JSON, but no JSON-LD.
    """
    check(document, limits or ExpansionLimits())
    expanded: list[Any] = run(lambda: jsonld.expand(document, {**contexts.options(), "base": base}))
    return expanded


def run(work: Callable[[], Any]) -> Any:
    """Call one of pyld's algorithms, and raise what went wrong as one of our errors."""
    try:
        return work()
    except jsonld.JsonLdError as error:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ContextUnavailable):
                raise cause from None
            cause = getattr(cause, "cause", None) or cause.__cause__
        reason = str(error.code or error.type or "unknown").removeprefix("jsonld.")
        raise JsonInvalid(f"This is no JSON-LD: {reason}.") from error
    except RecursionError as error:
        raise SourceTooLarge("The JSON-LD is nested too deeply.") from error


def check(document: Any, limits: ExpansionLimits) -> None:
    """Count, before any work is done, what a document asks for. Raises `SourceTooLarge`."""
    values = contexts = terms = 0
    waiting: list[tuple[Any, int, bool]] = [(document, 1, False)]
    while waiting:
        value, depth, in_context = waiting.pop()
        values += 1
        if depth > limits.depth or values > limits.values:
            raise _too_large(document, "depth" if depth > limits.depth else "values", limits)
        if isinstance(value, Mapping):
            terms += len(value) if in_context else 0
            for name, inner in value.items():
                named = inner if name == "@context" else None
                contexts += len(named) if isinstance(named, list) else named is not None
                waiting.append((inner, depth + 1, in_context or name == "@context"))
        elif isinstance(value, list):
            waiting += [(one, depth + 1, in_context) for one in value]
    for name, found in (("contexts", contexts), ("terms", terms)):
        if found > getattr(limits, name):
            raise _too_large(document, name, limits)


def _too_large(document: Any, what: str, limits: ExpansionLimits) -> SourceTooLarge:
    line = getattr(document, "line", None)
    return SourceTooLarge(
        f"The JSON-LD has more {what} than the {getattr(limits, what):,} allowed.", where=Where(None, line)
    )
