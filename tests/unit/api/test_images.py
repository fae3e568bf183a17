"""An image that cannot hold a badge is refused before anything is awarded."""

from base64 import b64encode

import pytest

from skillsgraph.api.writes.issuing import _decoded
from skillsgraph.credentials.bake import PNG
from skillsgraph.errors import InputError, SkillsGraphError

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'


def test_an_image_that_can_is_given_back() -> None:
    assert _decoded(b64encode(SVG).decode()) == SVG


@pytest.mark.parametrize("image", [b"GIF89a", PNG + b"\0\0\0\x05IHDRxxxxx", SVG[:-6]])
def test_an_image_that_cannot_is_refused(image: bytes) -> None:
    with pytest.raises(SkillsGraphError):
        _decoded(b64encode(image).decode())


def test_what_is_no_base64_is_refused() -> None:
    with pytest.raises(InputError):
        _decoded("no base64 at all!")
