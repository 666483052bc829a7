"""Passwords are long and not the first ones that anybody would try."""

from __future__ import annotations

import pytest

from app.errors import RuleViolation
from db.passwords import check_password


@pytest.mark.parametrize("password", ["clave-de-prueba-1", "tres perros verdes", "ñandú con paraguas", "x7#kQ!m2Zp9w"])
def test_a_long_and_uncommon_password_is_taken(password: str) -> None:
    check_password(password, "admin")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password.short"),
        ("once letras", "password.short"),
        ("x" * 300, "password.long"),
        ("contraseña123", "password.common"),
        ("CONTRASEÑA 123", "password.common"),
        ("123456789012", "password.common"),
        ("aaaaaaaaaaaaaa", "password.common"),
        ("abababababab", "password.common"),
        ("elena.ibanez", "password.is_username"),
        ("Elena.Ibáñez2026", "password.is_username"),
        ("elena.ibanezelena.ibanez", "password.is_username"),
    ],
)
def test_a_poor_password_is_refused_with_its_reason(password: str, code: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        check_password(password, "elena.ibanez")
    assert (caught.value.code, caught.value.field) == (code, "password")
