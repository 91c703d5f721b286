"""A program that saves without end, killed at a random moment; and what must be true of its database afterwards."""

import random
import subprocess
import sys
import time
from pathlib import Path

from ergo.store.database import Store
from ergo.store.verify import faults

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
ROOT = Path(__file__).resolve().parents[2]


def committed_until_killed(url: str, seed: int) -> int:
    """Number of the last version whose save had returned when the program was killed."""
    chance = random.Random(seed)
    with subprocess.Popen(
        [sys.executable, "-c", SAVING, url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as saving:
        assert saving.stdout is not None
        said = [saving.stdout.readline() for _ in range(chance.randint(1, 20))]
        time.sleep(chance.uniform(0, 0.02))
        saving.kill()
        said += saving.stdout.readlines()
    return int([line for line in said if line.endswith("\n")][-1])


def faults_after(store: Store, committed: int) -> list[str]:
    """What was lost or damaged; the next save must go on from there."""
    newest = store.newest("c1")
    found = faults(store)
    if newest < committed:
        found.append(f"version {committed} was committed, {newest} is the newest")
    if [row.version for row in store.versions("c1")] != list(range(newest, 0, -1)):
        found.append("a version is missing")
    found += [
        f"version {version} is another"
        for version in {1, committed, newest}
        if store.load("c1", version).notes != f"{version} " * 500
    ]
    if store.save(store.load("c1"), based_on=newest) != newest + 1:
        found.append("the next save did not follow")
    return found
