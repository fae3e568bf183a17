"""Every plan of a small question tried in turn: plain, slow, and nothing of the package in it.

A question is a dict: `courses` name -> {price, minutes, credits, level, covers, entry, beside, completion,
spans, can}; rules are tuples ("count", need, options, once) or ("credits", need, options, level, cap, once).
"""

from itertools import combinations, pairwise, permutations, product

Rule = tuple
NEVER = None


def count(rule: Rule, have: set[str], question: dict) -> bool:
    """Whether `have` fulfils a rule, by trying every way in which each may be counted."""
    if not rule[-1]:
        return loose(rule, have, question)
    places = place_list(rule, ())
    sources = sorted(have)
    options = []
    for source in sources:
        able = [place for place, leaf in places if leaf == source or (source, leaf) in question["counts_as"]]
        options.append([None, *able])
    for picked in product(*options):
        used = [place for place in picked if place is not None]
        if len(used) == len(set(used)):
            counted = {
                place: source for source, place in zip(sources, picked, strict=True) if place is not None
            }
            if placed(rule, (), counted, question):
                return True
    return False


def place_list(rule: Rule, path: tuple) -> list[tuple[tuple, str]]:
    found = []
    for number, option in enumerate(rule[2]):
        here = (*path, number)
        found += place_list(option, here) if isinstance(option, tuple) else [(here, option)]
    return found


def placed(rule: Rule, path: tuple, counted: dict, question: dict) -> bool:
    if rule[0] == "credits":
        sources = [source for place, source in counted.items() if place[: len(path)] == path]
        return amount(rule, sources, question) >= rule[1]
    met = 0
    for number, option in enumerate(rule[2]):
        here = (*path, number)
        met += placed(option, here, counted, question) if isinstance(option, tuple) else here in counted
    return met >= rule[1]


def amount(rule: Rule, sources: list[str], question: dict) -> int:
    free = capped = 0
    for source in sources:
        one = question["courses"][source]
        if rule[3] is not None and one["level"] < rule[3]:
            continue
        if rule[4] is not None and source in question["recognised"]:
            capped += one["credits"]
        else:
            free += one["credits"]
    return free + (min(capped, rule[4]) if rule[4] is not None else 0)


def loose(rule: Rule, have: set[str], question: dict) -> bool:
    if rule[0] == "credits":
        leaves = {leaf for _, leaf in place_list(rule, ())}
        sources = [
            one
            for one in have
            if one in leaves or any((one, leaf) in question["counts_as"] for leaf in leaves)
        ]
        return amount(rule, sources, question) >= rule[1]
    met = 0
    for option in rule[2]:
        if isinstance(option, tuple):
            met += count(option, have, question)
        else:
            met += option in have or any((one, option) in question["counts_as"] for one in have)
    return met >= rule[1]


def terms(question: dict) -> list[tuple[int, int]]:
    found = []
    for number in range(question["most_terms"]):
        first, last = number * question["term_days"], (number + 1) * question["term_days"] - 1
        if question["deadline"] is not None:
            last = min(last, question["deadline"] - 1)
        if first <= last:
            found.append((first, last))
    return found


def room(question: dict) -> list[int | None]:
    weekly = question["weekly"]
    return [None if weekly is None else weekly * (last - first + 1) // 7 for first, last in terms(question)]


def ways(name: str, question: dict) -> list[tuple[int, int, dict[int, int]]]:
    """(first term, last term, minutes by term)"""
    one, found = question["courses"][name], []
    periods, rooms = terms(question), room(question)
    if one["spans"]:
        for first, last in one["spans"]:
            days = {
                number: min(last, end) - max(first, start) + 1
                for number, (start, end) in enumerate(periods)
                if min(last, end) >= max(first, start)
            }
            if not days or last > periods[-1][1] + 1:
                continue
            load, given, passed = {}, 0, 0
            for number, some in days.items():
                passed += some
                load[number] = one["minutes"] * passed // sum(days.values()) - given
                given += load[number]
            found.append((min(days), max(days), load))
        return found
    for start in range(len(periods)):
        left, load = one["minutes"], {}
        for number in range(start, len(periods)):
            space = rooms[number]
            load[number] = left if space is None else min(space, left)
            left -= load[number]
            if left == 0:
                found.append((start, number, load))
                break
    return found


def fewest_terms(chosen: tuple[str, ...], question: dict) -> int | None:
    """How many terms the chosen need at least; None when they have no order."""
    best = None
    for picked in product(*(ways(name, question) for name in chosen)):
        length = max((end for _, end, _ in picked), default=-1) + 1
        if (best is None or length < best) and timely(chosen, picked, question):
            best = length
    return best


def timely(chosen: tuple[str, ...], picked: tuple, question: dict) -> bool:
    for number, space in enumerate(room(question)):
        if space is not None and sum(load.get(number, 0) for _, _, load in picked) > space:
            return False
    for name, (start, end, _) in zip(chosen, picked, strict=True):
        one = question["courses"][name]
        before = question["held"] | {c for c, (_, e, _) in zip(chosen, picked, strict=True) if e < start}
        by_then = question["held"] | {c for c, (_, e, _) in zip(chosen, picked, strict=True) if e <= end}
        if one["entry"] and not count(one["entry"], before, question):
            return False
        if one["completion"] and not count(one["completion"], by_then - {name}, question):
            return False
        begun = question["held"] | {c for c, (s, _, _) in zip(chosen, picked, strict=True) if s <= start}
        if one["beside"] and not count(one["beside"], begun - {name}, question):
            return False
    return orderly(chosen, question)


def orderly(chosen: tuple[str, ...], question: dict) -> bool:
    """Whether awards of one term do not wait for each other in a circle, other than side by side."""
    if not any(question["courses"][name]["beside"] for name in chosen):
        return any(in_order([{name} for name in order], question) for order in permutations(chosen))
    return any(
        in_order([set(order[a:b]) for a, b in pairwise((0, *cuts, len(order)))], question)
        for order in permutations(chosen)
        for size in range(len(order))
        for cuts in combinations(range(1, len(order)), size)
    )


def in_order(groups: list[set[str]], question: dict) -> bool:
    """Whether each of a group builds on earlier groups alone, and has its group beside it."""
    have = set(question["held"])
    for group in groups:
        for name in group:
            one = question["courses"][name]
            if any(rule and not loosest(rule, have, question) for rule in (one["entry"], one["completion"])):
                return False
            if one["beside"] and not loosest(one["beside"], (have | group) - {name}, question):
                return False
        have |= group
    return True


def loosest(rule: Rule, have: set[str], question: dict) -> bool:
    """As `count`, with everything allowed to count in several places."""
    if rule[0] == "credits":
        return loose(rule, have, question)
    met = 0
    for option in rule[2]:
        if isinstance(option, tuple):
            met += loosest(option, have, question)
        else:
            met += option in have or any((one, option) in question["counts_as"] for one in have)
    return met >= rule[1]


def coverage(chosen: tuple[str, ...], question: dict, essential: bool) -> int:
    """What the chosen add to the weighted coverage."""
    total = 0
    for skill, (needed, weight, base) in question["wanted"].items():
        if needed is essential:
            best = max([base, *(question["courses"][name]["covers"].get(skill, 0) for name in chosen)])
            total += weight * (best - base)
    return total


def allowed(chosen: tuple[str, ...], question: dict) -> bool:
    courses = question["courses"]
    if not all(courses[name]["can"] for name in chosen):
        return False
    if question["budget"] is not None and sum(courses[name]["price"] for name in chosen) > question["budget"]:
        return False
    have = question["held"] | set(chosen)
    for group in question["exclusive"]:
        if len(group & set(chosen)) > (0 if group & question["held"] else 1):
            return False
    if question["award"] is not None and question["award"] not in have:
        return False
    if question["minimum"] is not None:
        essential = [one for one in question["wanted"].values() if one[0]]
        there = sum(weight * base for _, weight, base in essential)
        whole = sum(weight for _, weight, _ in essential)
        if coverage(chosen, question, True) + there < question["minimum"] * whole:
            return False
    return all(
        rule is None or count(rule, have - {name}, question)
        for name in chosen
        for rule in (courses[name]["entry"], courses[name]["beside"], courses[name]["completion"])
    )


def best(question: dict, goals: list[str]) -> tuple[int, ...] | None:
    """The values of the goals, in order, of the best plan that has an order in time; None without one."""
    names = sorted(set(question["courses"]) - question["held"])
    ranked = []
    for size in range(len(names) + 1):
        for chosen in combinations(names, size):
            if allowed(chosen, question):
                ranked.append((tuple(value(goal, chosen, question) for goal in goals), chosen))
    for values, chosen in sorted(ranked):
        if fewest_terms(chosen, question) is not None:
            return values
    return None


def value(goal: str, chosen: tuple[str, ...], question: dict) -> int:
    courses = [question["courses"][name] for name in chosen]
    price, minutes = sum(one["price"] for one in courses), sum(one["minutes"] for one in courses)
    return {
        "COVERAGE": -coverage(chosen, question, True),
        "OPTIONAL_COVERAGE": -coverage(chosen, question, False),
        "COST": 60 * price + question["hour_worth"] * minutes,
        "PRICE": price,
        "HOURS": minutes,
        "CREDENTIALS": len(chosen),
    }[goal]
