"""A rule in words: "two of these four: A, B, C and D; at least 20 ECTS at level 6 or above"."""

from collections.abc import Iterator, Mapping

from skillsgraph.model.credentials import CreditUnit, Rule, RuleKind

_WORDS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_UNITS = {
    CreditUnit.ECTS: "ECTS",
    CreditUnit.CATS: "CATS",
    CreditUnit.US_CREDIT: "US credits",
    CreditUnit.CEU: "CEU",
}


def sentence(rule: Rule, names: Mapping[str, str] | None = None) -> str:
    """The whole rule as one English sentence without a full stop; `names` are those of its options' uris."""
    text = _rule(rule, names or {}, depth=0)
    return text[:1].upper() + text[1:]


def brief(rule: Rule) -> str:
    """The rule in a few words, its options counted and not named."""
    if rule.kind is RuleKind.CREDITS:
        return _credits(rule, "")
    return f"{_how_many(rule, short=True)}{_limits(rule)}"


def words(number: int) -> str:
    """A number up to ten as a word, as in a sentence."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def _rule(rule: Rule, names: Mapping[str, str], depth: int) -> str:
    if not rule.options:
        return _credits(rule, " of all that counts") if rule.share is not None else _credits(rule, "")
    if rule.kind is RuleKind.ALL and depth == 0 and _has_sums(rule):
        # "… ; at least 20 ECTS at level 6 or above": sums over what counts here are said after it.
        chosen = [one for one in rule.options if not _is_sum(one)]
        sums = [_rule(one, names, 1) for one in rule.options if isinstance(one, Rule) and _is_sum(one)]
        told = "; ".join((*(_option(one, names, 1 if len(chosen) > 1 else 0) for one in chosen), *sums))
        return f"{told}{_limits(rule)}"
    options = [_option(one, names, depth + 1) for one in rule.options]
    listed = _list(options, "or" if rule.kind in (RuleKind.ANY, RuleKind.NOT) else "and")
    if rule.kind is RuleKind.CREDITS:
        return (
            f"{_credits(rule, '')} from: {listed}" if depth == 0 else f"{_credits(rule, '')} from ({listed})"
        )
    single = len(options) == 1 and rule.kind is not RuleKind.NOT
    text = options[0] if single else f"{_how_many(rule)}{': ' if depth == 0 else ' ('}{listed}"
    closing = "" if depth == 0 or single else ")"
    return f"{text}{closing}{_limits(rule)}"


def _option(one: "str | Rule", names: Mapping[str, str], depth: int) -> str:
    return _rule(one, names, depth) if isinstance(one, Rule) else f"“{names.get(one, one)}”"


def _has_sums(rule: Rule) -> bool:
    return any(_is_sum(one) for one in rule.options)


def _is_sum(one: "str | Rule") -> bool:
    return isinstance(one, Rule) and one.kind is RuleKind.CREDITS and not one.options


def _how_many(rule: Rule, *, short: bool = False) -> str:
    number = words(len(rule.options))
    match rule.kind:
        case RuleKind.ALL:
            return f"all {number}" if short else f"all of these {number}" if len(rule.options) > 2 else "both"
        case RuleKind.ANY:
            return f"one of {number}" if short else f"one of these {number}"
        case RuleKind.NOT:
            return "none of these"
    return f"{words(rule.count or 0)} of {number}" if short else f"{words(rule.count or 0)} of these {number}"


def _credits(rule: Rule, scope: str) -> str:
    unit = _UNITS.get(rule.unit, "credits") if rule.unit else "credits"
    parts = []
    if rule.min is not None:
        parts.append(f"at least {rule.min:g} {unit}")
    if rule.max is not None:
        parts.append(f"at most {rule.max:g} {unit}" if rule.min is None else f"at most {rule.max:g}")
    if rule.share is not None:
        parts.append(f"at least {rule.share:.0%} of the {unit}")
    return f"{' and '.join(parts)}{scope}{_limits(rule)}"


def _limits(rule: Rule) -> str:
    """What may count, and how much of some sorts may."""
    unit = _UNITS[rule.unit] if rule.unit else "credentials"
    told = "".join(f"{' ' if place == 0 else ', '}{one}" for place, one in enumerate(_filters(rule)))
    if rule.cap is not None:
        told += f", at most {rule.cap:g} {unit} by recognition of prior learning"
    if rule.overlap_max is not None:
        told += f", at most {rule.overlap_max:g} {unit} that count in another award too"
    if rule.exclusive_group is not None:
        told += f", only one in all of the group “{rule.exclusive_group}”"
    return told


def _filters(rule: Rule) -> Iterator[str]:
    """What may count."""
    low, high = rule.min_level, rule.max_level
    if low is not None:
        yield f"at level {low}" if low == high else f"at level {low} or above"
    if high is not None and low != high:
        yield f"at level {high} or below"
    if rule.theme is not None:
        yield f"on the theme {rule.theme}"
    if rule.own_only:
        yield "from the awarding organization itself"
    if rule.min_result is not None:
        yield f"with a result of {rule.min_result:g} or better"
    if rule.within_months is not None:
        yield f"not older than {rule.within_months} months"
    if rule.concurrent:
        yield "before or at the same time"


def _list(parts: list[str], word: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"
