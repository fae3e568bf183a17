"""What the values of writes may be; each refusal names the value that it is about."""

import re
from collections.abc import Sequence

from skillsgraph.errors import InputError
from skillsgraph.model.text import LANGUAGE

_MOST = 100_000
_LONGEST = 1000
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def amount(what: str, value: float | None) -> None:
    """Raises `InputError` for credits or hours that nobody can earn or spend."""
    if value is not None and not 0 <= value <= _MOST:
        raise InputError(f"{what} is {value:g}; it must be from 0 to {_MOST:,}.")


def text(what: str, value: str | None) -> None:
    """Raises `InputError` for what nobody can read: control characters, but for tabs and ends of lines."""
    if value is not None and (found := _UNREADABLE.search(value)):
        raise InputError(
            f"{what} has the control character U+{ord(found[0]):04X} at place {found.start()}.",
            hint="Leave it out.",
        )


def name(what: str, value: str) -> None:
    """Raises `InputError` for a name that is empty, no text, or longer than an index of Neo4j can hold.

    That is 8 kB, and names are longer once folded.
    """
    if not value.strip():
        raise InputError(f"{what} is empty.")
    if len(value) > _LONGEST:
        raise InputError(f"{what} has {len(value)} characters; at most {_LONGEST:,} are kept.")
    text(what, value)


def address(what: str, value: str) -> None:
    """Raises `InputError` like `name`, and for a uri without a scheme or with blanks in it (RFC 3986)."""
    name(what, value)
    if not _ABSOLUTE.fullmatch(value):
        raise InputError(
            f"{what} is {value[:100]!r}, which is no absolute uri.",
            hint="Give a web address, or a name such as urn:uuid:….",
        )


def languages(what: str, values: Sequence[str] | None) -> None:
    """Raises `InputError` for what is no language tag (BCP 47)."""
    for place, value in enumerate(values or ()):
        if not LANGUAGE.fullmatch(value):
            raise InputError(
                f"{what}[{place}] is {value[:100]!r}, which is no language tag such as en or pt-BR."
            )


def level(what: str, value: int | None) -> None:
    """Raises `InputError` for a level that the European Qualifications Framework does not have."""
    if value is not None and not 1 <= value <= 8:
        raise InputError(f"{what} is {value}; the EQF has the levels 1 to 8.")
