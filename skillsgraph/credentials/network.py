"""Fetching, when it was switched on: https only, public addresses only, small, and soon over."""

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import urljoin, urlsplit

from skillsgraph.credentials.documents import LARGEST
from skillsgraph.credentials.result import Outcome, Refusal

MOST_REDIRECTS = 3
_REDIRECTS = {301, 302, 303, 307, 308}
_ACCEPT = "application/json, application/ld+json, application/did+json, application/vc, application/vc+jwt"


class Network:
    """Fetches within one deadline for everything that one verification needs.

    The name is resolved once, each of its addresses must be public, and the connection goes to the address
    that was judged (a second look-up could give another one). Redirects are judged the same way.
    """

    def __init__(self, seconds: float = 10) -> None:
        self._deadline = time.monotonic() + seconds

    def __call__(self, url: str) -> bytes:
        """The document. Raises Refusal: `fetch_refused`, `fetch_failed`, `size_limit`."""
        for _ in range(MOST_REDIRECTS + 1):
            found, location = self._once(url)
            if location is None:
                return found
            url = urljoin(url, location)
        raise _failed(url, "it leads on and on")

    def _once(self, url: str) -> tuple[bytes, str | None]:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or parts.username or parts.port not in (None, 443):
            raise _refused(url, "only https addresses on the usual port are fetched")
        address = _public_address(url, parts.hostname, self._left(url))
        connection = _Pinned(parts.hostname, address, self._left(url))
        try:
            path = parts.path or "/"
            connection.request(
                "GET",
                f"{path}?{parts.query}" if parts.query else path,
                headers={"Accept": _ACCEPT, "Accept-Encoding": "identity", "User-Agent": "skillsgraph"},
            )
            answer = connection.getresponse()
            if answer.status in _REDIRECTS and (location := answer.getheader("Location")):
                return b"", location
            if answer.status != 200:
                raise _failed(url, f"the answer was {answer.status}")
            return self._body(url, answer, connection), None
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
            raise _failed(url, "it cannot be reached") from error
        finally:
            connection.close()

    def _body(self, url: str, answer: http.client.HTTPResponse, connection: "_Pinned") -> bytes:
        body = b""
        while True:
            if connection.sock is not None:
                connection.sock.settimeout(self._left(url))
            part = answer.read1(65_536)
            if not part:
                return body
            body += part
            if len(body) > LARGEST:
                raise Refusal(
                    "size_limit", f"The document at {url[:200]!r} is larger than {LARGEST:,} bytes."
                )

    def _left(self, url: str) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise _failed(url, "it took too long")
        return left


class _Pinned(http.client.HTTPSConnection):
    """A connection to an address that was judged, with the certificate of the name."""

    def __init__(self, host: str, address: str, timeout: float) -> None:
        self._secure = ssl.create_default_context()
        super().__init__(host, 443, timeout=timeout, context=self._secure)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, 443), self.timeout)
        self.sock = self._secure.wrap_socket(plain, server_hostname=self.host)


def _public_address(url: str, host: str, _: float) -> str:
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _failed(url, "its name is not known") from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not is_public(address):
            raise _refused(url, "it leads to an address that is not public")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address can be reached by everybody; those that wrap an IPv4 address, by that one too."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


def _refused(url: str, why: str) -> Refusal:
    return Refusal("fetch_refused", f"{url[:200]!r} is not fetched: {why}.", Outcome.UNKNOWN)


def _failed(url: str, why: str) -> Refusal:
    return Refusal("fetch_failed", f"{url[:200]!r} could not be fetched: {why}.", Outcome.UNKNOWN)
