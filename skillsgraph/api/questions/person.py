"""Whom a question is about: an inline profile that is stored nowhere, or a stored learner."""

from datetime import date
from typing import Annotated

import strawberry

from skillsgraph.answers.model import Profile
from skillsgraph.api.access import Info
from skillsgraph.api.types.profile import ProfileInput
from skillsgraph.errors import InputError
from skillsgraph.learners.profile import profile_of

LearnerId = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="A stored learner whom the caller may see, instead of `profile`."),
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
