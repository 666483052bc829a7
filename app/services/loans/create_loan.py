"""Save a loan with its folio: the terms agreed, the table and the CAT they give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.calendar import BusinessDayRule
from app.domain.loans.loan import Loan, LoanStatus
from app.domain.loans.terms import LoanTerms
from app.domain.loans.terms_json import terms_to_json
from app.domain.products.product import check_within
from app.domain.users.roles import Limit
from app.ports.storage import UnitOfWork
from app.services.loans.simulate_loan import Simulation, simulate_loan


@dataclass(frozen=True)
class CreateLoan:
    """``terms.disbursed_on`` is the day the money is planned to be handed over."""

    client_id: int
    product_id: int
    terms: LoanTerms
    signed_on: date


@dataclass(frozen=True)
class LoanCreated:
    """The loan's id and folio."""

    loan_id: int
    folio: str
    changes: Changes


def create_loan(ctx: Context, command: CreateLoan) -> LoanCreated:
    """RuleViolation of the term; NotFound of client or product; AuthorisationNeeded ``limit.loan_amount``."""
    with ctx.change("loans.create") as uow:
        command = _with_holidays(uow, command)
        simulation = simulate_loan(command.terms)
        uow.clients.get(command.client_id)
        product = uow.products.get(command.product_id)
        check_within(product, command.terms.principal, command.terms.installments)
        folio = uow.folios.take("CRE")
        principal = command.terms.principal
        authoriser = ctx.require_limit(uow, Limit.LOAN_AMOUNT, principal.centavos, "loans.create")
        loan = _new_loan(command, simulation, folio)
        loan_id = uow.loans.add(loan, ctx.clock.now(), ctx.user.id, ctx.user.branch_id)
        after = {"client_id": command.client_id, "product": product.name, "terms": terms_to_json(command.terms)}
        subject = Subject("loan", loan_id, folio)
        ctx.record(uow, Action.LOAN_CREATED, subject, after=after, authorised_by=authoriser)
        uow.commit()
    return LoanCreated(loan_id, folio, Changes.of(Topic.LOANS, Topic.CLIENTS))


def _with_holidays(uow: UnitOfWork, command: CreateLoan) -> CreateLoan:
    """The contract carries the bank holidays published so far: a later change of the list moves none of its dates."""
    is_unmoved = command.terms.business_day_rule is BusinessDayRule.NONE
    published = () if is_unmoved else uow.holidays.all()
    return replace(command, terms=replace(command.terms, bank_holidays=published))


def _new_loan(command: CreateLoan, simulation: Simulation, folio: str) -> Loan:
    return Loan(
        id=0,
        folio=folio,
        client_id=command.client_id,
        product_id=command.product_id,
        terms=command.terms,
        schedule=simulation.schedule.rows,
        cat=simulation.cat,
        status=LoanStatus.APPROVED,
        signed_on=command.signed_on,
        disbursement=None,
        version=1,
    )
