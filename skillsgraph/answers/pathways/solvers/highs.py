"""HiGHS, the solver that is always there."""

import os
import sys
from collections.abc import Sequence
from functools import lru_cache
from math import ceil, gcd, isfinite

import highspy
import numpy

from skillsgraph.answers.pathways.milp import Model, Outcome, Row, Terms, value_of

# Objectives are whole: a solution within less than one of the bound is the best.
_LESS_THAN_ONE = 0.999
_NEARLY = 1e-6
_OUTPUT = 1
_INFEASIBLE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)


class Highs:
    """A model, opened anew for each search: what one left behind led HiGHS 1.16 to a false optimum."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def minimise(self, objective: Terms, seconds: float) -> Outcome:
        """The least value, proven where `proven` says so; values come back as whole numbers."""
        common = gcd(*objective.values()) or 1
        highs = _opened(self._model, objective, common, whole=True)
        highs.setOptionValue("time_limit", max(seconds, 0.01))
        highs.run()
        if highs.getModelStatus() == highspy.HighsModelStatus.kSolveError:
            # Its presolve stumbles over some small models that cannot be fulfilled; without it they are told.
            highs.setOptionValue("presolve", "off")
            highs.clearSolver()
            highs.run()
        return _outcome(highs, objective, common)


def multipliers(model: Model, objective: Terms, seconds: float) -> Sequence[float] | None:
    """What each row is worth in the relaxation, where parts may be taken; None when it has no solution.

    Nothing is proven by them until they are put to the test: a search that ends early gives noughts.
    """
    highs = _opened(model, objective, 1, whole=False)
    highs.setOptionValue("time_limit", max(seconds, 0.01))
    highs.run()
    if highs.getModelStatus() in _INFEASIBLE:
        return None
    solution = highs.getSolution()
    return list(solution.row_dual) if solution.dual_valid else [0.0] * len(model.rows)


def _opened(model: Model, objective: Terms, common: int, *, whole: bool) -> "highspy.Highs":
    _greeted()
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", _LESS_THAN_ONE),
    ):
        highs.setOptionValue(name, value)
    highs.passModel(_program(model, objective, common, whole=whole))
    return highs


@lru_cache(maxsize=1)
def _greeted() -> None:
    """Let HiGHS say its name to nobody: it does so once, before any option, past Python's own output."""
    sys.stdout.flush()
    own, nobody = os.dup(_OUTPUT), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nobody, _OUTPUT)
        highspy.Highs()  # type: ignore[no-untyped-call]
    finally:
        os.dup2(own, _OUTPUT)
        os.close(own)
        os.close(nobody)


def _program(model: Model, objective: Terms, common: int, *, whole: bool) -> "highspy.HighsLp":
    count = len(model.uppers)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = count, len(model.rows)
    program.col_cost_ = numpy.zeros(count)
    for variable, coefficient in objective.items():
        program.col_cost_[variable] = coefficient // common
    program.col_lower_ = numpy.zeros(count)
    program.col_upper_ = numpy.array(model.uppers, dtype=numpy.float64)
    if whole:
        program.integrality_ = [highspy.HighsVarType.kInteger] * count
    program.row_lower_ = numpy.array([_low(row) for row in model.rows], dtype=numpy.float64)
    program.row_upper_ = numpy.array([_high(row) for row in model.rows], dtype=numpy.float64)
    starts: list[int] = [0]
    index: list[int] = []
    value: list[int] = []
    for row in model.rows:
        index.extend(row.terms.keys())
        value.extend(row.terms.values())
        starts.append(len(index))
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = numpy.array(starts, dtype=numpy.int32)
    program.a_matrix_.index_ = numpy.array(index, dtype=numpy.int32)
    program.a_matrix_.value_ = numpy.array(value, dtype=numpy.float64)
    return program


def _outcome(highs: "highspy.Highs", objective: Terms, common: int) -> Outcome:
    status, info = highs.getModelStatus(), highs.getInfo()
    if status in _INFEASIBLE:
        return Outcome(None, proven=True)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Outcome(None, proven=False)
    values = tuple(round(value) for value in highs.getSolution().col_value)
    total = value_of(objective, values)
    proven = status == highspy.HighsModelStatus.kOptimal
    low = total if proven else _whole(info.mip_dual_bound)
    return Outcome(values, proven, total, low if proven or low is None else low * common)


def _low(row: Row) -> float:
    return -highspy.kHighsInf if row.low is None else float(row.low)


def _high(row: Row) -> float:
    return highspy.kHighsInf if row.high is None else float(row.high)


def _whole(bound: float) -> int | None:
    """The least whole number that a bound allows; None: nothing is known."""
    return ceil(bound - _NEARLY) if isfinite(bound) else None
