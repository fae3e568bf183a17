"""People's records: what a learner earned, says, did and aims at; who may see it, and for how long."""
