"""The resource part of 教督〔2017〕6号: seven indicators, limits, weights of the split, kinds outside."""

from dataclasses import dataclass
from fractions import Fraction

STAGES = ("primary", "junior")
WEIGHING_STAGES = ("primary", "junior", "senior")
SPLIT_WEIGHT = {"primary": Fraction(1), "junior": Fraction("1.1"), "senior": Fraction("1.32")}
CV_LIMIT = {"primary": Fraction("0.50"), "junior": Fraction("0.45")}
FLOOR_SHARE = Fraction("0.85")
OUTSIDE_KINDS = ("321", "342", "371")
TEACHING_POINT = "218"
POINT_COUNTS_FROM = 50
SMALL_COUNTRY_SCHOOL = range(50, 100)


@dataclass(frozen=True)
class Indicator:
    id: str
    primary: Fraction
    junior: Fraction
    per: int  # pupils to which the threshold refers
    unit: str
    smallest: Fraction  # of a shortfall
    step: Fraction  # of levelling up
    shared: bool

    def threshold(self, stage):
        return self.primary if stage == "primary" else self.junior


def _indicator(name, primary, junior, per, unit):
    counted = unit in ("teacher", "room")
    return Indicator(
        id=name,
        primary=Fraction(primary),
        junior=Fraction(junior),
        per=per,
        unit=unit,
        smallest=Fraction(1) if counted else Fraction("0.01"),
        step=Fraction(100) if unit == "yuan" else Fraction(1),
        shared=unit != "teacher",
    )


INDICATORS = (
    _indicator("L1", "4.2", "5.3", 100, "teacher"),
    _indicator("L2", "1", "1", 100, "teacher"),
    _indicator("L3", "0.9", "0.9", 100, "teacher"),
    _indicator("L4", "4.5", "5.8", 1, "m2"),
    _indicator("L5", "7.5", "10.2", 1, "m2"),
    _indicator("L6", "2000", "2500", 1, "yuan"),
    _indicator("L7", "2.3", "2.4", 100, "room"),
)


def outside_by_kind(kind):
    return kind in OUTSIDE_KINDS or kind.startswith("51")

# Recognition is computed from the national statistics; register and ledgers are there to check them.
COUNT_ORDER = ("statistics", "register", "ledger")
