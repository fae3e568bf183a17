"""JSON as RFC 8259 has it, and nothing that only looks like it; every object knows its line.

    document = read_json(data, "package.json")
    line_of(document["CFItems"][0])

Much more is refused than Python's own parser refuses, because two readers of one text must not see different
things in it: names that stand twice, NaN, integers that other programs round, half of a surrogate pair.
"""

import json
import math
import re
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed does not know it
from typing import Any

from skillsgraph.errors import JsonInvalid, SourceTooLarge, Where

MEGABYTE = 1024**2
LARGEST_INTEGER = 2**53 - 1  # larger ones are not exact in other programs (RFC 8259, section 6)
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?(?![0-9A-Za-z.+-])")
_WORDS = {"true": True, "false": False, "null": None}
_WORD = re.compile(r"[A-Za-z]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_COMMENTS = ("//", "/*", "#")
_AGAIN = "Take the file again from its publisher, or have its JSON checked."


@dataclass(frozen=True, slots=True)
class JsonLimits:
    """How large a text may be. In memory it takes about 12 bytes for each of its own."""

    bytes: int = 64 * MEGABYTE
    depth: int = 64
    values: int = 8_000_000


class Object(dict[str, Any]):
    """A JSON object and the line, from 1, that its brace opens on."""

    __slots__ = ("line",)
    line: int


def line_of(value: object) -> int:
    """The line of an object that was read from a text; 1 for everything else."""
    return value.line if isinstance(value, Object) else 1


def read_json(data: bytes, file: str, limits: JsonLimits | None = None) -> Any:
    """The one value that the text is: an `Object`, list, str, int, float, bool or None.

    Raises:
        SourceTooLarge: The text is larger, more deeply nested or of more values than the limits allow.
        JsonInvalid: It is not JSON, or JSON that programs understand differently; with the line.
    """
    limits = limits or JsonLimits()
    if len(data) > limits.bytes:
        raise SourceTooLarge(
            f"The file has {len(data):,} bytes; the limit is {limits.bytes:,}.",
            where=Where(file),
            hint="Divide it, or import the parts that are needed.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise JsonInvalid("The line is not UTF-8.", where=Where(file, line), hint=_AGAIN) from error
    return _Text(text, file, limits).value()


class _Text:
    """One pass over a text, with a stack of what is open instead of recursion."""

    def __init__(self, text: str, file: str, limits: JsonLimits) -> None:
        self._text = text
        self._file = file
        self._limits = limits
        self._at = 0
        self._values = 0
        self._counted = (0, 1)  # a position, and the line that it is on

    def value(self) -> Any:
        self._skip()
        if self._at == len(self._text):
            raise self._error("The file is empty.")
        root = self._simple_or_opened()
        open_ones: list[Any] = [root] if self._is_open(root) else []
        while open_ones:
            self._step(open_ones)
        self._skip()
        if self._at < len(self._text):
            raise self._error("Something stands behind the end of the JSON.")
        return root

    def _step(self, open_ones: list[Any]) -> None:
        """Take one member of what is open last, or its end."""
        container = open_ones[-1]
        closing = "}" if isinstance(container, Object) else "]"
        self._skip()
        if self._next() == closing:
            self._at += 1
            open_ones.pop()
            return
        if container:
            if self._next() != ",":
                raise self._error(f"A comma or {closing!r} is missing")
            self._at += 1
            self._skip()
            if self._next() == closing:
                raise self._error("A comma stands before the end")
        found = self._member(container)
        if self._is_open(found):
            open_ones.append(found)
            if len(open_ones) > self._limits.depth:
                raise self._too_large(f"The JSON is nested deeper than {self._limits.depth} levels.")

    def _member(self, container: Any) -> Any:
        if not isinstance(container, Object):
            found = self._simple_or_opened()
            container.append(found)
            return found
        if self._next() != '"':
            raise self._error("A name in quotation marks is missing")
        start = self._at
        name = self._string()
        if name in container:
            self._at = start
            raise self._error(f"The name {name[:80]!r} stands twice in one object")
        self._skip()
        if self._next() != ":":
            raise self._error("A colon is missing")
        self._at += 1
        self._skip()
        container[name] = found = self._simple_or_opened()
        return found

    @staticmethod
    def _is_open(value: Any) -> bool:
        return isinstance(value, Object | list)

    def _simple_or_opened(self) -> Any:
        """A string, number or word as it is; an object or a list still empty."""
        self._values += 1
        if self._values > self._limits.values:
            raise self._too_large(f"The JSON has more than {self._limits.values:,} values.")
        match self._next():
            case '"':
                return self._string()
            case "{":
                opened = Object()
                opened.line = self._line()
                self._at += 1
                return opened
            case "[":
                self._at += 1
                return []
        if number := _NUMBER.match(self._text, self._at):
            return self._number(number)
        word = _WORD.match(self._text, self._at)
        if word is None or word.group() not in _WORDS:
            raise self._error("This is no JSON value")
        self._at = word.end()
        return _WORDS[word.group()]

    def _number(self, found: re.Match[str]) -> int | float:
        if found.group(1) is None and found.group(2) is None:
            if len(found.group()) > 17 or abs(int(found.group())) > LARGEST_INTEGER:
                raise self._error("The integer is beyond 2^53, where programs round it")
            number: int | float = int(found.group())
        else:
            number = float(found.group())
            if math.isinf(number):
                raise self._error("The number is too large")
        self._at = found.end()
        return number

    def _string(self) -> str:
        try:
            text, end = scanstring(self._text, self._at + 1, True)
        except json.JSONDecodeError as error:
            self._at = min(error.pos, len(self._text))
            raise self._error(f"The text in quotation marks is faulty ({error.msg})") from error
        if _SURROGATE.search(text):
            raise self._error("The text has half of a surrogate pair")
        self._at = end
        return str(text)

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _line(self) -> int:
        before, line = self._counted
        if self._at < before:
            before, line = 0, 1
        line += self._text.count("\n", before, self._at)
        self._counted = (self._at, line)
        return line

    def _too_large(self, message: str) -> SourceTooLarge:
        return SourceTooLarge(message, where=Where(self._file, self._line()))

    def _error(self, message: str) -> JsonInvalid:
        if self._text.startswith(_COMMENTS, self._at):
            message = "Comments are no JSON"
        elif self._at >= len(self._text):
            message = f"The file ends too early: {message[0].lower()}{message[1:]}"
        return JsonInvalid(f"{message.rstrip('.')}.", where=Where(self._file, self._line()), hint=_AGAIN)
