"""What a password must be: long, not among the commonest, not the user's name (OWASP ASVS 5.0, 6.2)."""

from __future__ import annotations

from app.domain.clients.names import search_key
from app.errors import RuleViolation

LENGTH_MIN = 12
LENGTH_MAX = 256
_COMMON = frozenset(
    """
    123456789012 1234567890123 12345678901234 123456789123 1234567891234 123123123123 111111111111 000000000000
    012345678901 0123456789012 987654321098 098765432109 121212121212 112233445566 123321123321 147258369147
    qwertyuiop12 qwertyuiop123 qwertyuiopas qwertyuiopasdf qwerty123456 qwerty1234567 qwertyqwerty qwerty12345678
    asdfghjklzxc asdfghjkl123 1qaz2wsx3edc 1q2w3e4r5t6y q1w2e3r4t5y6 zxcvbnm12345 zaq12wsxcde3
    abcdefghijkl abcdefghijklm abcdef123456 abc123abc123 abcd12345678 aaaaaaaaaaaa a1b2c3d4e5f6
    password1234 password12345 password123456 passwordpassword password2024 password2025 password2026
    contrasena12 contrasena123 contrasena1234 contrasena12345 contrasena123456 contrasenacontrasena
    contrasena2024 contrasena2025 contrasena2026 micontrasena micontrasena1 micontrasena123 micontrasenia
    administrador administrador1 administrador12 administrador123 admin1234567 admin12345678 admin123456789
    adminadmin12 adminadminadmin administrator administrator1 bienvenido12 bienvenido123 bienvenido1234
    mexico123456 mexico1234567 mexicomexico vivamexico12 vivamexico123 guadalajara1 guadalajara12 guadalajara123
    guadalupe123 guadalupe1234 virgendeguadalupe americaamerica chivaschivas cruzazul1234 pumaspumas12
    teamo1234567 teamoteamo12 teamomucho12 tequieromucho tequieromucho1 teamomuchomucho amorcito1234
    financiera12 financiera123 financiera1234 prestamos123 prestamos1234 creditos1234 creditos12345 dinero123456
    acredita1234 acredita12345 acredita123456 acreditaacredita sofom1234567 caja12345678 cajero123456 empresa12345
    letmein12345 iloveyou1234 welcome12345 changeme1234 changeme12345 princesa1234 princesa12345 estrellita12
    secreto12345 secreto123456 clave1234567 clave12345678 clave123456789 claveclave12 claveclaveclave
    futbol123456 superman1234 spiderman123 pokemon12345 dragonball12 dragonballz1 monkey123456 football1234
    """.split()
)
"""The commonest of twelve characters or more in Mexico and in the published lists, folded."""


def check_password(password: str, username: str) -> None:
    """RuleViolation ``password.short``, ``password.long``, ``password.common`` or ``password.is_username``."""
    if len(password) < LENGTH_MIN:
        raise RuleViolation("password.short", field="password", least=LENGTH_MIN)
    if len(password) > LENGTH_MAX:
        raise RuleViolation("password.long", field="password", most=LENGTH_MAX)
    folded = search_key(password).replace(" ", "")
    if folded in _COMMON or len(set(folded)) <= 2:
        raise RuleViolation("password.common", field="password")
    name = search_key(username).replace(" ", "")
    if name and (folded.strip("0123456789.-_!*#") == name or folded.replace(name, "") == ""):
        raise RuleViolation("password.is_username", field="password")
