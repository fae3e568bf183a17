"""Many labels at once: a trie of stems, walked over a text; the longest label at each place wins. Pure.

Confidence is a proposal of this project: 1 for a preferred label as written, .9 for an alternative one; times
.8 where only the stems agree; times .6 for a single word, which is often meant otherwise.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from skillsgraph.answers.index.words import Stems, stems_of
from skillsgraph.model.text import fold

_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:['’][^\W_]+))?|\.[^\W_]+")
PREFERRED, ALTERNATIVE, STEMMED, SINGLE = 1.0, 0.9, 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a skill."""

    skill: str
    text: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A label found in a text: from `start` up to `end`, in characters."""

    skill: str
    label: str
    start: int
    end: int
    confidence: float


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    labels: list[tuple[Label, str]] = field(default_factory=list)


class Matcher:
    """The labels of one language."""

    def __init__(self, labels: Iterable[Label], language: str) -> None:
        self._stems: Stems = stems_of(language)
        self._root = _Node()
        for label in labels:
            node = self._root
            for stem in self._stems.text(label.text):
                node = node.after.setdefault(stem, _Node())
            if node is not self._root:
                node.labels.append((label, fold(label.text)))

    def find(self, text: str) -> list[Found]:
        """The longest labels of the text in its order; what lies inside a longer one is left out."""
        words = [
            (stem, match.start(), match.end())
            for match in _WORD.finditer(text)
            for stem in self._stems.text(match.group())
        ]
        found: list[Found] = []
        place = 0
        while place < len(words):
            node, size = self._longest(words, place)
            if node is None:
                place += 1
                continue
            start, end = words[place][1], words[place + size - 1][2]
            found += self._best(node, text[start:end], start, end, single=size == 1)
            place += size
        return found

    def _longest(self, words: list[tuple[str, int, int]], place: int) -> tuple[_Node | None, int]:
        node, best, size = self._root, None, 0
        for step in range(1, len(words) - place + 1):
            following = node.after.get(words[place + step - 1][0])
            if following is None:
                break
            node = following
            if node.labels:
                best, size = node, step
        return best, size

    def _best(self, node: _Node, written: str, start: int, end: int, *, single: bool) -> list[Found]:
        """One result a skill, that of its surest label."""
        surest: dict[str, Found] = {}
        spelt = fold(written)
        for label, folded in node.labels:
            sure = PREFERRED if label.preferred else ALTERNATIVE
            sure *= 1.0 if folded == spelt else STEMMED
            sure = round(sure * (SINGLE if single else 1.0), 3)
            if label.skill not in surest or sure > surest[label.skill].confidence:
                surest[label.skill] = Found(label.skill, label.text, start, end, sure)
        return sorted(surest.values(), key=lambda one: (-one.confidence, one.skill))
