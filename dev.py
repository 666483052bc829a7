"""Sets the project up on a fresh machine and runs the program, its tests, its tour, its benchmarks or its build.

    python3 dev.py app [ARGS]          the program: a window, or a command such as ``simulate TERMS.json``
    python3 dev.py test [ARGS]         every test in parallel; with ARGS, those of pytest
    python3 dev.py tour --out DIR      plays the main job in the real windows and leaves its pictures in DIR
    python3 dev.py bench [ARGS]        every measurement of bench/, as ratios
    python3 dev.py build               the folder to hand out, in dist/Acredita

Standard library only. What it makes stays in .venv; deleting that folder is always safe.
Messages of the set-up go to standard error, so that the output of a command can be piped.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "dev-stamp"
LOCKS = (ROOT / "requirements-uv.lock", ROOT / "requirements.lock")
IS_LINUX = sys.platform.startswith("linux")

# Library that Qt loads -> its Debian and Ubuntu package. "libglib2.0-0" also selects today's libglib2.0-0t64.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def say(sentence: str) -> None:
    print(f"dev.py: {sentence}", file=sys.stderr, flush=True)


def is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """The Debian packages whose library does not load here; asking the loader costs no process."""
    wanted = {**QT_LIBRARIES, **(X11_LIBRARIES if os.environ.get("DISPLAY") else {})}
    missing = [package for library, package in wanted.items() if not is_loadable(library)]
    files = (name for folder in FONT_FOLDERS for _, _, names in os.walk(os.path.expanduser(folder)) for name in names)
    if not any(name.lower().endswith((".ttf", ".otf")) for name in files):
        missing.append("fonts-dejavu-core")
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python3.{sys.version_info[1]}-venv")
    return missing


def install_system_packages() -> None:
    """Installs what is missing of the system, or stops with the line to type."""
    missing = missing_packages() if IS_LINUX else []
    if not missing:
        return
    if shutil.which("apt-get") is None:
        say(f"this system lacks what Debian calls {' '.join(missing)}; going on, but the windows may not open.")
        return
    can_be_root = os.geteuid() == 0 or (
        shutil.which("sudo") is not None and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0
    )
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    by_hand = f"sudo apt-get update && sudo {shlex.join(install)}"
    if not can_be_root:
        sys.exit(
            f"dev.py: system packages are missing and need an administrator. Type this, then start again:\n{by_hand}"
        )
    say(f"installing {' '.join(missing)} ...")
    root = [*([] if os.geteuid() == 0 else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.call([*root, "apt-get", "update", "-q"], stdout=sys.stderr)  # a stale list is still worth a try
    if subprocess.call([*root, *install, "-q", "-o", "DPkg::Lock::Timeout=120"], stdout=sys.stderr) != 0:
        sys.exit(f"dev.py: the system packages could not be installed. Mend what is said above, or type:\n{by_hand}")


def stamp_wanted() -> str:
    """What a finished .venv was made from: any difference means setting up again."""
    locks = hashlib.sha256(b"".join(path.read_bytes() for path in LOCKS)).hexdigest()
    return f"{locks} {sys.version_info[0]}.{sys.version_info[1]} {sys.platform} {platform.machine()}\n"


def set_up() -> None:
    """Makes .venv with the locked versions; an interrupted set-up leaves no stamp and is begun anew."""
    found = STAMP.read_text(encoding="utf-8") if STAMP.exists() and PYTHON.exists() else ""
    wanted = stamp_wanted()
    if found == wanted:
        return
    if Path(sys.prefix).resolve() == VENV.resolve():
        # The .venv cannot be rebuilt by the interpreter that lives in it.
        run([sys._base_executable, __file__, *sys.argv[1:]])  # type: ignore[attr-defined]  # not in the stubs
    say("setting up .venv (once; the next starts skip this) ...")
    STAMP.unlink(missing_ok=True)
    if found.split()[1:] != wanted.split()[1:]:  # else only the lock files changed: uv installs the difference
        require([sys.executable, "-m", "venv", "--clear", str(VENV)], "the virtual environment could not be made")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-q", "install", "--require-hashes", "-r"]
    uv = [str(PYTHON), "-m", "uv", "pip", "sync", "--require-hashes", "--python", str(PYTHON), str(LOCKS[1])]
    require([*pip, str(LOCKS[0])], "uv could not be installed")
    require(uv, "the libraries could not be installed")
    STAMP.write_text(wanted, encoding="utf-8")


def require(command: list[str], failure: str) -> None:
    """Runs a step of the set-up, or stops with one sentence."""
    # uv must use this interpreter, and trust whom the system trusts (a firewall may sign the connections anew).
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1"}
    try:
        code = subprocess.call(command, stdout=sys.stderr, env=environment, cwd=ROOT)
    except KeyboardInterrupt:
        sys.exit("\ndev.py: interrupted; the next start begins the set-up anew.")
    if code != 0:
        sys.exit(f"dev.py: {failure} (exit {code}). The reason is above; mend it and start again.")


def run(command: list[str], *, in_root: bool = False) -> None:
    """Becomes the command (its exit code is ours); Windows cannot, so there it waits."""
    if in_root:
        os.chdir(ROOT)
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    sys.exit(subprocess.call(command))


def app(arguments: list[str]) -> None:
    if IS_LINUX and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        if not arguments or arguments[0].startswith("-"):  # a command opens no window
            say("there is no display (DISPLAY and WAYLAND_DISPLAY are empty): the window runs where nobody sees it.")
            say("to see the program on this machine: python3 dev.py tour --out DIR   (Ctrl+C ends this one)")
    run([str(PYTHON), str(ROOT / "main.py"), *arguments])


def test(arguments: list[str]) -> None:
    run([str(PYTHON), "-m", "pytest", *(arguments or ["-n", "auto", "--dist", "loadfile"])], in_root=True)


def tour(arguments: list[str]) -> None:
    pairs = zip(["", *arguments], arguments, strict=False)
    absolute = [os.path.abspath(word) if before == "--out" else word for before, word in pairs]
    run([str(PYTHON), "-m", "tests.scenarios.play_tour", *absolute], in_root=True)


def bench(arguments: list[str]) -> None:
    os.chdir(ROOT)
    names = sorted(path.stem for path in (ROOT / "bench").glob("bench_*.py"))
    sys.exit(max([subprocess.call([str(PYTHON), "-m", f"bench.{name}", *arguments]) for name in names], default=0))


def build(arguments: list[str]) -> None:
    run([str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--clean", *arguments, "pyinstaller.spec"], in_root=True)


COMMANDS = {"app": app, "test": test, "tour": tour, "bench": bench, "build": build}


def main() -> None:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13) or sys.maxsize < 2**32:
        sys.exit(f"dev.py: needs Python 3.11, 3.12 or 3.13 of 64 bits; this one is {platform.python_version()}.")
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    install_system_packages()
    set_up()
    if IS_LINUX and sys.argv[1] in ("test", "tour"):
        # The same pictures on each machine. Windows keeps its own platform: off screen it finds no fonts.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    COMMANDS[sys.argv[1]](sys.argv[2:])


if __name__ == "__main__":
    main()
