"""The least to add, and to which schools, so that a CV comes down to its limit (nothing is taken away).

The continuous optimum raises every school below one level to that level; the level is the root of a quadratic between
two neighbouring school values. Whole steps: the optimum for N steps is the N least marginal costs (2R + 1) / P, so all
steps below one marginal cost are such an optimum; from one that does not exceed the continuous bound, steps are added
singly until the exact test holds.
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
import math

from dispersion import DIGITS, cv_within, decimal, sums_within, totals


@dataclass(frozen=True)
class LevelUp:
    amount: Fraction
    bound: Decimal
    level: Decimal
    added: dict


def level_up(schools, limit, step, spare=0):
    """`schools`: {code: (pupils, resource)} with a CV that does not meet `limit`; amounts come back in the unit of the resource."""
    level = optimal_level(list(schools.values()), limit + spare)
    with localcontext() as context:
        context.prec = DIGITS
        bound = sum((max(Decimal(0), level * decimal(p) - decimal(r)) for p, r in schools.values()), Decimal(0))
    in_steps = {code: (pupils, Fraction(resource) / step) for code, (pupils, resource) in schools.items()}
    steps = least_steps(in_steps, limit, Fraction(level) / step, Fraction(bound) / step, spare)
    added = {code: count * step for code, count in steps.items() if count}
    return LevelUp(sum(added.values(), Fraction(0)), bound, level, added)


def optimal_level(schools, limit):
    poorest_first = sorted(schools, key=value_of)
    for raised in range(1, len(poorest_first)):
        ceiling = value_of(poorest_first[raised])
        if cv_within(raise_to(poorest_first, ceiling), limit):
            return _level_in_segment(poorest_first[:raised], poorest_first[raised:], limit)
    raise ValueError("the CV is within its limit at no level")


def value_of(school):
    pupils, resource = school
    return Fraction(resource) / pupils


def raise_to(schools, level):
    return [(pupils, max(Fraction(resource), level * pupils)) for pupils, resource in schools]


def _level_in_segment(raised, untouched, limit):
    """Root of P (l*l p + Q) = (1 + c*c) (l p + R)^2, p the raised pupils, Q and R of the untouched schools."""
    low_pupils = totals(raised)[0]
    high_pupils, resource, squares = totals(untouched)
    pupils, factor = low_pupils + high_pupils, 1 + limit**2
    a = pupils * low_pupils - factor * low_pupils**2
    b = factor * low_pupils * resource
    c = pupils * squares - factor * resource**2
    with localcontext() as context:
        context.prec = DIGITS
        return decimal(c) / (decimal(b) + decimal(b * b - a * c).sqrt())


def least_steps(schools, limit, level, bound, spare=0):
    steps = _start_below(schools, level, bound)
    current = {code: (p, r + steps[code]) for code, (p, r) in schools.items()}
    pupils, resource, squares = totals(list(current.values()))
    while not sums_within((pupils, resource, squares), limit, spare):
        code = min(current, key=lambda school: (marginal(current[school]), school))
        squares += marginal(current[code])
        resource += 1
        steps[code] += 1
        current[code] = (current[code][0], current[code][1] + 1)
    return steps


def marginal(school):
    pupils, resource = school
    return (2 * resource + 1) / pupils


def _start_below(schools, level, bound):
    while True:
        steps = {code: _steps_below(school, 2 * level) for code, school in schools.items()}
        excess = sum(steps.values()) - bound
        if excess <= 0:
            return steps
        level -= (excess + 1) / sum(schools[code][0] for code in steps if steps[code])


def _steps_below(school, cost):
    """How many steps of the school have a marginal cost below `cost`."""
    pupils, resource = school
    return max(0, math.ceil((cost * pupils - 2 * resource - 1) / 2))
