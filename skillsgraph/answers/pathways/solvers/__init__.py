"""The solvers that an integer programme can be handed to."""

from importlib.util import find_spec

from skillsgraph.answers.pathways.milp import Model, Solver
from skillsgraph.errors import InputError

HIGHS, CP_SAT = "highs", "cp-sat"


def available() -> list[str]:
    """Those that are installed; HiGHS always is."""
    return [HIGHS] + ([CP_SAT] if find_spec("ortools") else [])


def open_solver(model: Model, name: str = HIGHS) -> Solver:
    """A solver that holds a copy of the model.

    Raises:
        InputError: There is no such solver, or it is not installed.
    """
    if name == HIGHS:
        from skillsgraph.answers.pathways.solvers.highs import Highs

        return Highs(model)
    if name == CP_SAT and name in available():
        from skillsgraph.answers.pathways.solvers.cp_sat import CpSat

        return CpSat(model)
    raise InputError(
        f"The solver {name!r} is not here.", hint='Install "skillsgraph[pathways-cpsat]" for cp-sat.'
    )
