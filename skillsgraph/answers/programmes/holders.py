"""People from the graph, as the audit takes them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from skillsgraph.answers import refs
from skillsgraph.answers.evidence import evidence_of_credentials
from skillsgraph.answers.model import HeldCredential, Named, Profile, Ref
from skillsgraph.answers.programmes.load import Loaded, member
from skillsgraph.answers.programmes.model import Holder, Item, Member, Programme
from skillsgraph.answers.programmes.rules import Rules, read_rules
from skillsgraph.answers.programmes.standing import Standing, standing_recognitions
from skillsgraph.errors import InputError
from skillsgraph.graph.access import Graph
from skillsgraph.model.learners import AwardStatus, Recognition, RecognitionKind
from skillsgraph.statements import cypher

_WHOLE = (RecognitionKind.EXEMPTION, RecognitionKind.WAIVER)


async def holder_of(
    graph: Graph,
    loaded: Loaded,
    profile: Profile,
    recognitions: Sequence[Recognition] = (),
    *,
    as_of: date,
) -> Holder:
    """What a profile, the decisions stored with it and those sent along bring to a programme on a day.

    Raises:
        InputError: A recognition names neither a member nor a rule of the programme.
        SkillNotFound, JobRoleNotFound, CredentialNotFound: The profile names what is not in the graph.
    """
    known = await _known(graph, loaded, [profile], as_of)
    return known.holder(profile, recognitions, as_of)


async def holders_of(
    graph: Graph, loaded: Loaded, profiles: Mapping[str, Profile], *, as_of: date
) -> dict[str, Holder]:
    """As `holder_of`, for many people in as many questions to the graph as for one."""
    known = await _known(graph, loaded, list(profiles.values()), as_of)
    return {key: known.holder(profile, (), as_of) for key, profile in profiles.items()}


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of all that some people hold, by reference or by id."""

    programme: Programme
    credentials: Mapping[Ref, Named]
    skills: Mapping[Ref, Named]
    roles: Mapping[Ref, Named]
    members: Mapping[str, Member]
    named: Mapping[str, frozenset[str]]
    proven: Mapping[str, frozenset[str]]
    standing: Standing

    def holder(self, profile: Profile, recognitions: Sequence[Recognition], as_of: date) -> Holder:
        held = [self.credentials[one.credential] for one in profile.credentials]
        others = [one.id for one in held if one.uri != self.programme.uri]
        # What counts in another award that is held: all that its completion rule names.
        elsewhere = {uri for one in others for uri in self.named.get(one, ())}
        given = zip(held, profile.credentials, strict=True)
        standing = [one.id for one, award in given if award.status is AwardStatus.VALID]
        items = [
            item
            for place, (one, given) in enumerate(zip(held, profile.credentials, strict=True))
            for item in self._held(f"held {place}", one, given, elsewhere=one.uri in elsewhere)
        ]
        stored = [one for one in profile.recognitions if _concerns(one, self.programme)]
        recognised, waived = _recognised(self.programme, [*stored, *recognitions], as_of)
        said = frozenset(self.skills[one.skill].uri for one in profile.skills)
        return Holder(
            items=(*items, *recognised),
            skills=said.union(*(self.proven.get(one, ()) for one in standing)),
            roles=frozenset(self.roles[one.role].uri for one in profile.experience),
            waived=waived,
        )

    def _held(self, key: str, one: Named, given: HeldCredential, *, elsewhere: bool) -> list[Item]:
        """An award as itself, or where the programme has no place for that, as what it is recognised as."""
        members = self.programme.members
        standing = [] if one.uri in members else self.standing.get(one.id, ())
        stands = [each for each in standing if each.towards in members]
        items = [
            replace(
                _standing_for(f"{key} {place}", members[each.towards or ""], each),
                name=f"{one.name}, recognised as {members[each.towards or ''].name}",
                award=key if len(stands) > 1 else None,
            )
            for place, each in enumerate(stands)
        ]
        return [
            replace(
                item,
                issued_on=given.issued_on,
                valid_until=given.valid_until,
                result=given.result,
                revoked=given.status is not AwardStatus.VALID,
                elsewhere=elsewhere,
            )
            for item in items or [_item(key, self.members[one.uri])]
        ]


async def _known(graph: Graph, loaded: Loaded, profiles: Sequence[Profile], as_of: date) -> _Known:
    held = list(dict.fromkeys(one.credential for each in profiles for one in each.credentials))
    said = list(dict.fromkeys(one.skill for each in profiles for one in each.skills))
    done = list(dict.fromkeys(one.role for each in profiles for one in each.experience))
    named = await refs.credentials(graph, held)
    ids = sorted({one.id for one in named})
    facts = {one.uri: loaded.facts[one.uri] for one in named if one.uri in loaded.facts}
    others = sorted({one.id for one in named if one.uri not in facts})
    rows = await graph.read(cypher("programmeMembers"), ids=others) if others else []
    facts |= {str(row["node"]["uri"]): row for row in rows}
    proven: dict[str, set[str]] = defaultdict(set)
    for one in await evidence_of_credentials(graph, ids):
        if one.assurance and one.credential is not None:
            proven[one.credential.id].add(one.skill.uri)
    return _Known(
        programme=loaded.programme,
        credentials=dict(zip(held, named, strict=True)),
        skills=dict(zip(said, await refs.skills(graph, said), strict=True)),
        roles=dict(zip(done, await refs.job_roles(graph, done), strict=True)),
        members={uri: member(row, Rules()) for uri, row in facts.items()},
        named={
            identifier: frozenset(rules.completion.uris())
            for identifier, rules in (await read_rules(graph, ids)).items()
            if rules.completion
        },
        proven={identifier: frozenset(uris) for identifier, uris in proven.items()},
        standing=await standing_recognitions(graph, ids, as_of),
    )


def _item(key: str, one: Member) -> Item:
    return Item(
        key=key,
        uri=one.uri,
        name=one.name,
        credits=one.credits,
        unit=one.unit,
        level=one.level,
        issuer=one.issuer,
        skills=one.skills,
        hours=one.hours,
    )


def _concerns(one: Recognition, programme: Programme) -> bool:
    """Whether a stored decision bears on a programme; it may be on quite another."""
    if one.programme is not None and one.programme != programme.uri:
        return False
    keys = {rule.key for _, rule in programme.rule.walk()}
    return one.towards in programme.members or (one.rule is not None and one.rule in keys)


def _recognised(
    programme: Programme, recognitions: Sequence[Recognition], as_of: date
) -> tuple[list[Item], frozenset[str]]:
    """Decisions as items, and the keys of the rules that are fulfilled by one."""
    keys = {rule.key: rule for _, rule in programme.rule.walk() if rule.key is not None}
    items: list[Item] = []
    waived: set[str] = set()
    for place, one in enumerate(recognitions):
        if (one.towards is None) == (one.rule is None):
            raise InputError(f"recognitions[{place}] needs exactly one of towards and rule.")
        if one.towards is not None and one.towards in programme.members:
            items.append(_standing_for(f"recognition {place}", programme.members[one.towards], one))
        elif one.rule in keys and one.kind in _WHOLE:
            if one.until is None or one.until >= as_of:
                waived.add(one.rule or "")
        elif one.rule in keys:
            rule = keys[one.rule]
            name = f"{one.kind.value.lower()} towards {one.rule}"
            items.append(
                Item(
                    f"recognition {place}", None, name, one.credits, rule.unit, recognition=one, rule=one.rule
                )
            )
        else:
            raise InputError(
                f"recognitions[{place}] is towards {one.towards or one.rule!r},"
                " no member or rule of the programme.",
                hint="Name a member by its uri, or a rule by its `key`.",
            )
    return items, frozenset(waived)


def _standing_for(key: str, one: Member, recognition: Recognition) -> Item:
    """Recognised as a member: with the credits decided or else the member's; exempt, with none."""
    credits_ = recognition.credits if recognition.credits is not None else one.credits
    return replace(
        _item(key, one),
        credits=None if recognition.kind in _WHOLE else credits_,
        recognition=recognition,
        issued_on=recognition.decided_on,
    )
