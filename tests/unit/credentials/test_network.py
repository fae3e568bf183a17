"""Fetching, against a server on the loopback that answers in every way in which servers can."""

import ssl
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest

from skillsgraph.credentials.documents import LARGEST, Documents
from skillsgraph.credentials.network import Network, is_public
from skillsgraph.credentials.read import Read
from skillsgraph.credentials.result import Outcome, Refusal
from skillsgraph.credentials.verify import Verifier
from skillsgraph.jsonld import Contexts
from tests.support.https import https_server

GOOD = b'{"good": true}'


class _Answers(BaseHTTPRequestHandler):
    """By the path: what a server may do."""

    asked = 0

    def do_GET(self) -> None:
        with suppress(OSError):
            getattr(self, self.path.partition("?")[0].strip("/").replace("-", "_"))()

    def log_message(self, *_: object) -> None: ...

    def _say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def good(self) -> None:
        self._say(200, GOOD, Content_Type="application/json")

    def counted(self) -> None:
        """How often it was asked."""
        type(self).asked += 1
        self._say(200, str(self.asked).encode())

    def untyped(self) -> None:
        self._say(200, GOOD)

    def page(self) -> None:
        self._say(200, b"<html>", Content_Type="text/html; charset=utf-8")

    def compressed(self) -> None:
        self._say(200, GOOD, Content_Type="application/json", Content_Encoding="gzip")

    def missing(self) -> None:
        self._say(404, GOOD)

    def gone(self) -> None:
        self._say(410, b'{"revoked": true}')

    def large(self) -> None:
        self._say(200, b"x" * (LARGEST + 1))

    def endless(self) -> None:
        self._say(200, b"", Content_Length=str(2**40))
        while True:
            self.wfile.write(b"x" * 65_536)

    def short(self) -> None:
        self._say(200, GOOD, Content_Length="999")

    def silent(self) -> None:
        time.sleep(3)

    def dripping(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(30):
            self.wfile.write(b"X-Drip: 1\r\n")
            self.wfile.flush()
            time.sleep(0.1)

    def once(self) -> None:
        self._say(302, Location="/good")

    def round(self) -> None:
        self._say(302, Location="/round")

    def inwards(self) -> None:
        self._say(307, Location="https://10.1.2.3/good")

    def plainly(self) -> None:
        self._say(301, Location="http://127.0.0.1/good")

    def elsewhere(self) -> None:
        self._say(301, Location="https://127.0.0.1:8443/good")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, ssl.SSLContext]]:
    """The port of the server, and a context that trusts its certificate."""
    with https_server(tmp_path_factory.mktemp("tls"), _Answers) as served:
        yield served


def _network(server: tuple[int, ssl.SSLContext], seconds: float = 30) -> Network:
    """One to which the loopback is public."""
    port, tls = server
    return Network(seconds, permits=lambda one: one == "127.0.0.1", tls=tls, port=port)


def _refusal(network: Network, url: str) -> tuple[str, str]:
    with pytest.raises(Refusal) as refused:
        network(url)
    return refused.value.code, refused.value.message


def test_a_document_is_fetched(server: tuple[int, ssl.SSLContext]) -> None:
    network = _network(server)
    for path in ("good", "untyped", "once", "good?a=b"):
        assert network(f"https://127.0.0.1/{path}") == GOOD


def test_a_document_is_fetched_once_for_a_verification(server: tuple[int, ssl.SSLContext]) -> None:
    network = _network(server)
    assert network("https://127.0.0.1/counted") == network("https://127.0.0.1/counted")
    assert _network(server)("https://127.0.0.1/counted") == b"2"


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("page", "fetch_failed", "text/html"),
        ("compressed", "fetch_failed", "no document"),
        ("missing", "fetch_failed", "404"),
        ("large", "size_limit", "1,048,576"),
        ("endless", "size_limit", "1,048,576"),
        ("short", "fetch_failed", "ended before"),
        ("round", "fetch_failed", "on and on"),
        ("inwards", "fetch_refused", "not public"),
        ("plainly", "fetch_refused", "only https"),
        ("elsewhere", "fetch_refused", "usual port"),
    ],
)
def test_what_servers_do_is_told(server: tuple[int, ssl.SSLContext], path: str, code: str, says: str) -> None:
    found, message = _refusal(_network(server), f"https://127.0.0.1/{path}")
    assert (found, says in message) == (code, True), message


@pytest.mark.parametrize("path", ["silent", "dripping"])
def test_slow_servers_are_left_at_the_deadline(server: tuple[int, ssl.SSLContext], path: str) -> None:
    code, message = _refusal(_network(server, 0.7), f"https://127.0.0.1/{path}")
    assert (code, "too long" in message) == ("fetch_failed", True), message


def test_a_hosted_badge_that_is_gone_is_revoked(server: tuple[int, ssl.SSLContext]) -> None:
    network, address = _network(server), "https://127.0.0.1/gone"
    assert _refusal(network, address)[0] == "document_gone"
    profile = {"type": "Issuer", "id": "https://127.0.0.1/issuer", "name": "A school"}
    assertion = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": address,
        "recipient": {"type": "email", "hashed": False, "identity": "a@example.org"},
        "badge": {"type": "BadgeClass", "name": "Hygiene", "issuer": profile},
        "issuedOn": "2026-02-01T00:00:00Z",
        "verification": {"type": "HostedBadge"},
    }
    for read in (Read(document=assertion), Read(address=address)):
        verifier = Verifier(Contexts(), Documents(fetch=network), datetime(2026, 11, 23, tzinfo=UTC))
        assert verifier.verify_read(read).outcome is Outcome.REVOKED


def test_a_deadline_is_for_all_that_is_fetched(server: tuple[int, ssl.SSLContext]) -> None:
    network = _network(server, 30)
    network("https://127.0.0.1/good")
    network._deadline = time.monotonic() - 1
    assert _refusal(network, "https://127.0.0.1/untyped")[0] == "fetch_failed"


def test_a_certificate_that_nobody_vouches_for_is_refused(server: tuple[int, ssl.SSLContext]) -> None:
    code, _ = _refusal(Network(30, permits=lambda _: True, port=server[0]), "https://127.0.0.1/good")
    assert code == "fetch_failed"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://user:word@example.org/",
        "https://example.org:8443/",
        "https:///",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://0.0.0.0/",
        "https://10.0.0.1/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://127.1/",
    ],
)
def test_what_is_not_public_is_refused_before_it_is_connected_to(url: str) -> None:
    with pytest.raises(Refusal) as refused:
        Network(10)(url)
    assert refused.value.code in ("fetch_refused", "fetch_failed")
    assert refused.value.outcome is Outcome.UNKNOWN
    assert "cannot be reached" not in refused.value.message


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
