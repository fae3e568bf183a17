"""Folding, the one form in which labels are compared, sorted and searched; and names of properties."""

import re
import unicodedata
from collections.abc import Iterable

# "C++", "C#" and ".NET" differ from "C" and "NET" only by signs that every analyser throws away.
_SIGNS = (
    ("+", re.compile(r"\+"), " plus "),
    ("#", re.compile(r"#"), " sharp "),
    (".", re.compile(r"(?<!\w)\.(?=\w)"), " dot "),
)
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i"})
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A language tag, as far as its form goes: BCP 47."""
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case without accents or punctuation, words parted by one blank; signs that tell are spelt out.

    >>> fold("Infirmière, C++"), fold("C#")
    ('infirmiere c plus plus', 'c sharp')
    """
    text = text.casefold()
    if not text.isascii():  # most labels have nothing to take apart
        text = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in text if not unicodedata.combining(char)).translate(_LETTERS)
    for letter, sign, word in _SIGNS:
        if letter in text:
            text = sign.sub(word, text)
    if text.replace(" ", "").isalnum():  # no sign is left, as in most labels: the same, sooner
        return " ".join(text.split())
    return _NOT_WORD.sub(" ", text).strip()


def language_of(tag: str) -> str:
    """A tag without its region: labels of "en-US" are to be found by those who ask for "en"."""
    return tag.partition("-")[0].casefold()


def camel(name: str) -> str:
    """A name of Python as the property in the graph: `released_on` is `releasedOn`."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def snake(name: str) -> str:
    """The other way round."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def place_of(steps: Iterable[str | int]) -> str:
    """The steps to a fault as the API writes them: `.options[0].minLevel`."""
    return "".join(f"[{one}]" if isinstance(one, int) else f".{camel(one)}" for one in steps)
