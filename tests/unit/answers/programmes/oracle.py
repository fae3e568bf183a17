"""The fewest new credentials that complete a programme, by trying everything. Imports nothing of the project.

A rule is a dict: kind, options (uris and rules), and what else it asks. An item is a dict: uri, credits,
level, recognised, elsewhere. Credits are all of one unit. Every subset of what can be earned is tried, the
small ones first, and every way to put each item into one of the rules that name it, or into none.
"""

from itertools import combinations, product


def fewest(rule, held, earnable):
    """The least number of earnable items, or None when no number is enough."""
    for number in range(len(earnable) + 1):
        for chosen in combinations(earnable, number):
            if completes(rule, [*held, *chosen]):
                return number
    return None


def completes(rule, items):
    paths = list(walk(rule, (), ()))
    choices = [
        [
            None,
            *(
                place
                for place, trail in paths
                if item["uri"] in trail[-1]["options"] and welcome(item, trail)
            ),
        ]
        for item in items
    ]
    return any(holds(rule, items, where, paths) for where in product(*choices))


def walk(rule, place, trail):
    yield place, (*trail, rule)
    for position, option in enumerate(rule["options"]):
        if isinstance(option, dict):
            yield from walk(option, (*place, position), (*trail, rule))


def welcome(item, trail):
    if any(rule["kind"] == "NOT" for rule in trail):
        return False
    if trail[-1]["kind"] == "CREDITS" and not item["credits"]:
        return False
    return all(fits(item, rule) for rule in trail)


def fits(item, rule):
    return rule.get("min_level", 0) <= item["level"] <= rule.get("max_level", 9)


def holds(whole, items, where, paths):
    placed = [(item, place) for item, place in zip(items, where, strict=True) if place is not None]
    if len({item["uri"] for item, _ in placed}) < len(placed):
        return False
    groups = {}
    for place, trail in paths:
        rule = trail[-1]
        if group := rule.get("exclusive_group"):
            groups[group] = groups.get(group, 0) + sum(at == place for _, at in placed)
        scope = place if rule["options"] else place[:-1]
        inside = [item for item, at in placed if at[: len(scope)] == scope]
        summed = [item for item in inside if rule["options"] or fits(item, rule)]
        if rule["kind"] == "CREDITS" and sum(item["credits"] for item in summed) > rule.get("max", 1e9):
            return False
        for limit, mark in (("cap", "recognised"), ("overlap_max", "elsewhere")):
            size = [item["credits"] if rule.get("unit") else 1 for item in inside if item[mark]]
            if sum(size) > rule.get(limit, 1e9):
                return False
    if any(number > 1 for number in groups.values()):
        return False
    used = {place for _, place in placed}
    return all(
        fulfilled(trail[-1], place, items, placed) for place, trail in paths if place in used
    ) and fulfilled(whole, (), items, placed)


def fulfilled(rule, place, items, placed):
    kind, options = rule["kind"], rule["options"]
    if kind == "NOT":
        return not any(option == item["uri"] for option in options for item in items)
    if kind == "CREDITS":
        scope = place if options else place[:-1]
        inside = [item for item, at in placed if at[: len(scope)] == scope]
        summed = sum(item["credits"] for item in inside if options or fits(item, rule))
        every = sum(item["credits"] for item in inside)
        return summed >= rule.get("min", 0) and summed >= rule.get("share", 0) * every
    number = sum(at == place for _, at in placed)
    for position, option in enumerate(options):
        if isinstance(option, dict):
            number += fulfilled(option, (*place, position), items, placed)
    return number >= {"ALL": len(options), "ANY": 1}.get(kind, rule.get("count", 0))
