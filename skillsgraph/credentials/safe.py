"""Expansion in safe mode: what a reader of the JSON sees and what was signed must be the same.

A signature covers the RDF that a document expands to. Whatever expansion drops, renames or flattens would
ride along unsigned, or be signed and unseen; a credential that has any of it is refused: `context_violation`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pyld import jsonld

from skillsgraph.credentials.result import Outcome, Refusal
from skillsgraph.credentials.values import values_of
from skillsgraph.errors import ContextUnavailable, JsonInvalid, SourceTooLarge
from skillsgraph.jsonld import Contexts, ExpansionLimits
from skillsgraph.jsonld import contexts as engine

# Each costs time in expansion: a context up to a millisecond, the name of a type a quarter of one. A record$
# of a hundred badges has three hundred contexts.
LIMITS = ExpansionLimits(depth=64, values=100_000, contexts=400, terms=0)
MOST_TYPES = 5_000
# Keywords that a credential may use: language-tagged texts (VCDM 2.0, section 11.1), and nothing that
# gives one meaning two spellings.
_KEYWORDS = {"@value", "@language", "@direction"}
# An address under these is the long spelling of a term, so that readers of the JSON overlook what it says.
_VOCABULARIES = (
    "https://www.w3.org/",
    "http://www.w3.org/",
    "https://w3id.org/",
    "https://purl.imsglobal.org/",
    "https://schema.org/",
    "http://schema.org/",
    "http://purl.org/",
)
_ABSOLUTE = re.compile(r"_:.+|[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_WEB = re.compile(r"https?://[^\s]+")


def expand_safely(document: Mapping[str, Any], known: Contexts) -> list[Any]:
    """The document in expanded form, if it says in RDF just what it says in JSON.

    Raises:
        Refusal: `context_violation`; `context_not_allowed`, when a context has no local copy (`unknown`);
            `json_too_deep` and `size_limit`, when it would make too much work.
    """
    _check_form(document)
    dropped: list[str] = []

    def work() -> Any:
        return jsonld.expand(document, {**known.options(), "base": ""}, on_property_dropped=dropped.append)

    try:
        engine.check({**document, "@context": None}, LIMITS)
        expanded: list[Any] = engine.run(work)
    except ContextUnavailable as error:
        url = str(error.details.get("context", ""))
        raise Refusal(
            "context_not_allowed",
            f"The meaning of the credential depends on {url!r}, of which there is no trusted copy here.",
            Outcome.UNKNOWN,
        ) from error
    except SourceTooLarge as error:
        raise Refusal("size_limit", error.message) from error
    except JsonInvalid as error:
        raise _violation(error.message) from error
    if dropped:
        raise _violation(f"{str(dropped[0])[:80]!r} is not defined, so that no signature covers it.")
    for place in _relative(expanded):
        raise _violation(f"{place[:80]!r} is no absolute address, so that no signature covers it.")
    return expanded


def contexts_of(document: Mapping[str, Any]) -> list[Any]:
    found = document.get("@context")
    return found if isinstance(found, list) else [found]


def _violation(why: str) -> Refusal:
    return Refusal("context_violation", why)


def refuse_second_spellings(document: Mapping[str, Any]) -> None:
    """Raises Refusal for members that say in RDF what readers of the JSON look for under another name."""
    for value, top in _objects(document):
        for name, inner in value.items():
            _check_name(name, inner, top)


def _check_form(document: Mapping[str, Any]) -> None:
    for name in contexts_of(document):
        if not isinstance(name, str):
            raise _violation("The credential brings definitions of its own, which could rename what it says.")
        if not _WEB.fullmatch(name):
            raise _violation(f"{name[:80]!r} is no address of a context.")
    types = 0
    for value, _ in _objects(document):
        types += len(values_of(value.get("type"))) + len(values_of(value.get("@type")))
        for name, inner in value.items():
            if name == "@context":
                _check_name(name, inner, False)
            if isinstance(inner, list) and any(isinstance(one, list) for one in inner):
                raise _violation(
                    "A list stands inside a list: readers and signatures see different things in it."
                )

    if types > MOST_TYPES:
        raise Refusal("size_limit", f"The credential names more than {MOST_TYPES:,} types.")


def _objects(document: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Every object of a document, and whether it is the document itself."""
    waiting: list[tuple[Any, bool]] = [(document, True)]
    while waiting:
        value, top = waiting.pop()
        if isinstance(value, Mapping):
            yield value, top
            waiting += [(inner, False) for name, inner in value.items() if name != "@context"]
        elif isinstance(value, list):
            waiting += [(one, False) for one in value]


def _check_name(name: str, inner: Any, top: bool) -> None:
    if name == "@context":
        # A proof may repeat the contexts of its document, member credentials have their own.
        names = inner if isinstance(inner, list) else [inner]
        if not top and not all(isinstance(one, str) and _WEB.fullmatch(one) for one in names):
            raise _violation("A part of the credential brings definitions of its own.")
    elif name.startswith("@") and (top or name not in _KEYWORDS):
        raise _violation(f"The member {name[:80]!r} gives a part of the credential a second spelling.")
    elif ":" in name and ("://" not in name or name.startswith(_VOCABULARIES)):
        raise _violation(f"The member {name[:80]!r} is a term written as an address, which readers overlook.")


def _relative(expanded: Any) -> Iterator[str]:
    """Addresses that are not absolute: RDF drops the statements that they stand in."""
    waiting = [expanded]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            if value.get("@type") == "@json":
                continue
            types = value.get("@type", [])
            identifiers = [value["@id"]] if isinstance(value.get("@id"), str) else []
            named = [*identifiers, *(types if isinstance(types, list) else [types])]
            yield from (one for one in named if not _ABSOLUTE.fullmatch(one))
            waiting += [inner for name, inner in value.items() if name not in ("@id", "@type", "@value")]
