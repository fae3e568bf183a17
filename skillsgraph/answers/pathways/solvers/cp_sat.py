"""CP-SAT of OR-Tools, an optional extra: a second opinion by quite another method."""

from math import ceil

from ortools.sat.python import cp_model

from skillsgraph.answers.pathways.milp import Model, Outcome, Terms, value_of

_FAR = 2**60
_NEARLY = 1e-6


class CpSat:
    """The model in CP-SAT's form."""

    def __init__(self, model: Model) -> None:
        self._model = cp_model.CpModel()
        self._variables = [self._model.new_int_var(0, upper, "") for upper in model.uppers]
        for row in model.rows:
            low, high = -_FAR if row.low is None else row.low, _FAR if row.high is None else row.high
            self._model.add_linear_constraint(self._sum(row.terms), low, high)

    def _sum(self, terms: Terms) -> cp_model.LinearExprT:
        chosen = [self._variables[variable] for variable in terms]
        return cp_model.LinearExpr.weighted_sum(chosen, list(terms.values()))

    def minimise(self, objective: Terms, seconds: float) -> Outcome:
        """The least value, proven where `proven` says so."""
        if objective:
            self._model.minimize(self._sum(objective))
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
        # Two workers ran for a minute without a proof where one, with its relaxation in full, took .34 s.
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        status = solver.solve(self._model)
        if status == cp_model.INFEASIBLE:
            return Outcome(None, proven=True)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Outcome(None, proven=False)
        values = tuple(int(solver.value(variable)) for variable in self._variables)
        total = value_of(objective, values)
        bound = ceil(solver.best_objective_bound - _NEARLY)
        return Outcome(values, status == cp_model.OPTIMAL, total, bound)
