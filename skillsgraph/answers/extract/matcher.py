"""Many labels at once, by their stems: at each place of a text the longest label wins. Pure.

Confidence is a proposal of this project: 1 for a preferred label as written, .9 for an alternative one; times
.8 where only the stems agree; times .6 for a single word, which is often meant otherwise.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from skillsgraph.answers.extract.english import BASE, PASSED_OVER
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


class Matcher:
    """The labels of one language, by their stems in a row, and how long those are that begin with a stem."""

    def __init__(self, labels: Iterable[Label], language: str) -> None:
        self._stems: Stems = stems_of(language)
        self._is_english = language.partition("-")[0] == "en"
        self._labels: dict[str, list[tuple[Label, str]]] = {}
        self._longest: dict[str, int] = {}
        for label in labels:
            folded = fold(label.text)
            stems = self._stems_of(folded)
            if stems:
                self._labels.setdefault(" ".join(stems), []).append((label, folded))
                self._longest[stems[0]] = max(len(stems), self._longest.get(stems[0], 0))

    def find(self, text: str) -> list[Found]:
        """The longest labels of the text in its order; what lies inside a longer one is left out."""
        words = [
            (stem, match.start(), match.end())
            for match in _WORD.finditer(text)
            for stem in self._stems_of(fold(match.group()))
        ]
        stems = [stem for stem, _, _ in words]
        found: list[Found] = []
        place = 0
        while place < len(words):
            size, labels = self._at(stems, place)
            if not labels:
                place += 1
                continue
            start, end = words[place][1], words[place + size - 1][2]
            found += self._best(labels, text[start:end], start, end, single=size == 1)
            place += size
        return found

    def _stems_of(self, folded: str) -> list[str]:
        """The stems that count: of English verbs that of their base, and none of articles."""
        words = folded.split()
        if self._is_english:
            words = [BASE.get(word, word) for word in words if word not in PASSED_OVER]
        return [self._stems.of(word) for word in words]

    def _at(self, stems: list[str], place: int) -> tuple[int, list[tuple[Label, str]]]:
        """The longest labels that begin at a place, and how many words they have."""
        most = min(self._longest.get(stems[place], 0), len(stems) - place)
        for size in range(most, 0, -1):
            if labels := self._labels.get(" ".join(stems[place : place + size])):
                return size, labels
        return 0, []

    def _best(
        self, labels: list[tuple[Label, str]], written: str, start: int, end: int, *, single: bool
    ) -> list[Found]:
        """One result a skill, that of its surest label."""
        surest: dict[str, Found] = {}
        spelt = fold(written)
        for label, folded in labels:
            sure = PREFERRED if label.preferred else ALTERNATIVE
            sure *= 1.0 if folded == spelt else STEMMED
            sure = round(sure * (SINGLE if single else 1.0), 3)
            if label.skill not in surest or sure > surest[label.skill].confidence:
                surest[label.skill] = Found(label.skill, label.text, start, end, sure)
        return sorted(surest.values(), key=lambda one: (-one.confidence, one.skill))
