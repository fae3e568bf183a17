"""Documents by hash and by id, and the list of those that are trusted."""

import json
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.api.documents import Documents, Named, digest_of
from skillsgraph.errors import (
    ConfigurationRefused,
    DocumentUntrusted,
    InputError,
    PersistedNotFound,
    PersistedOff,
    RequestMalformed,
)
from skillsgraph.settings import Settings

TEXT = "{ frameworks { nodes { code } } }"


def by_hash(text: str, *, sent: bool) -> Named:
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": digest_of(text)}}
    return Named.of(text if sent else None, None, extensions)


def test_a_document_is_known_by_its_hash_once_it_was_kept() -> None:
    documents = Documents.load(Settings.load())
    with pytest.raises(PersistedNotFound, match=r"^PersistedQueryNotFound$"):
        documents.text(by_hash(TEXT, sent=False))
    sent = by_hash(TEXT, sent=True)
    assert documents.text(sent) == TEXT
    documents.keep(sent)
    assert documents.text(by_hash(TEXT, sent=False)) == TEXT


def test_only_so_many_are_kept_and_none_that_is_long() -> None:
    documents = Documents.load(Settings.load(persisted=10))
    for number in range(10_000):
        documents.keep(Named(f"{{ a{number} }}", f"{number}"))
    documents.keep(Named("x" * 40_000, "long"))
    assert len(documents.kept) == 10
    assert documents.kept.get("long") is None
    off = Documents.load(Settings.load(persisted=0))
    off.keep(by_hash(TEXT, sent=True))
    with pytest.raises(PersistedOff):
        off.text(by_hash(TEXT, sent=False))


def test_a_hash_of_another_text_is_refused() -> None:
    with pytest.raises(InputError, match="sha256Hash"):
        Documents().text(Named(TEXT, digest_of("{ other }")))


@pytest.mark.parametrize(
    ("identifier", "extensions"),
    [
        (None, {}),
        (7, {}),
        (None, {"persistedQuery": []}),
        (None, {"persistedQuery": {"version": 2, "sha256Hash": "a"}}),
        (None, {"persistedQuery": {"version": 1, "sha256Hash": 1}}),
    ],
)
def test_a_request_must_name_a_document(identifier: Any, extensions: dict[str, Any]) -> None:
    with pytest.raises(RequestMalformed):
        Named.of(None, identifier, extensions)


@pytest.mark.parametrize("folder", [True, False])
def test_trusted_documents_may_be_the_only_ones(tmp_path: Path, folder: bool) -> None:
    path = tmp_path / "trusted"
    if folder:
        path.mkdir()
        (path / "codes.graphql").write_text(TEXT)
    else:
        path.write_text(json.dumps({"codes": TEXT}))
    documents = Documents.load(Settings.load(trusted_documents=path, trusted_only=True))
    assert documents.text(Named(None, identifier="codes")) == TEXT
    assert documents.text(Named.of(None, f"sha256:{digest_of(TEXT)}", {})) == TEXT
    assert documents.text(by_hash(TEXT, sent=False)) == TEXT
    assert documents.text(Named(TEXT)) == TEXT
    for other in (Named("{ __typename }"), Named(None, identifier="none"), Named(None, "0" * 64)):
        with pytest.raises(DocumentUntrusted):
            documents.text(other)


def test_a_list_that_is_none_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "trusted.json"
    path.write_text("[1]")
    for at in (path, tmp_path / "missing.json"):
        with pytest.raises(ConfigurationRefused):
            Documents.load(Settings.load(trusted_documents=at))
    with pytest.raises(ConfigurationRefused):
        Settings.load(trusted_only=True)
