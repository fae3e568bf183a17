"""How many people, told so that nobody is told apart."""

FEWEST = 5


def rounded(people: int) -> int | None:
    """A count of people in whole fives, or None below five: no two tables differ by one person alone.

    >>> rounded(4), rounded(5), rounded(13)
    (None, 5, 10)
    """
    return people // FEWEST * FEWEST or None
