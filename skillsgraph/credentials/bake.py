"""Badges inside images: an `iTXt` chunk of a PNG, an element of an SVG.

Open Badges 3.0, section 5.3, and 2.0's baking specification: keyword and prefix `openbadgecredential` or
`openbadges`; the text is the credential's JSON, its compact JWT, or (2.0) the address of the assertion.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from skillsgraph.credentials.result import Refusal

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST_IMAGE = 4 * 1024**2
LARGEST_TEXT = 256 * 1024
_NAMESPACES = {
    "https://purl.imsglobal.org/ob/v3p0": "credential",
    "http://openbadges.org": "assertion",
    "https://openbadges.org": "assertion",
    "http://www.openbadges.org": "assertion",
}
_KEYWORDS = (b"openbadgecredential", b"openbadges")
_DEEPEST = 64


@dataclass(frozen=True, slots=True)
class Baked:
    """What an image holds; `warnings` are codes for what the specification does not allow."""

    text: str
    warnings: tuple[str, ...] = ()


def is_png(data: bytes) -> bool:
    return data.startswith(PNG)


def is_svg(data: bytes) -> bool:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<svg", b"<?xml", b"<!DOCTYPE svg", b"<!--")) or b"<svg" in start


def unbake(data: bytes) -> Baked:
    """The badge in an image.

    Raises:
        Refusal: `no_credential`, `several_credentials`, `image_malformed` or `size_limit`.
    """
    if len(data) > LARGEST_IMAGE:
        raise Refusal("size_limit", f"The image has {len(data):,} bytes; the limit is {LARGEST_IMAGE:,}.")
    found = list(_in_png(data)) if is_png(data) else _in_svg(data)
    if not found:
        raise Refusal("no_credential", "There is no badge in this image.")
    if len(found) > 1:
        raise Refusal("several_credentials", f"There are {len(found)} badges in this image.")
    return found[0]


def bake(image: bytes, text: str) -> bytes:
    """The image, PNG or SVG, with the text as its badge.

    Raises:
        Refusal: `image_malformed` for what is neither, `several_credentials` for an SVG with a badge.
    """
    if is_png(image):
        return bake_png(image, text)
    if is_svg(image):
        return bake_svg(image, text)
    raise Refusal("image_malformed", "The image is neither a PNG nor an SVG.")


def bake_png(image: bytes, text: str) -> bytes:
    """The image with the text as its badge; one that was there before is replaced."""
    chunks = [one for one in _chunks(image) if not _is_badge(*one)]
    body = b"openbadgecredential\0\0\0\0\0" + text.encode()
    header, *rest = chunks
    return PNG + b"".join(_chunk(*one) for one in (header, (b"iTXt", body), *rest))


def bake_svg(image: bytes, text: str) -> bytes:
    """The same for an SVG: JSON stands in the element, a compact JWT in its attribute `verify`."""
    if _in_svg(image):
        raise Refusal("several_credentials", "There is a badge in this image already.")
    source = image.decode("utf-8-sig")
    root = re.search(r"<(?:[\w.-]+:)?svg\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(/?)>", source)
    if root is None or root.group(1):
        raise Refusal("image_malformed", "This is no SVG with something in it.")
    space = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
    if text.lstrip().startswith("{"):
        element = f"<openbadges:credential {space}>{escape(text)}</openbadges:credential>"
    else:
        element = f"<openbadges:credential {space} verify={quoteattr(text)}/>"
    return (source[: root.end()] + element + source[root.end() :]).encode()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, body) of each chunk, in order, its checksum compared."""
    if not is_png(data):
        raise Refusal("image_malformed", "This is no PNG.")
    at = len(PNG)
    kind = b""
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        body, checksum = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(checksum) < 4 or zlib.crc32(kind + body) != int.from_bytes(checksum):
            raise Refusal("image_malformed", "The PNG is damaged: a checksum does not fit.")
        if (at == len(PNG)) != (kind == b"IHDR"):
            raise Refusal("image_malformed", "The PNG does not begin with its header.")
        yield kind, body
        at += 12 + length
        if kind == b"IEND":
            break
    if kind != b"IEND" or at != len(data):
        raise Refusal("image_malformed", "The PNG ends too early, or something stands behind its end.")


def _is_badge(kind: bytes, body: bytes) -> bool:
    return kind in (b"iTXt", b"tEXt", b"zTXt") and body.split(b"\0", 1)[0] in _KEYWORDS


def _in_png(data: bytes) -> Iterator[Baked]:
    for kind, body in _chunks(data):
        if not _is_badge(kind, body):
            continue
        _, _, rest = body.partition(b"\0")
        if kind == b"tEXt":
            yield Baked(_text(rest), ("baking_chunk",))
        elif kind == b"zTXt":
            yield Baked(_text(_inflate(rest[1:])), ("baking_chunk", "baking_compressed"))
        else:
            yield _international(rest)


def _international(rest: bytes) -> Baked:
    """The part of an iTXt chunk behind its keyword (PNG, section 11.3.3.4)."""
    flag, method, words = rest[:1], rest[1:2], rest[2:].split(b"\0", 2)
    if len(words) < 3 or flag not in (b"\0", b"\1") or method != b"\0":
        raise Refusal("image_malformed", "The text in the PNG is not written as text is.")
    if flag == b"\1":
        return Baked(_text(_inflate(words[2])), ("baking_compressed",))
    return Baked(_text(words[2]))


def _inflate(data: bytes) -> bytes:
    engine = zlib.decompressobj()
    try:
        text = engine.decompress(data, LARGEST_TEXT + 1)
    except zlib.error as error:
        raise Refusal("image_malformed", "The compressed text in the PNG is damaged.") from error
    if len(text) > LARGEST_TEXT:
        raise Refusal("size_limit", f"The text in the image unfolds to more than {LARGEST_TEXT:,} bytes.")
    if not engine.eof:
        raise Refusal("image_malformed", "The compressed text in the PNG ends too early.")
    return text


def _text(data: bytes) -> str:
    if len(data) > LARGEST_TEXT:
        raise Refusal("size_limit", f"The text in the image has more than {LARGEST_TEXT:,} bytes.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Refusal("image_malformed", "The text in the image is not UTF-8.") from error


class _Svg:
    """Collects the badges of an SVG while expat walks through it."""

    def __init__(self) -> None:
        self.found: list[Baked] = []
        self._depth = 0
        self._inside: tuple[int, str | None] | None = None
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Refusal("size_limit", f"The SVG is nested deeper than {_DEEPEST} levels.")
        if self._depth == 1 and name.rpartition(" ")[2] != "svg":
            raise Refusal("image_malformed", "This is no SVG.")
        space, _, local = name.rpartition(" ")
        if _NAMESPACES.get(space) == local and self._inside is None:
            self._inside, self._text = (self._depth, attributes.get("verify")), []

    def data(self, text: str) -> None:
        if self._inside is not None:
            self._text.append(text)

    def end(self, _: str) -> None:
        if self._inside is not None and self._inside[0] == self._depth:
            text = "".join(self._text).strip() or (self._inside[1] or "").strip()
            if text:
                self.found.append(Baked(_text(text.encode())))
            self._inside = None
        self._depth -= 1


def _in_svg(data: bytes) -> list[Baked]:
    walk = _Svg()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.data

    def refuse(*_: object) -> None:
        raise Refusal("image_malformed", "The SVG has a document type definition, which is not allowed.")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refusal("image_malformed", "This is neither a PNG nor an SVG.") from error
    return walk.found
