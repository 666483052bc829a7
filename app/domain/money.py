"""Money as whole centavos of Mexican pesos, exact, with half-up rounding where an amount becomes a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import total_ordering

from app.errors import RuleViolation

_CENTAVO = Decimal("0.01")
_TYPED = re.compile(r"^(?P<sign>-)?\$?\s*(?P<whole>\d{1,3}(,\d{3})+|\d+)?(?P<cents>\.\d*)?$")
_PRODUCT = re.compile(r"^(?P<amount>[^*]+)\*\s*(?P<times>\d{1,4})$")
_EUROPEAN = re.compile(r"^\d{1,3}(\.\d{3})+(,\d{1,2})?$|^\d+,\d{1,2}$")
CENTAVOS_MAX = 10**15
"""Ten billion million pesos: beyond any lender, and safely inside a 64-bit integer."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole centavos. Only Money adds to Money; only exact numbers multiply it."""

    centavos: int

    def __post_init__(self) -> None:
        if type(self.centavos) is not int:
            raise TypeError("Money is made of whole centavos")

    @classmethod
    def of(cls, amount: str | Decimal | Fraction | int) -> Money:
        """Pesos to Money, rounded half up to the centavo. Never takes a float."""
        if isinstance(amount, float):
            raise TypeError("a float never touches an amount")
        if isinstance(amount, Fraction):
            return cls(round_half_up(amount * 100))
        pesos = Decimal(amount)
        return cls(int((pesos * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    @classmethod
    def parse(cls, text: str) -> Money:
        """What a clerk types: ``1500``, ``1,500.5``, ``$1,500``, ``1500*12``.

        Raises RuleViolation ``money.not_a_number``, ``money.european`` or ``money.too_many_decimals``.
        """
        cleaned = text.replace("\u00a0", " ").strip()
        product = _PRODUCT.match(cleaned)
        if product:
            result = cls.parse(product["amount"]).times(int(product["times"]))
        else:
            result = cls._parse_plain(cleaned)
        if abs(result.centavos) > CENTAVOS_MAX:
            raise RuleViolation("money.too_large", text=text)
        return result

    @classmethod
    def _parse_plain(cls, text: str) -> Money:
        if _EUROPEAN.match(text):
            guess = text.replace(".", "").replace(",", ".")
            raise RuleViolation("money.european", text=text, guess=f"{Decimal(guess):,.2f}")
        match = _TYPED.match(text.replace(" ", ""))
        if not match or not (match["whole"] or (match["cents"] or "").strip(".")):
            raise RuleViolation("money.not_a_number", text=text)
        cents = (match["cents"] or "").lstrip(".")
        if len(cents) > 2:
            raise RuleViolation("money.too_many_decimals", text=text)
        whole = int((match["whole"] or "0").replace(",", ""))
        centavos = whole * 100 + int(cents.ljust(2, "0") or "0")
        return cls(-centavos if match["sign"] else centavos)

    def times(self, factor: Decimal | Fraction | int) -> Money:
        """The amount times an exact number, rounded half up to the centavo."""
        if isinstance(factor, float):
            raise TypeError("a float never touches an amount")
        return Money(share_of(self.centavos, factor.as_integer_ratio()))

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.centavos + other.centavos)

    def __sub__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.centavos - other.centavos)

    def __neg__(self) -> Money:
        return Money(-self.centavos)

    def __abs__(self) -> Money:
        return Money(abs(self.centavos))

    def __lt__(self, other: Money) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.centavos < other.centavos

    def __bool__(self) -> bool:
        return self.centavos != 0

    def to_decimal(self) -> Decimal:
        """Pesos with two decimals."""
        return Decimal(self.centavos).scaleb(-2).quantize(_CENTAVO)

    def __str__(self) -> str:
        """Plain two-decimal text, ``1234.50``; what people read is made by ``formatted``."""
        return str(self.to_decimal())

    def formatted(self) -> str:
        """``$1,234.50``; negative ``-$1,234.50``."""
        sign = "-" if self.centavos < 0 else ""
        return f"{sign}${abs(self.to_decimal()):,.2f}"


ZERO = Money(0)


def round_half_up(value: Fraction) -> int:
    """The nearest integer, halves away from zero."""
    return share_of(1, (value.numerator, value.denominator))


def share_of(centavos: int, ratio: tuple[int, int]) -> int:
    """``centavos`` times a ratio (its denominator above zero), halves away from zero, in whole numbers only."""
    numerator, denominator = centavos * ratio[0], ratio[1]
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def total(amounts: Iterable[Money]) -> Money:
    """The sum of amounts; zero of none."""
    return Money(sum(amount.centavos for amount in amounts))
