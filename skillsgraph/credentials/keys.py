"""Public keys as Multikey, JWK and PEM, and did:key.

Multikey: Controlled Identifiers 1.0, section 2.2.2. JWK: RFC 7517, RFC 7518, RFC 8037.
"""

from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from skillsgraph.credentials.codec import (
    base64url_decode,
    base64url_encode,
    multibase_decode,
    multibase_encode,
)

PublicKey = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey

_ED25519, _P256, _P384 = b"\xed\x01", b"\x80\x24", b"\x81\x24"
_CURVES: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}
SMALLEST_RSA, LARGEST_RSA = 2048, 8192
_DID_KEY = "did:key:"


def from_multikey(text: object) -> PublicKey:
    """The key that a `publicKeyMultibase` holds. Raises ValueError for anything else."""
    data = multibase_decode(text)
    header, rest = data[:2], data[2:]
    if header == _ED25519 and len(rest) == 32:
        return ed25519.Ed25519PublicKey.from_public_bytes(rest)
    curve = {_P256: _CURVES["P-256"], _P384: _CURVES["P-384"]}.get(header)
    if curve is None or len(rest) != 1 + curve.key_size // 8:
        raise ValueError("a key of a kind that is not known here")
    return ec.EllipticCurvePublicKey.from_encoded_point(curve, rest)


def to_multikey(key: PublicKey) -> str:
    """Raises ValueError for RSA, which Multikey does not name."""
    if isinstance(key, ed25519.Ed25519PublicKey):
        return multibase_encode(_ED25519 + key.public_bytes_raw())
    if isinstance(key, ec.EllipticCurvePublicKey):
        header = _P256 if key.curve.key_size == 256 else _P384
        return multibase_encode(header + key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint))
    raise ValueError("RSA keys have no Multikey")


def did_key(key: PublicKey) -> str:
    return _DID_KEY + to_multikey(key)


def did_key_method(key: PublicKey) -> str:
    """The DID URL of the one verification method that a did:key has."""
    return f"{did_key(key)}#{to_multikey(key)}"


def from_did_key(url: str) -> PublicKey:
    """The key that a did:key, or the DID URL of its method, is. Raises ValueError."""
    did, _, fragment = url.partition("#")
    value = did.removeprefix(_DID_KEY)
    if value == did or (fragment and fragment != value) or not value.startswith("z"):
        raise ValueError("not a did:key")
    return from_multikey(value)


def from_jwk(jwk: Mapping[str, Any]) -> PublicKey:
    """The public key of a JWK. Raises ValueError, also for one that holds a private key."""
    if "d" in jwk or jwk.get("kty") == "oct":
        raise ValueError("a key that must be kept secret")
    try:
        match jwk.get("kty"), jwk.get("crv"):
            case "OKP", "Ed25519":
                return ed25519.Ed25519PublicKey.from_public_bytes(base64url_decode(jwk["x"]))
            case "EC", str(name) if name in _CURVES:
                x, y = (int.from_bytes(base64url_decode(jwk[part])) for part in ("x", "y"))
                return ec.EllipticCurvePublicNumbers(x, y, _CURVES[name]).public_key()
            case "RSA", _:
                n, e = (int.from_bytes(base64url_decode(jwk[part])) for part in ("n", "e"))
                return _rsa(n, e)
    except (KeyError, TypeError) as error:
        raise ValueError("a JWK that lacks a member") from error
    raise ValueError("a key of a kind that is not known here")


def _rsa(n: int, e: int) -> rsa.RSAPublicKey:
    if not SMALLEST_RSA <= n.bit_length() <= LARGEST_RSA or not 3 <= e < 2**32:
        raise ValueError("an RSA key of a size that is not safe")
    return rsa.RSAPublicNumbers(e, n).public_key()


def to_jwk(key: PublicKey) -> dict[str, str]:
    if isinstance(key, ed25519.Ed25519PublicKey):
        return {"kty": "OKP", "crv": "Ed25519", "x": base64url_encode(key.public_bytes_raw())}
    if isinstance(key, ec.EllipticCurvePublicKey):
        size, point = key.curve.key_size // 8, key.public_numbers()
        name = next(name for name, curve in _CURVES.items() if curve.key_size == key.curve.key_size)
        return {
            "kty": "EC",
            "crv": name,
            "x": base64url_encode(point.x.to_bytes(size)),
            "y": base64url_encode(point.y.to_bytes(size)),
        }
    numbers = key.public_numbers()
    n, e = (number.to_bytes((number.bit_length() + 7) // 8) for number in (numbers.n, numbers.e))
    return {"kty": "RSA", "n": base64url_encode(n), "e": base64url_encode(e)}


def from_pem(text: object) -> PublicKey:
    """The key of Open Badges 2.0's `publicKeyPem`. Raises ValueError."""
    if not isinstance(text, str) or len(text) > 16_384:
        raise ValueError("not a PEM text")
    try:
        key = load_pem_public_key(text.encode())
    except UnsupportedAlgorithm as error:
        raise ValueError("a key of a kind that is not known here") from error
    if isinstance(key, rsa.RSAPublicKey):
        return _rsa(key.public_numbers().n, key.public_numbers().e)
    if isinstance(key, ed25519.Ed25519PublicKey):
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.key_size in (256, 384):
        return key
    raise ValueError("a key of a kind that is not known here")
