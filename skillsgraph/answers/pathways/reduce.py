"""The part of a catalogue that a question concerns: what covers a wanted skill, and what that builds on."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from skillsgraph.answers.pathways.instance import Instance


def reduced(instance: Instance) -> Instance:
    """The same question with the credentials left out that no best plan can hold."""
    lacking = {one.skill for one in instance.wanted if one.base < 1000}
    start = [course.id for course in instance.courses.values() if not lacking.isdisjoint(course.covers)]
    if instance.award is not None:
        start.append(instance.award)
    keep = _closure(start, instance) | (instance.held & instance.courses.keys())
    courses = {name: course for name, course in instance.courses.items() if name in keep}
    return replace(
        instance,
        courses=courses,
        wanted=tuple(one for one in instance.wanted),
        exclusive=tuple(one & keep for one in instance.exclusive if len(one & keep) > 1),
        counts_as=tuple(pair for pair in instance.counts_as if pair[0] in keep and pair[1] in keep),
    )


def _closure(start: Iterable[str], instance: Instance) -> set[str]:
    substitutes: Mapping[str, list[str]] = instance.substitutes()
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        # What a rule names may be unknown here, and yet something known may count as it.
        seen.add(name)
        waiting.extend(substitutes.get(name, ()))
        if name in instance.courses:
            waiting.extend(instance.courses[name].needs())
    return seen
