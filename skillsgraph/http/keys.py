"""Who asks: the API key of a request, sent as `Authorization: Bearer <key>`."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from skillsgraph.api.context import Caller
from skillsgraph.errors import Unauthenticated
from skillsgraph.settings import ApiKey

CHALLENGE = {"www-authenticate": 'Bearer realm="skillsgraph"'}


def caller_of(headers: Mapping[str, str], keys: Sequence[ApiKey]) -> Caller:
    """The holder of the key; the anonymous caller when none was sent.

    Raises:
        Unauthenticated: A key was sent, and it is none of ours. It is not taken for anonymous, so that
            a mistyped key is noticed.
    """
    header = headers.get("authorization")
    if header is None:
        return Caller()
    scheme, _, presented = header.partition(" ")
    # Keys are long and random, so one round suffices. All are compared, so that the time does not tell
    # which one was nearly right.
    digest = sha256(presented.strip().encode()).hexdigest()
    found = [key for key in keys if key.matches(digest)]
    if scheme.lower() != "bearer" or not found:
        raise Unauthenticated(
            "The API key is not accepted.", hint="Send a valid one as `Authorization: Bearer <key>`, or none."
        )
    key = found[0]
    return Caller(key.name, key.role, key.learner, key.organization)
