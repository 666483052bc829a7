"""The lines that make any figure of a loan's state on a day, each with the event it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.loans.asked_lines import asked_lines, charge_lines, daily_lines
from app.domain.loans.book import Book
from app.domain.loans.events import Assignee, EventKind, LoanEvent, in_force
from app.domain.loans.explanation_lines import Line, date_text, money_text, parts_text, percent_text, short_date_text
from app.domain.loans.installment import Charge, Installment
from app.domain.loans.periods import accrued_share
from app.domain.loans.replay import replayed
from app.domain.loans.state import LoanState, state_of
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money
from app.domain.payments.allocation import Part
from app.domain.payments.components import AT_PRINCIPAL, COMPONENTS, PLACES, Component


@dataclass(frozen=True)
class Explanation:
    """The lines add up to ``total``: centavos, or days for ``days_past_due``."""

    figure: str
    as_of: date
    total: int
    lines: tuple[Line, ...]


def explain(terms: LoanTerms, events: Sequence[LoanEvent], day: date, figure: str) -> Explanation:
    """Why the figure, one of ``FIGURES``, is what ``state_on`` says on the day."""
    book = replayed(terms, events, day)
    return explain_book(terms, book, state_of(book, day), events, figure)


def explain_book(
    terms: LoanTerms, book: Book, state: LoanState, events: Sequence[LoanEvent], figure: str
) -> Explanation:
    """The same of a book already replayed; its state tells the day."""
    day = state.as_of
    case = _Case(terms, book, state, day, [event for event in in_force(events) if event.value_on <= day])
    if figure in PLACES:
        lines = case.due(PLACES[Component(figure)])
        total = state.due.of(Component(figure)).centavos
    else:
        total, lines = _EXPLAINED[figure](case)
    return Explanation(figure, day, total, tuple(lines))


@dataclass(frozen=True)
class _Case:
    terms: LoanTerms
    book: Book
    state: LoanState
    day: date
    events: list[LoanEvent]

    def due(self, place: int) -> list[Line]:
        """Of each thing that still owes the component: what it asked, less what was paid and given up."""
        lines: list[Line] = []
        for holder in self.book.demanded(self.day) if self.book.is_owed else ():
            parts: list[Part] = []
            holder.add_parts(self.day, parts)
            if any(part.place == place for part in parts):
                lines += self._asked(holder, place)
                lines += self._taken(holder.holder, place)
        return lines

    def _asked(self, holder: Charge | Installment, place: int) -> list[Line]:
        if isinstance(holder, Charge):
            return charge_lines(holder, place)
        running = holder.open_segment(self.day)
        segments = [*holder.segments, running] if running else holder.segments
        return asked_lines(self.book, holder, place, [one for one in segments if one.interest])

    def _taken(self, holder: int, place: int) -> list[Line]:
        lines: list[Line] = []
        for code, seq, parts in self.movements():
            if code == "explain.prepaid":
                continue  # it lowered the balance to come, of which the rows were made anew
            given = sum(part.centavos for part in parts if part.holder == holder and part.place == place)
            if given:
                lines.append(self.from_event(code, -given, seq, holder))
        return lines

    def movements(self) -> Iterable[tuple[str, int, Sequence[Part]]]:
        """The text, the event and the parts of whatever lowered a debt."""
        for one in self.book.applied:
            yield "explain.paid", one.seq, one.given
            yield "explain.prepaid", one.seq, one.excess_given[: one.to_balance]
            yield "explain.paid_excess", one.seq, one.excess_given[one.to_balance :]
        for given in self.book.waivers:
            yield "explain.waived", given.seq, given.parts
        for given in self.book.restructured:
            yield "explain.restructured", given.seq, given.parts

    def from_event(self, code: str, amount: int, seq: int, holder: int = 0) -> Line:
        """A line that an event brings."""
        on = next(event.value_on for event in self.events if event.seq == seq)
        return Line(code, amount, {"seq": seq, "on": date_text(on)}, max(holder, 0), seq)

    def accrued(self) -> list[Line]:
        """The interest of each period under way."""
        book, day, terms = self.book, self.day, self.book.terms
        if not book.is_owed:
            return []
        if book.daily_of:
            return daily_lines(terms, book.daily_of.get(0, []), self.state.accrued_interest.centavos)
        if book.next_place(day) == len(book.installments):
            return []
        place = book.next_place(day)
        next_n = book.installments[place].row.n
        lines = []
        for interest, period in book.accruals(day):
            if not interest:
                continue
            units, base = accrued_share(terms, period, day)
            params = {
                "base": money_text(book.accrual_base(period.n, place - (next_n - period.n))),
                "rate": percent_text(terms.annual_rate),
                "share": parts_text(terms.day_count, units, base),
                "since": short_date_text(period.start),
                "until": short_date_text(min(day, period.end)),
                "amount": money_text(interest),
            }
            code = "explain.accrued_in_parts" if period.n == book.carried_n and book.carried.exact[0] else None
            lines.append(Line(code or "explain.accrued", interest, params, period.n))
        left = self.state.accrued_interest.centavos - sum(line.amount for line in lines)
        if left:
            lines.insert(0, Line("explain.interest_of_grace", left, {"n": next_n}, next_n))
        return lines


def _accrued_interest(case: _Case) -> tuple[int, list[Line]]:
    return case.state.accrued_interest.centavos, case.accrued()


def _accrued_vat(case: _Case) -> tuple[int, list[Line]]:
    vat, terms = case.state.accrued_vat.centavos, case.book.terms
    taxed = case.state.accrued_interest.centavos
    if terms.has_vat_on_rent:
        taxed += case.book.rest(case.day).principal
    params = {"rate": percent_text(terms.vat_rate), "of": money_text(taxed)}
    return vat, [Line("explain.vat", vat, params)] if vat else []


def _due_total(case: _Case) -> tuple[int, list[Line]]:
    return case.state.due.total.centavos, _due_by_component(case)


def _due_by_component(case: _Case) -> list[Line]:
    amounts = zip(COMPONENTS, case.state.due.centavos, strict=True)
    return [Line(f"explain.due_{component.value}", amount) for component, amount in amounts if amount]


def _payoff(case: _Case) -> tuple[int, list[Line]]:
    state = case.state
    lines = _due_by_component(case)
    to_come = state.outstanding_principal.centavos - state.due.principal.centavos
    for code, amount in (
        ("explain.payoff_accrued_interest", state.accrued_interest.centavos),
        ("explain.payoff_accrued_vat", state.accrued_vat.centavos),
        ("explain.payoff_principal", to_come),
    ):
        if amount:
            lines.append(Line(code, amount))
    owed = sum(part.centavos for part in case.book.due_parts(case.day)) + case.book.rest(case.day).total
    billed = owed - sum(line.amount for line in lines) if case.book.is_owed else 0
    if billed:
        lines.append(Line("explain.payoff_billed", billed))
    used = min(state.advance.centavos, sum(line.amount for line in lines))
    if used:
        lines.append(Line("explain.payoff_advance", -used))
    return state.payoff.centavos, lines


def _advance(case: _Case) -> tuple[int, list[Line]]:
    lines = []
    for one in case.book.applied:
        kept = [*case.book.advances]
        left = sum(advance.amount for advance in kept if advance.source is one)
        spent = sum(part.centavos for part in one.excess_given)
        if left:
            lines.append(case.from_event("explain.advance_kept", left + spent, one.seq))
            if spent:
                lines.append(case.from_event("explain.advance_applied", -spent, one.seq))
    return case.state.advance.centavos, lines


def _outstanding_principal(case: _Case) -> tuple[int, list[Line]]:
    state = case.state
    lines = _lent(case)
    for line in state.capitalised:
        lines.append(Line("explain.capitalised", line.amount.centavos, {"n": line.installment}, line.installment))
    for code, seq, parts in case.movements():
        given = sum(part.centavos for part in parts if part.place == AT_PRINCIPAL)
        if given and code != "explain.restructured":  # that one only moved to the new table
            lines.append(case.from_event(code, -given, seq))
    total = state.outstanding_principal.centavos
    left = total - sum(line.amount for line in lines)
    if left and state.assigned_to is Assignee.SOLD:
        lines.append(Line("explain.sold", left))
    return total, lines


def _lent(case: _Case) -> list[Line]:
    terms = case.terms
    if not case.book.is_handed_over:
        return []
    draws: list[tuple[date, Money, int | None]] = [
        (event.value_on, event.principal or terms.principal, event.seq)
        for event in case.events
        if event.kind is EventKind.DISBURSEMENT
    ]
    if not draws and not case.book.daily_of:
        draws = [(terms.disbursed_on, terms.principal, None)]
    lines = [Line("explain.lent", drawn.centavos, {"on": date_text(on)}, seq=seq) for on, drawn, seq in draws]
    financed = terms.financed_principal.centavos - terms.principal.centavos
    if financed:
        lines.append(Line("explain.financed_fee", financed))
    return lines


def _next_due_amount(case: _Case) -> tuple[int, list[Line]]:
    state, book = case.state, case.book
    total = state.next_due_amount.centavos
    if not total:
        return 0, []
    advance = state.advance.centavos
    for item in book.coming(case.day):
        if item.unpaid_total > advance:
            params = {"n": item.row.n, "on": date_text(item.row.demanded_on)}
            lines = [Line("explain.next_installment", item.unpaid_total, params, item.row.n)]
            return total, [*lines, Line("explain.payoff_advance", -advance)] if advance else lines
        advance -= item.unpaid_total
    raise AssertionError("a next due amount belongs to an installment to come")


def _days_past_due(case: _Case) -> tuple[int, list[Line]]:
    days = case.state.days_past_due
    oldest = next((item for item in case.book.open_installments(case.day) if item.is_delinquent()), None)
    if not days or oldest is None:
        return days, []
    params = {"n": oldest.row.n, "since": date_text(oldest.row.demanded_on), "until": date_text(case.day)}
    return days, [Line("explain.days_past_due", days, params, oldest.row.n)]


_EXPLAINED: dict[str, Callable[[_Case], tuple[int, list[Line]]]] = {
    "total": _due_total,
    "accrued_interest": _accrued_interest,
    "accrued_vat": _accrued_vat,
    "outstanding_principal": _outstanding_principal,
    "payoff": _payoff,
    "advance": _advance,
    "next_due_amount": _next_due_amount,
    "days_past_due": _days_past_due,
}
FIGURES = (*(component.value for component in COMPONENTS), *_EXPLAINED)
"""The components of what is due, and the other figures of a state."""
