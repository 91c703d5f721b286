"""Start the app, its checks or its benchmarks. Python 3.11 or newer is all that must be there.

  python3 run.py [streamlit options]     open the app in the browser
  python3 run.py test                    run every check and every test
  python3 run.py test [pytest options]   run only pytest, with these options
  python3 run.py bench                   print the benchmarks

The first run makes the folder .venv and installs the pinned packages into it; later runs use it as it is.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.txt"  # written last: without it the environment was never finished
APP, DEV = "requirements.txt", "requirements-dev.txt"  # DEV holds all of APP

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS = {
    "lint (ruff)": ["-m", "ruff", "check"],
    "format (ruff)": ["-m", "ruff", "format", "--check"],
    "types (mypy)": ["-m", "mypy"],
    "import order (import-linter)": ["-c", LINT_IMPORTS, "--no-logo"],
    "tests (pytest)": ["-m", "pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "loadgroup"],
}


def main(arguments: list[str]) -> int:
    """Do what the command line asks for; the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what a too old Python reads
        found = ".".join(str(part) for part in sys.version_info[:2])
        sys.exit(f"This needs Python 3.11 or newer; this is Python {found}. Start run.py with a newer one.")
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command in ("-h", "--help"):
        print(__doc__)
        return 0
    if command == "test":
        install(DEV)
        return python(["-m", "pytest", *rest]) if rest else run_checks()
    if command == "bench":
        install(DEV)
        return python(["benchmarks/run.py", *rest])
    install(APP)
    print("Opening the app. Stop it with Ctrl+C.", flush=True)
    return python(["-m", "streamlit", "run", "app.py", *arguments])


def install(requirements: str) -> None:
    """Make .venv hold what is pinned; at once when it already does."""
    wanted = digest(requirements)
    stamp = STAMP.read_text() if STAMP.exists() and PYTHON.exists() else None
    if stamp in (wanted, digest(DEV)):
        return
    if stamp is None:
        if find_spec("venv") is None or find_spec("ensurepip") is None:
            sys.exit("This Python lacks its venv module. On Debian or Ubuntu: sudo apt install python3-venv")
        print(f"Making the environment in {VENV} ...", flush=True)
        if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
            sys.exit(f"The environment could not be made; the reason is above. Can you write to {ROOT}?")
    print(f"Installing the packages of {requirements}: a minute or two, once ...", flush=True)
    STAMP.unlink(missing_ok=True)
    pip = ["-m", "pip", "--disable-pip-version-check", "install", "-qq", "--no-input"]
    if python([*pip, "--only-binary=:all:", "--require-hashes", "-r", requirements]):
        sys.exit(
            "The packages could not be installed; the reason is above. Is this computer online? "
            "They exist for Python 3.11 to 3.14. The next run starts again from nothing."
        )
    STAMP.write_text(wanted)


def digest(requirements: str) -> str:
    """What the stamp says when these requirements are installed."""
    files = (APP, DEV) if requirements == DEV else (APP,)
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in files)).hexdigest()


def python(arguments: list[str]) -> int:
    """Run the environment's Python in the project's folder; its exit code."""
    return subprocess.call([str(PYTHON), *arguments], cwd=ROOT)


def run_checks() -> int:
    """Run all checks, also after one has failed, and say at the end how each went."""
    report, failed = [], 0
    for name, arguments in CHECKS.items():
        print(f"\n=== {name}", flush=True)
        start = time.monotonic()
        code = python(arguments)
        failed += code != 0
        report.append(f"{name:30}{time.monotonic() - start:7.1f} s   {'FAILED' if code else 'passed'}")
    print("\n" + "\n".join(report))
    print(f"{failed} of {len(CHECKS)} checks failed." if failed else "Every check passed.", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    # Ending run.py ends what it started: the exception makes subprocess stop its child.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
