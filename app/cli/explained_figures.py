"""The lines behind a figure as JSON, their text in Spanish; for the command ``replay``."""

from __future__ import annotations

from datetime import date

from app.domain.loans.explanation import FIGURES
from app.domain.money import Money
from app.domain.products.scenario_json import Scenario
from app.explanation_texts import line_text

__all__ = ["FIGURES", "explained"]


def explained(scenario: Scenario, day: date, figure: str) -> dict[str, object]:
    """The figure on the day and its lines; amounts in pesos, ``days_past_due`` in days."""
    explanation = scenario.agreement.explain(scenario.events, day, figure)

    def amount(whole: int) -> str:
        return str(whole) if figure == "days_past_due" else str(Money(whole))

    return {
        "as_of": day.isoformat(),
        "figure": figure,
        "total": amount(explanation.total),
        "lines": [
            {
                "text": line_text(line),
                "amount": amount(line.amount),
                "installment": line.installment,
                "seq": line.seq,
            }
            for line in explanation.lines
        ],
    }
