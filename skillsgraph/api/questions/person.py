"""Whom a question is about: inline profiles that are stored nowhere, or stored learners."""

from datetime import date
from typing import Annotated

import strawberry

from skillsgraph.answers.model import Profile
from skillsgraph.api.access import Info
from skillsgraph.api.limits import most_of
from skillsgraph.api.types.profile import ProfileInput
from skillsgraph.errors import InputError, LearnerNotFound, LimitExceeded
from skillsgraph.learners.access import visible
from skillsgraph.learners.profile import profile_of, profiles_of

LearnerId = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="A stored learner whom the caller may see, instead of `profile`."),
]
LearnerIds = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(description="Stored learners whom the caller may see, instead of `profiles`."),
]


async def person(info: Info, profile: ProfileInput | None, learner: str | None, as_of: date) -> Profile:
    """The profile to answer about: the one sent, or the stored learner's as it was on the day.

    Raises:
        InputError: Not exactly one of the two was given.
        LearnerNotFound, Unauthenticated, Forbidden: As `profile_of`.
    """
    if (profile is None) == (learner is None):
        raise InputError("A question is about exactly one of `profile` and `learner`.")
    if profile is not None:
        return profile.to_model()
    return await profile_of(info.context.graph, str(learner), info.context.caller, as_of)


async def people(
    info: Info, profiles: list[ProfileInput] | None, learners: LearnerIds, as_of: date
) -> list[Profile]:
    """The profiles to answer about, in the order in which they are given.

    Raises:
        InputError: Not exactly one of the two was given.
        LimitExceeded: There are more of them than the caller may ask for at once.
        LearnerNotFound, Unauthenticated, Forbidden: As `profile_of`.
    """
    if (profiles is None) == (learners is None):
        raise InputError("A question is about exactly one of `profiles` and `learners`.")
    many, most = len(profiles or learners or ()), most_of(info.context.caller.name)
    if many > most:
        raise LimitExceeded(
            f"There are {many} people; at most {most} are answered at once.", found=many, limit=most
        )
    if profiles is not None:
        return [one.to_model() for one in profiles]
    ids = [str(one) for one in learners or ()]
    seen = await visible(info.context.graph, ids, info.context.caller)
    for place, one in enumerate(ids):
        if one not in seen:
            raise LearnerNotFound(
                f"learners[{place}]: there is none, or they have not consented to being seen by you.",
                hint="Check the id, and whether the learner has given consent to your purpose.",
            )
    found = await profiles_of(info.context.graph, list(dict.fromkeys(ids)), as_of)
    return [found[one] for one in ids]
