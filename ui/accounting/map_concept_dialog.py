"""To which account a concept goes, for every product or for one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.accounting_texts import CONCEPTS
from app.domain.accounting.accounts import ANY_PRODUCT, MEMO_CONCEPTS, AccountKind, codes_of
from app.domain.accounting.concepts import Concept
from app.services.accounting.edit_chart import Chart, map_concept
from ui.shared.fields import ChoiceField
from ui.shared.session import Session
from ui.shared.session_form import SessionForm

_AS_ALL = ""


class MapConceptDialog(SessionForm):
    """``result_value`` is the ChartSaved. What is posted already stays where it is."""

    def __init__(
        self, parent: QWidget | None, session: Session, chart: Chart, concept: Concept, product_id: int
    ) -> None:
        super().__init__(
            parent,
            session,
            CONCEPTS[concept],
            self.tr("Vale para lo que se registre desde ahora; lo ya registrado se queda en su cuenta."),
        )
        self.chart, self.concept = chart, concept
        products = [(ANY_PRODUCT, self.tr("Todos los productos"))]
        products += [(product.id, product.name) for product in chart.products]
        is_memo = concept in MEMO_CONCEPTS
        accounts = [
            (account.code, f"{account.code}  {account.name}")
            for account in chart.accounts
            if account.is_active and (account.kind is AccountKind.MEMO) == is_memo
        ]
        same = [(_AS_ALL, self.tr("La misma de todos los productos"))]
        product = ChoiceField("product_id", self.tr("Producto"), products)
        self.add_section("", [[product], [ChoiceField("code", self.tr("Cuenta"), [*same, *accounts])]])
        product.set_value(product_id)
        product.combo.currentIndexChanged.connect(lambda _place: self._show_code())
        self._show_code()
        self.finish_layout(620, 330)

    def _show_code(self) -> None:
        product_id = self.fields["product_id"].value()
        own = [one for one in self.chart.mappings if one.product_id == product_id and one.concept is self.concept]
        is_any = product_id == ANY_PRODUCT
        code = codes_of(self.chart.mappings, product_id)[self.concept] if own or is_any else _AS_ALL
        self.fields["code"].set_value(code)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        return partial(map_concept, self.ctx, self.concept, values["product_id"], values["code"] or "")
