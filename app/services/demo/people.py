"""Invented clients with keys that check: CURP, RFC and CLABE are built by their own rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from stdnum.mx import rfc as stdnum_rfc

from app.catalogs import demo_people as catalog
from app.domain.clients.client import Address, ClientData, Sex
from app.domain.identity import clabe, curp
from app.domain.money import Money

_BANK_CODES = ("002", "012", "014", "021", "072")
_HOMOCLAVE = "123456789ABCDEFGHIJKLMNPQRSTUVWXYZ"


def invented_clients(random: Random, count: int, business_on: date) -> Iterator[ClientData]:
    """``count`` adults of different CURP and RFC."""
    seen: set[str] = set()
    while len(seen) < count:
        person = _invented_client(random, business_on)
        if person.curp[:16] not in seen and person.rfc not in seen:
            seen.add(person.curp[:16])
            yield person


def _invented_client(random: Random, business_on: date) -> ClientData:
    sex = random.choice((Sex.WOMAN, Sex.WOMAN, Sex.MAN))
    given = random.choice(catalog.WOMEN if sex is Sex.WOMAN else catalog.MEN)
    first, second = random.choice(catalog.SURNAMES), random.choice(catalog.SURNAMES)
    birth_on = business_on - timedelta(days=random.randint(19 * 366, 68 * 365))
    birth_state = random.choice(catalog.BIRTH_STATES)
    homonym = "0" if birth_on.year < 2000 else "A"
    key = curp.build(given, first, second, birth_on, sex.curp_letter, birth_state, homonym)
    return ClientData(
        given_names=given,
        first_surname=first,
        second_surname=second,
        birth_on=birth_on,
        sex=sex,
        birth_state=birth_state,
        curp=key,
        rfc=_rfc(random, key),
        address=_address(random),
        mobile_phone=f"442{random.randint(1_000_000, 9_999_999)}",
        email="",
        clabe=_clabe(random),
        occupation=random.choice(catalog.OCCUPATIONS),
        employer=random.choice(catalog.EMPLOYERS),
        monthly_income=Money.of(random.randint(65, 420) * 100),
    )


def _rfc(random: Random, key: str) -> str:
    body = key[:10] + random.choice(_HOMOCLAVE[:30]) + random.choice(_HOMOCLAVE)
    return body + str(stdnum_rfc.calc_check_digit(body))


def _clabe(random: Random) -> str:
    body = random.choice(_BANK_CODES) + "680" + f"{random.randint(0, 10**11 - 1):011d}"
    return body + clabe.calc_check_digit(body)


def _address(random: Random) -> Address:
    neighborhood, municipality, state, postal_code = random.choice(catalog.PLACES)
    return Address(
        street=random.choice(catalog.STREETS),
        exterior_number=str(random.randint(1, 899)),
        neighborhood=neighborhood,
        municipality=municipality,
        city=municipality,
        state=state,
        postal_code=postal_code,
    )
