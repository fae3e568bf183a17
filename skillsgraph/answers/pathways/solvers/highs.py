"""HiGHS, the solver that is always there."""

from math import gcd

import highspy
import numpy

from skillsgraph.answers.pathways.milp import Model, Outcome, Row, Terms

# Objectives are whole: a solution within less than one of the bound is the best.
_LESS_THAN_ONE = 0.999


class Highs:
    """The model in HiGHS's memory."""

    def __init__(self, model: Model) -> None:
        self._count = len(model.uppers)
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", _LESS_THAN_ONE),
        ):
            self._highs.setOptionValue(name, value)
        self._highs.passModel(self._program(model))

    def _program(self, model: Model) -> "highspy.HighsLp":
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = self._count, len(model.rows)
        program.col_cost_ = numpy.zeros(self._count)
        program.col_lower_ = numpy.zeros(self._count)
        program.col_upper_ = numpy.array(model.uppers, dtype=numpy.float64)
        program.integrality_ = [highspy.HighsVarType.kInteger] * self._count
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

    def add(self, row: Row) -> None:
        index = numpy.array(list(row.terms), dtype=numpy.int32)
        values = numpy.array(list(row.terms.values()), dtype=numpy.float64)
        self._highs.addRow(_low(row), _high(row), len(index), index, values)

    def start_from(self, values: tuple[int, ...]) -> None:
        """Nothing: begun from a known solution, HiGHS 1.16 called 31 credentials proven where 28 do."""

    def minimise(self, objective: Terms, seconds: float) -> Outcome:
        """The least value, proven where `proven` says so; values come back as whole numbers."""
        costs = numpy.zeros(self._count)
        common = gcd(*objective.values()) or 1
        for variable, coefficient in objective.items():
            costs[variable] = coefficient // common
        every = numpy.arange(self._count, dtype=numpy.int32)
        # What an earlier search left behind made HiGHS 1.16 call a false optimum proven.
        self._highs.clearSolver()
        self._highs.changeColsCost(self._count, every, costs)
        self._highs.setOptionValue("time_limit", max(seconds, 0.01) + self._highs.getRunTime())
        self._highs.run()
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kSolveError:
            # Its presolve stumbles over some small models that cannot be fulfilled; without it they are told.
            self._highs.setOptionValue("presolve", "off")
            self._highs.clearSolver()
            self._highs.run()
        return self._outcome(objective, common)

    def _outcome(self, objective: Terms, common: int) -> Outcome:
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return Outcome(None, proven=True)
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Outcome(None, proven=False)
        values = tuple(round(value) for value in self._highs.getSolution().col_value)
        total = sum(coefficient * values[variable] for variable, coefficient in objective.items())
        proven = status == highspy.HighsModelStatus.kOptimal
        return Outcome(values, proven, total, float(total if proven else info.mip_dual_bound * common))


def _low(row: Row) -> float:
    return -highspy.kHighsInf if row.low is None else float(row.low)


def _high(row: Row) -> float:
    return highspy.kHighsInf if row.high is None else float(row.high)
