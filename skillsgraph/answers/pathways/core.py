"""What is left of an integer programme when some variables are held at values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillsgraph.answers.pathways.milp import Model, Outcome, Row, Terms
from skillsgraph.answers.pathways.solvers import open_solver


@dataclass(frozen=True, slots=True)
class Core:
    """The model of what is left, which variables of the whole model these are, and the values held."""

    model: Model
    variables: Sequence[int]
    held: Mapping[int, int]

    def terms(self, terms: Terms) -> dict[int, int]:
        """Terms of the whole model over what is left."""
        return {place: terms[variable] for place, variable in enumerate(self.variables) if variable in terms}

    def there(self, terms: Terms) -> int:
        """What terms of the whole model come to over what is held."""
        return sum(value * self.held[one] for one, value in terms.items() if one in self.held)

    def lifted(self, values: Mapping[int, int]) -> dict[int, int]:
        """Values by variable of the whole model."""
        return {self.variables[place]: value for place, value in values.items()}

    def minimise(self, terms: Terms, solver: str, seconds: float) -> Outcome:
        """The least value of terms of the whole model, with values for all of its variables."""
        if not self.variables:
            # Solvers differ over a model without any.
            fine = all((row.low or 0) <= 0 and (row.high is None or row.high >= 0) for row in self.model.rows)
            found = Outcome((), True, 0, 0) if fine else Outcome(None, proven=True)
        else:
            found = open_solver(self.model, solver).minimise(self.terms(terms), seconds)
        if found.values is None or found.objective is None:
            return found
        values = dict(self.held) | self.lifted(dict(enumerate(found.values)))
        there = self.there(terms)
        bound = None if found.bound is None else found.bound + there
        whole = tuple(values[one] for one in range(len(values)))
        return Outcome(whole, found.proven, found.objective + there, bound)


def core_of(model: Model, held: Mapping[int, int]) -> Core:
    """The model without the variables that are held."""
    variables = [one for one in range(len(model.uppers)) if one not in held]
    new = {one: place for place, one in enumerate(variables)}
    rows = []
    for row in model.rows:
        terms = {new[one]: value for one, value in row.terms.items() if one in new}
        there = sum(value * held[one] for one, value in row.terms.items() if one in held)
        low = None if row.low is None else row.low - there
        high = None if row.high is None else row.high - there
        rows.append(Row(terms, low, high))
    return Core(Model([model.uppers[one] for one in variables], rows), variables, held)
