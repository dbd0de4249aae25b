"""How unequal a resource lies among schools: CV, Theil and Gini, weighted by pupils.

A school is a pair (pupils, resource) of exact fractions. CV and Gini are decided exactly; only roots and logarithms are
rounded, at 50 digits.
"""

from decimal import Decimal, localcontext
from fractions import Fraction

DIGITS = 50


def decimal(number):
    number = Fraction(number)
    return Decimal(number.numerator) / Decimal(number.denominator)


def totals(schools):
    """Pupils P, resource R and Q = sum of R_i squared over P_i."""
    pupils = sum(p for p, _ in schools)
    resource = sum((r for _, r in schools), Fraction(0))
    squares = sum((Fraction(r) * r / p for p, r in schools), Fraction(0))
    return pupils, resource, squares


def cv_squared(schools):
    pupils, resource, squares = totals(schools)
    return pupils * squares / resource**2 - 1 if resource else Fraction(0)


def cv_within(schools, limit, spare=0):
    """CV <= limit without a root: P Q <= (1 + c squared) R squared. Half a unit to `spare`: the CV rounded is <= limit."""
    return sums_within(totals(schools), limit, spare)


def sums_within(sums, limit, spare=0):
    pupils, resource, squares = sums
    if not resource:
        return True  # schools that all have none are equal
    left, right = pupils * squares, (1 + (limit + spare) ** 2) * resource**2
    return left < right if spare else left <= right


def weighted_cv(schools):
    with localcontext() as context:
        context.prec = DIGITS
        return decimal(cv_squared(schools)).sqrt()


def theil(schools):
    pupils, resource, _ = totals(schools)
    if not resource:
        return Decimal(0)
    mean = resource / pupils
    with localcontext() as context:
        context.prec = DIGITS
        return sum((_theil_term(r / resource, r / p / mean) for p, r in schools if r), Decimal(0))


def _theil_term(share, ratio):
    return decimal(share) * decimal(ratio).ln()


def theil_parts(groups):
    """Theil of all schools as (between, within) of the given groups."""
    filled = [group for group in groups if group]
    between = theil([totals(group)[:2] for group in filled])
    resource = sum((totals(group)[1] for group in filled), Fraction(0))
    with localcontext() as context:
        context.prec = DIGITS
        within = sum((_within_term(group, resource) for group in filled), Decimal(0))
    return between, within


def _within_term(group, resource):
    own = totals(group)[1]
    return decimal(own / resource) * theil(group) if own else Decimal(0)


def gini(schools):
    """One less twice the area under the Lorenz curve of resource over pupils, poorest school first."""
    pupils, resource, _ = totals(schools)
    if not resource:
        return Fraction(0)
    below, area = Fraction(0), Fraction(0)
    for p, r in sorted(schools, key=lambda school: school[1] / Fraction(school[0])):
        area += Fraction(p) / pupils * (2 * below + r / resource)
        below += r / resource
    return 1 - area
