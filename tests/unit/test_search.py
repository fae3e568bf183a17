"""What a person typed becomes a query that holds words alone."""

import re

from hypothesis import given
from hypothesis import strategies as st

from skillsgraph.search import _queries


@given(st.lists(st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True), max_size=5))
def test_all_words_first_then_any(words: list[str]) -> None:
    queries = _queries(words)
    assert len(queries) == (0, 1, 3)[min(len(words), 2)]
    for query in queries:
        assert re.fullmatch(r"[a-z0-9 ()*ANDOR]*", query)
        assert all(word in query for word in words)


def test_the_last_word_may_be_unfinished() -> None:
    assert _queries(["web", "dev"]) == ["web AND (dev OR dev*)", "web* AND dev*", "web OR dev"]
    assert _queries(["web"]) == ["(web OR web*)"]
