"""The languages that a client prefers, its `Accept-Language`: names are told in them unless a field says."""

import re
from collections.abc import Mapping

from skillsgraph.api.compiler.words import MOST, wanted
from skillsgraph.http.responses import weighed

_TAG = re.compile(r"[a-z]{1,8}(-[a-z0-9]{1,8})*")


def languages_of(headers: Mapping[str, str]) -> tuple[str, ...]:
    """The tags in their order of preference, each with the languages that it is a kind of.

    What is no tag, and `*`, says nothing; of more than 20 the first count. Source: RFC 9110, section 12.5.4.
    """
    header = headers.get("accept-language")
    if not header:
        return ()
    asked = weighed(header)
    return tuple(wanted([tag for tag, weight in asked if weight and _TAG.fullmatch(tag)][:MOST]))
