"""Which kind of skill a source's own word for a thing means."""

from skillsgraph.model.frameworks import SkillKind
from skillsgraph.model.text import fold

_KINDS: tuple[tuple[SkillKind, tuple[str, ...]], ...] = (
    (SkillKind.LEARNING_OUTCOME, ("outcome", "objective", "standard", "indicator", "expectation", "target")),
    (SkillKind.KNOWLEDGE, ("knowledge", "concept")),
    (SkillKind.ABILITY, ("ability", "abilitie")),
    (SkillKind.TASK, ("task", "activity", "activitie")),
    (SkillKind.TECHNOLOGY, ("technology", "technologie", "tool")),
    (SkillKind.LANGUAGE, ("language",)),
    (SkillKind.SKILL, ("skill", "competency", "competencie", "competence", "practice")),
    (
        SkillKind.GROUP,
        ("domain", "cluster", "strand", "category", "group", "level", "course", "grade", "area"),
    ),
)


def kind_of(source_type: str | None, is_parent: bool) -> SkillKind:
    """The kind that the last known word of the type tells; else whether other concepts stand below it."""
    for word in reversed(fold(source_type or "").split()):
        for kind, words in _KINDS:
            if word in words or word.removesuffix("s") in words:
                return kind
    return SkillKind.GROUP if is_parent else SkillKind.SKILL
