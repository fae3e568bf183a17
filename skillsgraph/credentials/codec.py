"""Bytes as text: base58btc, base64url and the multibase prefixes of them."""

import base64
import binascii
import re

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUE = {character: value for value, character in enumerate(_BASE58)}
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
LONGEST_BASE58 = 4096  # decoding takes time that grows with the square of the length


def base58_encode(data: bytes) -> str:
    number, text = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        text = _BASE58[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def base58_decode(text: str) -> bytes:
    """Raises ValueError for a character that is not of the alphabet, and for texts that are too long."""
    if len(text) > LONGEST_BASE58:
        raise ValueError("the base58 text is too long")
    number = 0
    for character in text:
        if character not in _VALUE:
            raise ValueError("not a base58 character")
        number = number * 58 + _VALUE[character]
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def base64url_encode(data: bytes) -> str:
    """Without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def base64url_decode(text: str) -> bytes:
    """Strictly: no padding, no other alphabet, no bits that are thrown away. Raises ValueError."""
    if not _BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise ValueError("not base64url")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("not base64url") from error
    if base64url_encode(data) != text:
        raise ValueError("not canonical base64url")
    return data


def multibase_decode(text: object) -> bytes:
    """base58btc (`z`) or base64url (`u`). Raises ValueError."""
    if not isinstance(text, str) or len(text) < 2:
        raise ValueError("not a multibase text")
    if text[0] == "z":
        return base58_decode(text[1:])
    if text[0] == "u":
        return base64url_decode(text[1:])
    raise ValueError("neither base58btc nor base64url")


def multibase_encode(data: bytes) -> str:
    return "z" + base58_encode(data)
