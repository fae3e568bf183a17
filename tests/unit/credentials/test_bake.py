"""Baking: what is put into an image comes out again, and only that."""

import struct
import zlib

import pytest

from skillsgraph.credentials.bake import PNG, bake_png, bake_svg, unbake
from skillsgraph.credentials.result import Refusal


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


HEADER = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
END = _chunk(b"IDAT", zlib.compress(b"\0\0")) + _chunk(b"IEND", b"")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>'
TEXTS = ['{"name": "Żółć <&]]> \u200fשלום"}', "eyJh.eyJi.c2ln"]


def png(*chunks: bytes) -> bytes:
    return PNG + HEADER + b"".join(chunks) + END


def itxt(text: bytes, flag: bytes = b"\0") -> bytes:
    return _chunk(b"iTXt", b"openbadgecredential\0" + flag + b"\0\0\0" + text)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_baked_comes_out_again(text: str) -> None:
    assert unbake(bake_png(png(), text)).text == text
    assert unbake(bake_svg(SVG, text)).text == text
    assert unbake(bake_png(bake_png(png(), "{}"), text)).text == text


def _refused(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        unbake(data)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png(), "no_credential"),
        (SVG, "no_credential"),
        (png(itxt(b"{}"), itxt(b"{}")), "several_credentials"),
        (png(itxt(zlib.compress(b" " * 300_000), b"\1")), "size_limit"),
        (png(itxt(zlib.compress(b"{}")[:-3], b"\1")), "image_malformed"),
        (png(itxt(b"\xff")), "image_malformed"),
        (png(itxt(b"{}"))[:-1], "image_malformed"),
        (png(itxt(b"{}")) + b"more", "image_malformed"),
        (png(itxt(b"{}")).replace(b"{}", b"[]"), "image_malformed"),
        (PNG, "image_malformed"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", "image_malformed"),
        (b"<svg><unclosed></svg>", "image_malformed"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'><svg/></html>", "image_malformed"),
        (b"<svg>" + b"<g>" * 100 + b"</g>" * 100 + b"</svg>", "size_limit"),
        (png(b"\0" * 5_000_000), "size_limit"),
    ],
)
def test_images_without_one_sound_badge_are_refused(data: bytes, code: str) -> None:
    assert _refused(data) == code


def test_an_image_that_has_a_badge_is_not_baked_twice_as_svg() -> None:
    with pytest.raises(Refusal):
        bake_svg(bake_svg(SVG, "{}"), "{}")
    with pytest.raises(Refusal):
        bake_svg(b"<svg/>", "{}")
