"""Cursors: a place in the order of names, or in a ranked list, as text that a client hands back unread."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from hashlib import blake2b

import orjson

from skillsgraph.errors import BadCursor

Fits = Callable[[object], bool]
_CHECK = 6
_FARTHEST = 2**31 - 1
_DIGITS = 15


def encode(connection: str, *place: object) -> str:
    """The cursor of a place in a connection of that name."""
    body = orjson.dumps([connection, *place])
    return urlsafe_b64encode(blake2b(body, digest_size=_CHECK).digest() + body).decode().rstrip("=")


def decode_name(connection: str, cursor: str | None) -> tuple[str, str]:
    """(sortName, id) after which a page begins; before everything when there is no cursor.

    Raises:
        BadCursor: It was not made by this server for this connection.
    """
    if cursor is None:
        return "", ""
    match _decode(connection, cursor):
        case [str(name), str(identifier)]:
            return name, identifier
    raise _bad(connection)


def decode_moment(connection: str, cursor: str | None) -> tuple[int | None, str]:
    """(milliseconds since 1970, id) after which a page begins. Raises like `decode_name`."""
    at, identifier = decode_name(connection, cursor)
    if not at:
        return None, identifier
    if not at.isdecimal() or len(at) > _DIGITS:
        raise _bad(connection)
    return int(at), identifier


def decode_keys(connection: str, argument: str, cursor: str, fits: Sequence[Fits]) -> list[object]:
    """The values of the keys at a place, each of which must fit its key. Raises like `decode_name`."""
    found = _decode(connection, cursor, argument)
    if len(found) != len(fits) or not all(one(value) for one, value in zip(fits, found, strict=True)):
        raise _bad(connection, argument)
    return found


def decode_rank(connection: str, cursor: str | None) -> int:
    """The place in a ranked list at which a page begins. Raises like `decode_name`."""
    if cursor is None:
        return 0
    match _decode(connection, cursor):
        case [int(place)] if place is not True and 0 <= place <= _FARTHEST:
            return place
    raise _bad(connection)


def _decode(connection: str, cursor: str, argument: str = "after") -> list[object]:
    try:
        data = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        check, body = data[:_CHECK], data[_CHECK:]
        if blake2b(body, digest_size=_CHECK).digest() != check:
            raise _bad(connection, argument)
        found = orjson.loads(body)
    except ValueError as error:
        raise _bad(connection, argument) from error
    if not isinstance(found, list) or found[:1] != [connection]:
        raise _bad(connection, argument)
    return found[1:]


def _bad(connection: str, argument: str = "after") -> BadCursor:
    return BadCursor(
        f"{argument} is no cursor that was made for {connection.partition('|')[0]} in this order.",
        hint="Use an `endCursor` or `cursor` of the same field.",
    )
