"""A program that is killed while it saves loses no edit that it had committed."""

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ergo.store.database import Store

SAVING = """
import sys
from ergo.model.case import Case
from ergo.model.worker import Worker
from ergo.store.database import open_store

store = open_store(sys.argv[1])
case = Case(id="c1", worker=Worker(code="W-1"))
version = 0
while True:
    case.notes = f"{version + 1} " * 500
    version = store.save(case, based_on=version)
    print(version, flush=True)
"""


@pytest.mark.parametrize("repeat", range(4))
def test_kill_while_saving(
    repeat: int, file_url: str, tmp_path: Path, opened: Callable[[str], Store]
) -> None:
    chance = random.Random(repeat)
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", SAVING, file_url], cwd=root, stdout=subprocess.PIPE, text=True
    ) as saving:
        assert saving.stdout is not None
        said = [saving.stdout.readline() for _ in range(chance.randint(1, 20))]
        time.sleep(chance.uniform(0, 0.02))
        saving.kill()
        said += saving.stdout.readlines()
    committed = [int(line) for line in said if line.endswith("\n")]

    store = opened(file_url)
    newest = store.newest("c1")
    assert newest >= committed[-1] >= 1
    assert [row.version for row in store.versions("c1")] == list(range(newest, 0, -1))
    for version in (1, committed[-1], newest):
        assert store.load("c1", version).notes == f"{version} " * 500
    connection = sqlite3.connect(tmp_path / "cases.sqlite")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert store.save(store.load("c1"), based_on=newest) == newest + 1
