"""Tables: lines, shapes and encodings, and the words that tell what is wrong with them."""

import hashlib
import io

import pytest

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.tables import (
    COMMA,
    LONGEST_LINE,
    TAB,
    Form,
    Row,
    RowRefused,
    Table,
    first_of,
    lines_of,
)


def table(content: str | bytes, form: Form = COMMA, required: tuple[str, ...] = ()) -> Table:
    data = content.encode() if isinstance(content, str) else content
    return Table(io.BufferedReader(io.BytesIO(data)), "t.csv", form, required=required)


def cells(content: str | bytes, form: Form = COMMA) -> list[tuple[int, list[str]]]:
    return [(row.line, row.cells) for row in table(content, form)]


def refusal(content: str | bytes, form: Form = COMMA, required: tuple[str, ...] = ()) -> SourceError:
    with pytest.raises(SourceError) as caught:
        list(table(content, form, required))
    return caught.value


# Lines ------------------------------------------------------------------------------------------------


def test_rows_know_the_line_that_they_start_on() -> None:
    found = cells('a,b\n1,"one\ntwo\n"\n3,4\n\n\n5,"6"\n')
    assert found == [(2, ["1", "one\ntwo\n"]), (5, ["3", "4"]), (8, ["5", "6"])]


def test_windows_line_ends_are_no_part_of_a_cell() -> None:
    assert cells('a,b\r\n1,"x\ny"\r\n3,4\r\n') == [(2, ["1", "x\ny"]), (4, ["3", "4"])]


def test_a_byte_order_mark_is_no_part_of_the_first_column() -> None:
    found = table(b"\xef\xbb\xbfa,b\n1,2\n", required=("a",))
    assert [row.get("a") for row in found] == ["1"]


def test_lines_before_the_header_are_counted_and_not_read() -> None:
    content = b'\xef\xbb\xbfA title, with "a quote\n\na,b\n1,2\n'
    assert cells(content, Form(preamble=2)) == [(4, ["1", "2"])]
    assert refusal(content, Form(preamble=2), required=("c",)).where == Where("t.csv", 3, "c")


def test_a_quote_in_a_tab_separated_table_is_a_sign_like_others() -> None:
    assert cells('a\tb\r\n5" pipe\t"x\r\n', TAB) == [(2, ['5" pipe', '"x'])]


def test_the_digest_is_told_every_byte() -> None:
    content = b'\xef\xbb\xbfnote\r\na,b\r\n\r\n1,"x\ny"\r\n'
    sponge = hashlib.blake2b()
    list(Table(io.BufferedReader(io.BytesIO(content)), "t.csv", Form(preamble=1), digest=sponge))
    assert sponge.digest() == hashlib.blake2b(content).digest()


@pytest.mark.parametrize(
    ("content", "ended"), [("a\n1\n", True), ("a\n1", False), ("a\n", True), ("a", False)]
)
def test_a_table_tells_whether_its_last_line_was_ended(content: str, ended: bool) -> None:
    found = table(content)
    list(found)
    assert found.ends_with_newline is ended


def test_a_table_may_have_no_rows() -> None:
    assert cells("a,b\n") == []


def test_no_more_is_read_than_asked_for() -> None:
    stream = io.BufferedReader(io.BytesIO(b"a,b\n" + b"1,2\n" * 100_000), buffer_size=1024)
    rows = iter(Table(stream, "t.csv"))
    next(rows)
    assert stream.tell() < 4096


# Faults of shape --------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", ["1", "1,2,3", " "])
def test_a_row_of_another_width_is_refused(row: str) -> None:
    error = refusal(f'a,b\n"x\ny",2\n{row}\n')
    assert error.where == Where("t.csv", 4)
    assert error.message == f"The row has {row.count(',') + 1} cells; the header has 2."


def test_a_quote_that_is_never_closed_is_refused_where_its_row_starts() -> None:
    error = refusal('a,b\n1,2\n3,"four\n5,6\n')
    assert error.where == Where("t.csv", 3)
    assert error.hint


def test_text_after_a_closing_quote_is_refused() -> None:
    assert refusal('a,b\n1,"two" and\n').where == Where("t.csv", 2)


def test_a_cell_longer_than_csv_allows_is_refused() -> None:
    assert refusal("a,b\n1," + "x" * 200_000 + "\n").where == Where("t.csv", 2)


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory() -> None:
    error = refusal(b"a,b\n" + b"x" * (LONGEST_LINE + 1))
    assert error.where == Where("t.csv", 2)


def test_bytes_that_are_not_utf8_are_refused_with_their_own_line() -> None:
    error = refusal(b'a,b\n1,"one\ntw\xe9"\n')
    assert error.where == Where("t.csv", 3)
    assert "UTF-8" in error.message


def test_utf16_is_refused() -> None:
    assert refusal("a,b\n1,2\n".encode("utf-16")).where == Where("t.csv", 1)


def test_a_missing_column_is_named_with_those_that_there_are() -> None:
    error = refusal("one, two \n1,2\n", required=("two", "three"))
    assert error.where == Where("t.csv", 1, "three")
    assert error.hint
    assert "one, two" in error.hint


def test_an_empty_file_has_no_columns() -> None:
    assert refusal("", required=("a",)).where == Where("t.csv", 1, "a")


# Cells ------------------------------------------------------------------------------------------------


def row(*values: str) -> Row:
    return Row(7, [*values], {"a": 0, "b": 1})


def test_a_cell_comes_without_the_spaces_around_it() -> None:
    assert row("\u00a0 x y\n", "").get("a") == "x y"


@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_an_empty_cell_is_none(empty: str) -> None:
    assert row("1", empty).get("b") is None
    with pytest.raises(RowRefused) as caught:
        row("1", empty).need("b")
    assert caught.value.field == "b"


def test_a_column_that_the_file_lacks_is_empty() -> None:
    assert row("1", "2").get("c") is None


def test_a_word_that_is_not_known_is_refused_with_those_that_are() -> None:
    assert row("1", "yes").choose("b", {"yes": True, "no": False}) is True
    with pytest.raises(RowRefused, match="'maybe' is not one of 'yes', 'no'") as caught:
        row("1", "maybe").choose("b", {"yes": True, "no": False})
    assert caught.value.field == "b"


def test_an_empty_cell_may_be_a_known_word() -> None:
    assert row("1", "").choose("b", {"": "nothing"}) == "nothing"


def test_a_long_word_is_not_repeated_whole() -> None:
    with pytest.raises(RowRefused) as caught:
        row("1", "x" * 10_000).choose("b", {"y": 1})
    assert len(caught.value.reason) < 200


@pytest.mark.parametrize(
    ("cell", "values"),
    [(None, []), ("", []), ("b\n a \n\nb\r\nc", ["b", "a", "c"]), ("one | two", ["one | two"])],
)
def test_lines_of_a_cell_come_once_each_in_their_order(cell: str | None, values: list[str]) -> None:
    assert lines_of(cell) == values


def test_first_of() -> None:
    assert first_of([2, 3], 1) == 2
    assert first_of([], 1) == 1
