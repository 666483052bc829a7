"""A product's defaults and ranges."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.calendar import BusinessDayRule
from app.domain.products.product import DAY_COUNTS_OFFERED, FREQUENCIES_OFFERED, METHODS_OFFERED, Product
from app.services.products.save_product import save_product
from ui.shared.fields import ChoiceField, IntegerField, MoneyField, RateField, TextField
from ui.shared.labels import BUSINESS_DAY_RULES, DAY_COUNTS, FREQUENCIES, METHODS
from ui.shared.session import Session
from ui.shared.session_form import SessionForm


class ProductDialog(SessionForm):
    """``result_value`` is the ProductSaved."""

    def __init__(self, parent: QWidget | None, session: Session, product: Product | None) -> None:
        title = self.tr("Nuevo producto") if product is None else product.name
        super().__init__(
            parent,
            session,
            title,
            self.tr("Al capturar un crédito estos valores se proponen y pueden cambiarse."),
        )
        self.product = product
        methods = [(method, METHODS[method.value]) for method in METHODS_OFFERED]
        frequencies = [(frequency, FREQUENCIES[frequency.value]) for frequency in FREQUENCIES_OFFERED]
        day_counts = [(day_count, DAY_COUNTS[day_count.value]) for day_count in DAY_COUNTS_OFFERED]
        rules = [(rule, BUSINESS_DAY_RULES[rule.value]) for rule in BusinessDayRule]
        offered = [(True, self.tr("Sí")), (False, self.tr("No"))]
        self.add_section(
            self.tr("Cómo se paga"),
            [
                [
                    TextField("name", self.tr("Nombre del producto"), is_required=True, length=60),
                    ChoiceField("is_active", self.tr("Se ofrece"), offered),
                ],
                [
                    ChoiceField("method", self.tr("Método"), methods),
                    ChoiceField("frequency", self.tr("Frecuencia"), frequencies),
                    ChoiceField("day_count", self.tr("Cuenta de días"), day_counts),
                ],
                [ChoiceField("business_day_rule", self.tr("Si el pago vence en día inhábil"), rules)],
            ],
        )
        self.add_section(
            self.tr("Tasas y comisión"),
            [
                [
                    RateField("annual_rate", self.tr("Tasa anual sin IVA"), is_required=True),
                    RateField("late_annual_rate", self.tr("Tasa moratoria anual"), is_required=True),
                    RateField("vat_rate", self.tr("IVA"), is_required=True),
                    RateField("opening_fee_rate", self.tr("Comisión por apertura"), is_required=True),
                ]
            ],
        )
        self.add_section(
            self.tr("Montos y plazos"),
            [
                [
                    MoneyField("amount_min", self.tr("Monto mínimo"), is_required=True),
                    MoneyField("amount_default", self.tr("Monto propuesto"), is_required=True),
                    MoneyField("amount_max", self.tr("Monto máximo"), is_required=True),
                ],
                [
                    IntegerField("installments_min", self.tr("Pagos mínimos"), is_required=True),
                    IntegerField("installments_default", self.tr("Pagos propuestos"), is_required=True),
                    IntegerField("installments_max", self.tr("Pagos máximos"), is_required=True),
                ],
            ],
        )
        if product is not None:
            for name, field in self.fields.items():
                field.set_value(getattr(product, name))
        if not session.may("products.edit"):
            self.primary.hide()
        self.finish_layout(840, 600)
        self.fields["name"].editor.setFocus()

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        identity = self.product.id if self.product else 0
        version = self.product.version if self.product else 1
        return partial(save_product, self.ctx, Product(id=identity, version=version, **values))
