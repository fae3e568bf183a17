"""A credential as it is handed in: JSON, a compact JWT, or an image that one of them is baked into."""

from dataclasses import dataclass
from typing import Any

from skillsgraph.credentials import bake
from skillsgraph.credentials.codec import base64url_decode
from skillsgraph.credentials.result import Check, Refusal, warned
from skillsgraph.errors import JsonInvalid, SourceTooLarge
from skillsgraph.jsonld import JsonLimits, read_json

LIMITS = JsonLimits(bytes=256 * 1024, depth=64, values=100_000)
_WARNINGS = {
    "baking_compressed": "The badge is compressed inside its image, which the specification does not allow.",
    "baking_chunk": "The badge stands in another part of the PNG than the specification says.",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A compact JWS: its decoded header and payload, what was signed, and the signature."""

    header: dict[str, Any]
    payload: dict[str, Any]
    signed: bytes
    signature: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """What was found: JSON, a token, or the address of a hosted assertion; and what was odd about it."""

    document: dict[str, Any] | None = None
    token: Token | None = None
    address: str | None = None
    checks: tuple[Check, ...] = ()


def read_credential(data: bytes) -> Read:
    """Raises Refusal: `size_limit`, `json_too_deep`, `json_malformed`, `jwt_malformed` or one of `bake`."""
    if bake.is_png(data) or bake.is_svg(data):
        baked = bake.unbake(data)
        found = _read_text(baked.text.strip().encode(), baked=True)
        odd = tuple(warned(code, _WARNINGS[code]) for code in baked.warnings)
        return Read(found.document, found.token, found.address, odd)
    return _read_text(data.strip(), baked=False)


def _read_text(data: bytes, *, baked: bool) -> Read:
    if len(data) > LIMITS.bytes:
        raise Refusal("size_limit", f"The credential has {len(data):,} bytes; the limit is {LIMITS.bytes:,}.")
    if data.startswith(b"eyJ") and data.count(b".") == 2:
        return Read(token=read_token(data.decode("ascii", "replace")))
    if baked and data.startswith((b"https://", b"http://")):
        return Read(address=data.decode("utf-8", "replace"))
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        raise Refusal("no_credential", "This is no credential: neither JSON, nor a token, nor a PNG or SVG.")
    return Read(document=read_object(data))


def read_object(data: bytes, limits: JsonLimits = LIMITS) -> dict[str, Any]:
    """A JSON object within limits. Raises Refusal."""
    if len(data) > limits.bytes:
        raise Refusal("size_limit", f"The document has {len(data):,} bytes; the limit is {limits.bytes:,}.")
    try:
        found = read_json(data, "credential", limits)
    except SourceTooLarge as error:
        raise Refusal(
            "json_too_deep" if "nested" in error.message else "size_limit", error.message
        ) from error
    except JsonInvalid as error:
        line = error.where.line if error.where else None
        raise Refusal("json_malformed", f"Line {line}: {error.message}") from error
    if not isinstance(found, dict):
        raise Refusal("json_malformed", "The JSON is no object.")
    return found


def read_token(text: str) -> Token:
    """A compact JWS (RFC 7515, section 7.1). Raises Refusal."""
    parts = text.split(".")
    try:
        if len(parts) != 3:
            raise ValueError("not three parts")
        header, payload, signature = (base64url_decode(part) for part in parts)
    except ValueError:
        raise Refusal("jwt_malformed", "The token is not three parts of base64url.") from None
    return Token(
        read_object(header), read_object(payload), f"{parts[0]}.{parts[1]}".encode(), signature, text
    )
