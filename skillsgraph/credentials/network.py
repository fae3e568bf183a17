"""Fetching, when it was switched on: https only, public addresses only, small, and soon over."""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from skillsgraph.credentials.documents import GONE, LARGEST
from skillsgraph.credentials.result import Outcome, Refusal

MOST_REDIRECTS = 3
MOST_KEPT = 32  # documents that one verification fetches once
_REDIRECTS = {301, 302, 303, 307, 308}
_OTHER = ("text/html", "application/xhtml", "image/", "audio/", "video/", "font/", "multipart/")
_ACCEPT = "application/json, application/ld+json, application/did+json, application/vc, application/vc+jwt"


class Network:
    """Fetches within one deadline for everything that one verification needs.

    The name is resolved once, each of its addresses must be public, and the connection goes to the address
    that was judged (a second look-up could give another one). Redirects are judged the same way.

    Args:
        permits: Whether an address may be connected to.
        tls: What decides which certificates are good; None is what the system trusts.
        port: The port of https here; an address that names one itself is refused.
        largest: Most bytes of a document.
    """

    def __init__(
        self,
        seconds: float = 10,
        *,
        permits: Callable[[str], bool] | None = None,
        tls: ssl.SSLContext | None = None,
        port: int = 443,
        largest: int = LARGEST,
    ) -> None:
        self._deadline = time.monotonic() + seconds
        self._permits = permits or is_public
        self._tls = tls or ssl.create_default_context()
        self._port = port
        self._largest = largest
        self._fetched: dict[str, bytes] = {}  # the members of a record point to the same lists and keys

    def __call__(self, url: str) -> bytes:
        """The document. Raises Refusal: `fetch_refused`, `fetch_failed`, `document_gone`, `size_limit`."""
        if (known := self._fetched.get(url)) is not None:
            return known
        asked = url
        for _ in range(MOST_REDIRECTS + 1):
            found, location = self._once(url)
            if location is None:
                if len(self._fetched) < MOST_KEPT:
                    self._fetched[asked] = found
                return found
            url = urljoin(url, location)
        raise _failed(url, "it leads on and on")

    def _once(self, url: str) -> tuple[bytes, str | None]:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or parts.username or parts.port not in (None, 443):
            raise _refused(url, "only https addresses on the usual port are fetched")
        address = self._address(url, parts.hostname)
        connection = _Pinned(parts.hostname, address, self._port, self._left(url), self._tls)
        # A time-out of the socket begins anew with each byte: a server that drips must be ended from outside.
        watch = threading.Timer(self._left(url), connection.end)
        watch.start()
        try:
            path = parts.path or "/"
            connection.request(
                "GET",
                f"{path}?{parts.query}" if parts.query else path,
                headers={"Accept": _ACCEPT, "Accept-Encoding": "identity", "User-Agent": "skillsgraph"},
            )
            with connection.getresponse() as answer:
                if answer.status in _REDIRECTS and (location := answer.getheader("Location")):
                    return b"", location
                if answer.status == HTTPStatus.GONE:
                    says = f"What stood at {url[:200]!r} is gone for good, as its server says."
                    raise Refusal(GONE, says, Outcome.UNKNOWN)
                if answer.status != 200:
                    raise _failed(url, f"the answer was {answer.status}")
                _refuse_other_content(url, answer)
                return self._body(url, answer), None
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
            self._left(url)
            raise _failed(url, "it cannot be reached") from error
        finally:
            watch.cancel()
            connection.close()

    def _body(self, url: str, answer: http.client.HTTPResponse) -> bytes:
        body = bytearray()
        while True:
            part = answer.read1(65_536)
            if not part:
                self._left(url)
                if answer.length:
                    raise _failed(url, "it ended before its end")
                return bytes(body)
            body += part
            if len(body) > self._largest:
                raise Refusal(
                    "size_limit", f"The document at {url[:200]!r} is larger than {self._largest:,} bytes."
                )

    def _address(self, url: str, host: str) -> str:
        """The first address of a name. Raises Refusal if one of them may not be connected to."""
        found: list[str] = []

        def look_up() -> None:
            with suppress(OSError, UnicodeError):
                entries = socket.getaddrinfo(host, self._port, type=socket.SOCK_STREAM)
                found.extend(str(entry[4][0]) for entry in entries)

        # The system's resolver knows no deadline; left alone it ends by itself.
        resolver = threading.Thread(target=look_up, daemon=True)
        resolver.start()
        resolver.join(self._left(url))
        self._left(url)
        if not found:
            raise _failed(url, "its name is not known")
        if not all(self._permits(one) for one in found):
            raise _refused(url, "it leads to an address that is not public")
        return found[0]

    def _left(self, url: str) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise _failed(url, "it took too long")
        return left


class _Pinned(http.client.HTTPSConnection):
    """A connection to an address that was judged, with the certificate of the name."""

    def __init__(self, host: str, address: str, port: int, timeout: float, tls: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=timeout, context=tls)
        self._address = address
        self._tls = tls
        self._wire: ssl.SSLSocket | None = None  # which the connection itself forgets once it has answered

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._wire = self._tls.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self._wire.do_handshake()

    def end(self) -> None:
        """Cut the connection, whatever it waits for."""
        if self._wire is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._wire, socket.SHUT_RDWR)


def _refuse_other_content(url: str, answer: http.client.HTTPResponse) -> None:
    """Raises Refusal for a page, a picture or what is compressed; servers of plain files say many things."""
    kind = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if kind.startswith(_OTHER) or answer.getheader("Content-Encoding", "identity").lower() != "identity":
        raise _failed(url, f"it is no document but {kind[:60] or 'compressed'}")


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
