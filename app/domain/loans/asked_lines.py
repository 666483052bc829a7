"""Why an installment or a charge asks what it asks, component by component."""

from __future__ import annotations

from app.domain.loans.book import Book, DailyBalance
from app.domain.loans.explanation_lines import Line, date_text, money_text, percent_text, share_text, short_date_text
from app.domain.loans.installment import Charge, Installment, LateSegment
from app.domain.loans.periods import Period
from app.domain.loans.terms import LoanTerms
from app.domain.money import share_of
from app.domain.payments.components import (
    AT_CHARGES,
    AT_FEES,
    AT_FEES_VAT,
    AT_INTEREST,
    AT_LATE,
    AT_LATE_VAT,
    AT_PRINCIPAL,
    AT_VAT,
)
from app.domain.rates import DayCount


def charge_lines(charge: Charge, place: int) -> list[Line]:
    """What a charge asks: its amount, or its VAT."""
    amount = charge.asked[place]
    if place == AT_CHARGES:
        return [Line("explain.charge", amount, {"on": date_text(charge.payable_on)}, seq=charge.seq)]
    numerator, denominator = charge.vat_rate
    rate = percent_text_of(numerator, denominator)
    return [Line("explain.vat", amount, {"rate": rate, "of": money_text(charge.asked[0])}, seq=charge.seq)]


def percent_text_of(numerator: int, denominator: int) -> str:
    """A ratio as a percentage."""
    whole, rest = divmod(numerator * 10**14 // denominator, 10**12)
    return str(whole) if not rest else f"{whole}.{rest:012d}".rstrip("0")


def asked_lines(book: Book, item: Installment, place: int, segments: list[LateSegment]) -> list[Line]:
    """What an installment asks of a component; ``segments`` are those of its late interest up to the day."""
    if place == AT_LATE:
        return [_late(item, segment) for segment in segments]
    if place == AT_LATE_VAT:
        return [_vat(item, segment.vat, segment.interest) for segment in segments]
    asked = item.asked[place]
    if not asked:
        return []
    if place == AT_INTEREST:
        return _interest(book, item, asked)
    if place == AT_VAT:
        taxed = item.row.interest_centavos
        return [_vat(item, asked, taxed + item.row.principal_centavos if item.terms.has_vat_on_rent else taxed)]
    if place in (AT_FEES, AT_FEES_VAT):
        return _fees(item, place)
    assert place == AT_PRINCIPAL
    return [_principal(book, item, asked)]


def _late(item: Installment, segment: LateSegment) -> Line:
    terms = item.terms
    code = "explain.late" if terms.late_base == "principal" else "explain.late_installment"
    params = {
        "n": item.row.n,
        "base": money_text(segment.base),
        "rate": percent_text(terms.late_annual_rate),
        "day_base": terms.late_day_base,
        "days": (segment.end - segment.start).days,
        "since": short_date_text(segment.start),
        "until": short_date_text(segment.end),
        "amount": money_text(segment.interest),
    }
    return Line(code, segment.interest, params, item.row.n)


def _vat(item: Installment, amount: int, taxed: int) -> Line:
    params = {"rate": percent_text(item.terms.vat_rate), "of": money_text(taxed)}
    return Line("explain.vat", amount, params, item.row.n)


def _interest(book: Book, item: Installment, asked: int) -> list[Line]:
    row, terms = item.row, item.terms
    if row.n in book.daily_of:
        return daily_lines(terms, book.daily_of[row.n], asked, row.n)
    period = book.period_of.get(row.n)
    if period is None or row.due_on != period.end:
        return [Line("explain.interest_until", asked, {"n": row.n, "on": date_text(row.due_on)}, row.n)]
    lines: list[Line] = []
    if item.carried.whole:
        lines.append(Line("explain.interest_of_grace", item.carried.whole, {"n": row.n}, row.n))
    before = share_of(1, item.carried.exact)
    if before:
        lines.append(Line("explain.interest_before_change", before, {"on": date_text(period.start)}, row.n))
    flat_base = item.plan.flat_base if item.plan else None
    base = row.opening_centavos if flat_base is None else flat_base
    rate, rate_base = terms.rate_ratio
    own = share_of(base, (rate * period.units, rate_base * period.base))
    left = asked - item.carried.whole - before
    if not item.carried.whole and not before and left != own:  # the first row after a grace: what the grace left
        lines.append(Line("explain.interest_of_grace", left - own, {"n": row.n}, row.n))
        left = own
    return [*lines, _running(item, base, period, left)]


def _running(item: Installment, base: int, period: Period, amount: int) -> Line:
    terms = item.terms
    params = {
        "n": item.row.n,
        "base": money_text(base),
        "rate": percent_text(terms.annual_rate),
        "share": share_text(terms.day_count, period),
        "since": short_date_text(period.start),
        "until": short_date_text(period.end),
        "amount": money_text(amount),
    }
    return Line("explain.interest", amount, params, item.row.n)


def _fees(item: Installment, place: int) -> list[Line]:
    lines = []
    for fee in item.terms.installment_fees:
        amount = fee.centavos(item.terms.principal.centavos, item.row.opening_centavos)
        vat = share_of(amount, fee.vat_rate.as_integer_ratio())
        if place == AT_FEES and amount:
            lines.append(Line("explain.fee", amount, {"name": fee.name, "n": item.row.n}, item.row.n))
        elif place == AT_FEES_VAT and vat:
            params = {"rate": percent_text(fee.vat_rate), "of": money_text(amount)}
            lines.append(Line("explain.vat", vat, params, item.row.n))
    return lines


def _principal(book: Book, item: Installment, asked: int) -> Line:
    row, plan = item.row, item.plan
    n = row.n
    if plan is None or row.closing_centavos == 0 or plan.payment is None:
        code = "explain.principal_last" if row.closing_centavos == 0 else "explain.principal"
        return Line(code, asked, {"n": n, "due_on": date_text(row.due_on)}, n)
    params = {"n": n, "payment": money_text(plan.payment), "interest": money_text(row.interest_centavos)}
    if item.terms.includes_vat:
        return Line("explain.principal_level_with_vat", asked, {**params, "vat": money_text(row.vat_centavos)}, n)
    return Line("explain.principal_level", asked, params, n)


def daily_lines(terms: LoanTerms, daily: list[DailyBalance], interest: int, n: int = 0) -> list[Line]:
    """Interest on daily balances: one line a balance; the sum is rounded once, so the last line takes the centavo."""
    rate, rate_base = terms.rate_ratio
    base = 365 if terms.day_count is DayCount.ACTUAL_365 else 360
    lines = []
    left = interest
    for place, one in enumerate(daily):
        days = (one.end - one.start).days
        amount = left if place == len(daily) - 1 else share_of(one.balance, (rate * days, rate_base * base))
        left -= amount
        params = {
            "base": money_text(one.balance),
            "rate": percent_text(terms.annual_rate),
            "share": f"{days}/{base}",
            "since": short_date_text(one.start),
            "until": short_date_text(one.end),
            "amount": money_text(amount),
        }
        lines.append(Line("explain.accrued", amount, params, n))
    return lines
