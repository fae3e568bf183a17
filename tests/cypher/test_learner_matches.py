"""What the postings of learners are made from, on both engines: only who allows to be found."""

from skillsgraph.answers.index.keeper import kept_of
from skillsgraph.answers.model import Named
from skillsgraph.graph.access import Graph
from skillsgraph.learners.access import Operator, now
from skillsgraph.learners.consent import give_consent, withdraw_consent
from skillsgraph.learners.findable import LEARNERS, learners_version
from skillsgraph.learners.showings import record_showing, showings_of
from skillsgraph.model.ids import make_id
from skillsgraph.model.learners import Consent, Purpose
from skillsgraph.statements import cypher

SHOWINGS = ("recordShowings", "showingsOf", "eraseShowings")  # what these functions run
RETURNER, NURSE = make_id("learner", "care-returner"), make_id("learner", "nurse-abroad")
WHO = Operator("test")


async def test_who_allows_to_be_found_is_read_with_all_that_they_hold(sample_graph: Graph) -> None:
    before = await learners_version(sample_graph)
    counted = await sample_graph.read_one(cypher("learnersVersion"))
    assert counted is not None
    assert before == f"{counted['learners']}.{counted['events']}"
    await give_consent(sample_graph, RETURNER, Consent(Purpose.MATCHING, "1", organization="org_1"), WHO)
    await give_consent(sample_graph, NURSE, Consent(Purpose.MATCHING, "1"), WHO)
    try:
        assert await learners_version(sample_graph) != before
        open_to = await sample_graph.read(cypher("findableLearners"), now=now())
        pairs = {(row["id"], row["organization"]) for row in open_to}
        assert {(RETURNER, "org_1"), (NURSE, None)} <= pairs
        for statement, many in (
            ("findableAwards", None),
            ("findableSkills", "skills"),
            ("findableExperience", "roles"),
        ):
            rows = await sample_graph.read(cypher(statement), now=now())
            assert {RETURNER, NURSE} <= {row["id"] for row in rows} <= {row["id"] for row in open_to}
            assert all(row[many] for row in rows if many)
        people = (await kept_of(sample_graph, LEARNERS)).thing
        assert {RETURNER, NURSE} <= set(people.ids)
        assert people.found_by("org_1").sum() == people.found_by(None).sum() + 1
        assert len(people.of_skill.person) == len(people.of_person.person) > 0
        # Ids of the test's own, which no record is of: nothing stays behind in anybody's export.
        role = Named("role_1", "r:1", "A role")
        await record_showing(sample_graph, ["learner_x", "learner_y"], role, WHO)
        (shown,) = await showings_of(sample_graph, "learner_x")
        assert {name: shown[name] for name in ("subject", "object", "actor", "role")} == {
            "subject": "learner_x",
            "object": "role_1",
            "actor": "test",
            "role": WHO.role,
        }
    finally:
        for one in (RETURNER, NURSE):
            await withdraw_consent(sample_graph, one, Purpose.MATCHING, None, WHO)
