"""Rules of the house that no other tool checks."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import ergo

ROOT = Path(__file__).resolve().parents[1]
THIS_FILE = Path(__file__).resolve()
APP_PARTS = ("app.py", "ergo", "pages")
MOST_LINES = 450
SKIPPED_FOLDERS = {".git", ".venv", "__pycache__", "build", "dist"}
DOT_FOLDERS_OF_OURS = {".ci", ".streamlit"}


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the project, without what run.py and the tools make."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            hidden = path.name.startswith(".") and path.name not in DOT_FOLDERS_OF_OURS
            if path.name not in SKIPPED_FOLDERS and not hidden and not path.name.endswith(".egg-info"):
                yield from files(path)
        elif path != THIS_FILE and path.name != ".coverage":
            yield path


def texts() -> Iterator[tuple[str, str]]:
    for path in files():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font


def places(pattern: str, suffix: str = "") -> list[str]:
    """File and line of every match in the project's text files, for a message that can be followed."""
    wanted = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts()
        if name.endswith(suffix)
        for number, line in enumerate(text.splitlines(), start=1)
        if wanted.search(line)
    ]


def test_the_search_sees_the_project() -> None:
    assert any(place.startswith("run.py:") for place in places(r"^def main", ".py"))
    assert any(place.startswith(".ci") for place in places(r"run\.py test"))


@pytest.mark.parametrize(
    ("what", "pattern", "suffix"),
    [
        ("markup that the browser would run", r"unsafe_allow_(html|javascript)", ".py"),
        ("a folder of one machine", r"(?<![\w.~])/(work|root|tmp|home|Users)/|[A-Z]:\\Users\\", ""),
        ("a package registry", r"pypi\.(org|python)|pythonhosted\.org|registry\.npmjs|deb\.debian\.org", ""),
        ("work left undone", r"\b(TODO|FIXME|XXX)\b", ".py"),
        ("a test that is left out", r"pytest\.mark\.(skip|skipif|xfail)\b|pytest\.xfail\(", ".py"),
    ],
)
def test_nowhere_in_the_project(what: str, pattern: str, suffix: str) -> None:
    assert places(pattern, suffix) == [], what


def python_files() -> list[Path]:
    return [path for path in files() if path.suffix == ".py"]


def test_package_imports_no_streamlit() -> None:
    for path in python_files():
        if path.is_relative_to(ROOT / "ergo"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert not [name for name in names if name.split(".")[0] == "streamlit"], path


def test_every_file_can_be_read_in_a_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files()
        if path.relative_to(ROOT).parts[0] in APP_PARTS
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) >= MOST_LINES
    }
    assert long == {}


def pinned(name: str) -> dict[str, Requirement]:
    """Package to requirement; fails on a line that is not `package==version` with its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]
    found = {}
    for line in lines:
        assert re.fullmatch(r"[a-z0-9-]+==[^\s;]+( ; [^\\]*?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", line), (
            line[:80]
        )
        requirement = Requirement(line.split("--hash")[0])
        found[requirement.name] = requirement
    assert len(found) == len(lines), "a package is listed twice"
    return found


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_host(name: str) -> None:
    assert len(pinned(name)) > 20
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_requirements_for_tests_hold_all_of_the_app() -> None:
    app, dev = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert {name: str(app[name]) for name in app} == {name: str(dev[name]) for name in app}


def test_what_pyproject_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for asked, file in [
        (project["project"]["dependencies"], "requirements.txt"),
        (project["dependency-groups"]["dev"], "requirements-dev.txt"),
    ]:
        pins = pinned(file)
        for requirement in map(Requirement, asked):
            (pin,) = pins[canonicalize_name(requirement.name)].specifier
            assert requirement.specifier.contains(pin.version), f"{requirement} in {file}"


def test_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == ergo.__version__


@pytest.mark.parametrize("command", ["python3 run.py", "python3 run.py test"])
def test_readme_gives_the_two_commands(command: str) -> None:
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


def streamlit_settings() -> dict[str, dict[str, str]]:
    settings: dict[str, dict[str, str]] = tomllib.loads(
        (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    )
    return settings


@pytest.mark.parametrize(
    ("section", "key", "wanted"),
    [
        ("server", "address", "127.0.0.1"),
        ("server", "enableXsrfProtection", True),
        ("server", "enableCORS", True),
        ("browser", "gatherUsageStats", False),
        ("client", "showErrorDetails", "none"),
    ],
)
def test_app_keeps_to_this_computer(section: str, key: str, wanted: object) -> None:
    assert streamlit_settings()[section][key] == wanted


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def over(colour: str, share: float, background: str) -> str:
    """The colour that is seen when `colour` lies over the background with this opacity."""
    pairs = [(int(colour[at : at + 2], 16), int(background[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(share * front + (1 - share) * back):02x}" for front, back in pairs)


def test_contrast_formula_on_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
def test_theme_can_be_read(background: str) -> None:
    theme = streamlit_settings()["theme"]
    behind = theme[background]
    for name in ("textColor", "primaryColor", "linkColor", "yellowTextColor"):
        assert contrast(theme[name], behind) >= 4.5, name
    # Streamlit prints captions at 60 %, and lays the primary colour at 10 % behind a selected segment.
    assert contrast(over(theme["textColor"], 0.6, behind), behind) >= 4.5
    assert contrast(theme["primaryColor"], over(theme["primaryColor"], 0.1, behind)) >= 4.5
    assert contrast("#ffffff", theme["primaryColor"]) >= 4.5
    assert contrast(theme["borderColor"], behind) >= 3.0
