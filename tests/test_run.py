"""run.py: what a newcomer types first."""

import subprocess
import sys
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).resolve().parents[1]


class Recorder:
    """Stands in for starting a program: remembers the calls, answers with the codes given, in order."""

    def __init__(self, *codes: int) -> None:
        self.codes = list(codes)
        self.calls: list[list[str]] = []

    def __call__(self, arguments: list[str], **_: object) -> int:
        self.calls.append(arguments)
        return self.codes.pop(0)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for the environment instead of .venv."""
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    monkeypatch.setattr(run, "VENV", venv)
    monkeypatch.setattr(run, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(run, "STAMP", venv / "installed.txt")
    return venv


def start(monkeypatch: pytest.MonkeyPatch, *codes: int) -> Recorder:
    recorder = Recorder(*codes)
    monkeypatch.setattr(subprocess, "call", recorder)
    return recorder


def installed(environment: Path, requirements: str) -> None:
    (environment / "bin" / "python").touch()
    (environment / "installed.txt").write_text(run.digest(requirements))


def test_help_names_the_commands() -> None:
    shown = subprocess.run(
        [sys.executable, "run.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for command in ("python3 run.py ", "python3 run.py test", "python3 run.py bench"):
        assert command in shown.stdout


def test_first_run_makes_the_environment_installs_and_stamps(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = start(monkeypatch, 0, 0)
    run.install(run.APP)
    made, pip = started.calls
    assert made[1:3] == ["-m", "venv"]
    assert "--require-hashes" in pip
    assert pip[-1] == "requirements.txt"
    assert (environment / "installed.txt").read_text() == run.digest(run.APP)


@pytest.mark.parametrize("there", [run.APP, run.DEV])
def test_app_starts_at_once_when_its_packages_are_there(
    there: str, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(environment, there)
    started = start(monkeypatch, 0)
    assert run.main(["--server.port", "8600"]) == 0
    assert started.calls[0][1:] == ["-m", "streamlit", "run", "app.py", "--server.port", "8600"]


def test_tests_need_more_than_the_app_and_keep_what_is_there(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(environment, run.APP)
    started = start(monkeypatch, 0)
    run.install(run.DEV)
    assert started.calls[0][-1] == "requirements-dev.txt"
    assert (environment / "installed.txt").read_text() == run.digest(run.DEV)


def test_failed_install_leaves_no_stamp_and_says_what_to_look_at(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(environment, run.APP)
    start(monkeypatch, 1)
    with pytest.raises(SystemExit, match="online"):
        run.install(run.DEV)
    assert not (environment / "installed.txt").exists()


def test_unfinished_environment_is_made_again_from_nothing(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (environment / "bin" / "python").touch()
    started = start(monkeypatch, 0, 0)
    run.install(run.APP)
    assert "--clear" in started.calls[0]


def test_too_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is Python 3\.10"):
        run.main([])


def test_python_without_venv_is_told_so(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="venv module"):
        run.install(run.APP)
    assert not (environment / "installed.txt").exists()


def test_one_failed_check_fails_the_run_and_stops_no_other(
    environment: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed(environment, run.DEV)
    started = start(monkeypatch, 0, 1, 0, 0, 0)
    assert run.main(["test"]) == 1
    assert len(started.calls) == len(run.CHECKS)
    shown = capsys.readouterr().out
    assert "1 of 5 checks failed." in shown
    assert shown.count("FAILED") == 1


def test_all_checks_passed(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(environment, run.DEV)
    start(monkeypatch, 0, 0, 0, 0, 0)
    assert run.main(["test"]) == 0


def test_pytest_options_run_only_pytest(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(environment, run.DEV)
    started = start(monkeypatch, 5)
    assert run.main(["test", "-k", "nothing"]) == 5
    assert [call[1:] for call in started.calls] == [["-m", "pytest", "-k", "nothing"]]
