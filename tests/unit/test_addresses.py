"""CASE packages by their address, from a server on the loopback that stands for a public one."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from skillsgraph.__main__ import main
from skillsgraph.addresses import fetched, is_address
from skillsgraph.credentials.network import Network
from skillsgraph.errors import SourceError, SourceTooLarge
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.settings import Settings
from tests.support.https import https_server

HOST = "https://127.0.0.1"
PACKAGE = {
    "CFDocument": {"identifier": "d-1", "uri": "https://example.org/d-1", "title": "Baking", "creator": "Us"},
    "CFItems": [{"identifier": "i-1", "uri": "https://example.org/i-1", "fullStatement": "Knead dough"}],
    "CFAssociations": [],
}
ON = Settings(import_network=True)


class _Publisher(BaseHTTPRequestHandler):
    """One package under both versions, one that is too large, and nothing else."""

    def do_GET(self) -> None:
        path, _, name = self.path.rpartition("/")
        known = {"d-1": json.dumps(PACKAGE).encode(), "huge": b" " * 5000}
        body = known.get(name, b"") if path.endswith(("/v1p0/CFPackages", "/v1p1/CFPackages")) else b""
        with suppress(OSError):
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def fetch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], bytes]]:
    """As an import fetches, but to the loopback and at most 4,000 bytes."""
    with https_server(tmp_path_factory.mktemp("tls"), _Publisher) as (port, tls):
        yield Network(20, permits=lambda one: one == "127.0.0.1", tls=tls, port=port, largest=4000)


@pytest.mark.parametrize("version", ["v1p0", "v1p1"])
def test_a_package_is_read_as_its_file_would_be(fetch: Callable[[str], bytes], version: str) -> None:
    reader, address = reader_for("case"), f"{HOST}/ims/case/{version}/CFPackages/d-1"
    with fetched("case", address, ON, fetch) as path:
        assert reader.open(path, Options()).framework.name == "Baking"
        names = [
            getattr(one.item, "name", None) for one in reader.read(path, Options()) if hasattr(one, "item")
        ]
        assert "Knead dough" in names
    assert not path.exists()


@pytest.mark.parametrize(
    ("code", "address", "kind", "says"),
    [
        ("esco", f"{HOST}/ims/case/v1p1/CFPackages/d-1", SourceError, "Only a CASE package"),
        ("case", f"{HOST}/ims/case/v1p1/CFDocuments/d-1", SourceError, "Only a CASE package"),
        ("case", f"{HOST}/ims/case/v1p1/CFPackages/../x", SourceError, "Only a CASE package"),
        ("case", f"{HOST}/ims/case/v1p1/CFPackages/none", SourceError, "404"),
        ("case", f"{HOST}/ims/case/v1p1/CFPackages/huge", SourceTooLarge, "4,000 bytes"),
        ("case", "http://127.0.0.1/ims/case/v1p1/CFPackages/d-1", SourceError, "only https"),
    ],
)
def test_what_is_not_fetched_is_told(
    fetch: Callable[[str], bytes], code: str, address: str, kind: type[SourceError], says: str
) -> None:
    with pytest.raises(kind, match=says), fetched(code, address, ON, fetch):
        pass


def test_an_address_inside_a_network_is_never_asked() -> None:
    address = "https://127.0.0.1/ims/case/v1p1/CFPackages/d-1"
    with pytest.raises(SourceError, match="not public"), fetched("case", address, ON):
        pass


def test_the_command_fetches_nothing_unless_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["import", "case", "https://example.org/ims/case/v1p1/CFPackages/d-1"]) == 2
    assert "SKILLSGRAPH_IMPORT_NETWORK" in capsys.readouterr().err
    assert not is_address(str(tmp_path))
