"""Loan products, and the product types they are made of, one file each, listed here."""

from __future__ import annotations

from app.domain.products.factoring import FACTORING
from app.domain.products.installment_loan import INSTALLMENT_LOAN
from app.domain.products.leasing import LEASING
from app.domain.products.product_type import ProductType
from app.domain.products.revolving_line import REVOLVING_LINE

PRODUCT_TYPES: tuple[ProductType, ...] = (INSTALLMENT_LOAN, REVOLVING_LINE, FACTORING, LEASING)
