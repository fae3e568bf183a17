"""Does `extractSkills` find the skills that a careful reader would tick?

    python -m benchmarks.matching.extraction PATH_OF_TEST_DATA [--wrong]

`texts.yaml` holds short texts with the ESCO skills that they speak of, labelled by hand. Precision is the
share of what was found that is right, recall the share of what is right that was found, over all texts; a
skill counts once a text. `--wrong` shows what was found wrongly and what was missed. Then a text of two pages
is timed.
"""

import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.matching.files import ESCO, parsed, parser
from skillsgraph.answers.extract.english import BASE
from skillsgraph.answers.extract.matcher import Label, Matcher
from skillsgraph.frameworks.contract import Options, Skipped
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.model.frameworks import ConceptType, Skill, SkillKind, Term, TermKind
from skillsgraph.model.text import fold

TEXTS = Path(__file__).with_name("texts.yaml")
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.9)
WORDS_OF_TWO_PAGES = 900
_SURE_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, and the preferred labels of the skills that it speaks of."""

    text: str
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quality:
    """What was found of what is right."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


def labelled() -> list[Labelled]:
    rows = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return [Labelled(row["text"], frozenset(row["skills"])) for row in rows]


def esco_labels(data: Path) -> list[Label]:
    """Every label of an ESCO skill, told by the preferred one."""
    names: dict[str, str] = {}
    terms: list[Term] = []
    for sourced in reader_for("esco").read(data / ESCO, Options()):
        if isinstance(sourced, Skipped):
            continue
        match sourced.item:
            case Skill(kind=kind) as skill if kind is not SkillKind.GROUP:
                names[skill.uri] = skill.name
            case Term(concept_type=ConceptType.SKILL) as term:
                terms.append(term)
            case _:
                pass
    found = [
        Label(names[one.concept], one.text, one.kind is TermKind.PREFERRED)
        for one in terms
        if one.concept in names
    ]
    return [*(Label(name, name, preferred=True) for name in names.values()), *found]


def that_can_stand_in(labels: Iterable[Label], texts: Sequence[Labelled]) -> list[Label]:
    """Those of the labels whose words begin as words of the texts do: the others cannot be found in them."""
    words = {word for one in texts for word in fold(one.text).split()}
    known = {word[:_SURE_PREFIX] for word in words | {BASE.get(word, word) for word in words}}
    return [one for one in labels if all(word[:_SURE_PREFIX] in known for word in fold(one.text).split())]


def judge(matcher: Matcher, texts: Sequence[Labelled], least: float) -> Quality:
    """Precision and recall of what is at least so sure."""
    right = found = wanted = 0
    for one in texts:
        told = {each.skill for each in matcher.find(one.text) if each.confidence >= least}
        right += len(told & one.skills)
        found += len(told)
        wanted += len(one.skills)
    return Quality(right, found, wanted)


def two_pages(texts: Sequence[Labelled]) -> str:
    """The texts over and over, as long as a curriculum vitae of two pages."""
    words = " ".join(one.text for one in texts).split()
    return " ".join((words * (1 + WORDS_OF_TWO_PAGES // len(words)))[:WORDS_OF_TWO_PAGES])


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--wrong", action="store_true")
    given = parsed(arguments)
    labels, texts = esco_labels(given.data), labelled()
    begin = time.perf_counter()
    matcher = Matcher(labels, "en")
    built = time.perf_counter() - begin
    print(f"{len(texts)} texts with {sum(len(one.skills) for one in texts)} skills; {len(labels):,} labels")
    print("  sure at least   precision   recall")
    for least in THRESHOLDS:
        quality = judge(matcher, texts, least)
        print(f"  {least:13.2f}   {quality.precision:9.3f}   {quality.recall:6.3f}")
    if given.wrong:
        for one in texts:
            told = {each.skill for each in matcher.find(one.text)}
            if told != one.skills:
                print(
                    f"  {one.text}\n    wrong {sorted(told - one.skills)} missed {sorted(one.skills - told)}"
                )
    times = []
    for _ in range(9):
        begin = time.perf_counter()
        matcher.find(two_pages(texts))
        times.append(time.perf_counter() - begin)
    print(
        f"  {WORDS_OF_TWO_PAGES} words: {statistics.median(times) * 1000:.1f} ms (goal 50);"
        f" the matcher is built in {built:.1f} s"
    )


if __name__ == "__main__":
    main()
