"""The numbers behind the answers, in one place and with a name that answers carry.

All are proposals of this project, to be argued with; a policy that is data comes into this room.
"""

from skillsgraph.answers.model import Relation

NAME = "guidance-1"

# κ: what a skill held is worth for the skill required. Holding the narrower one shows a part of the broader.
MAPPING = {Relation.SAME: 1.0, Relation.NARROWER: 0.5, Relation.BROADER: 0.4, Relation.RELATED: 0.25}

# Authenticity: who says so.
SELF_ASSERTED = 0.3
ISSUED = 0.8

# Assurance: how it was assessed. What a credential teaches without assessing it counts as attendance.
ASSURANCE = {
    "PROCTORED_EXAM": 1.0,
    "PRACTICAL": 1.0,
    "PORTFOLIO": 0.9,
    "UNSUPERVISED_TEST": 0.7,
    "COMPLETION": 0.5,
    "ATTENDANCE": 0.3,
    "SELF": 0.3,
}
ATTENDANCE = "ATTENDANCE"

# A level that cannot be compared with the one required.
LEVEL_NOT_COMPARABLE = 0.5

OPTIONAL_IN_READINESS = 0.3
OPTIONAL_IN_MATCHES = 0.5
