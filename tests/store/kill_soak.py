"""Kill a program that saves, again and again: `python -m tests.store.kill_soak 300` does it three hundred times."""

import sys
import tempfile
from pathlib import Path

from ergo.store.database import open_store
from tests.store.killing import committed_until_killed, faults_after


def main(times: int) -> int:
    """Exit code 0 where no committed edit was lost."""
    for seed in range(times):
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{(Path(folder) / 'cases.sqlite').as_posix()}"
            committed = committed_until_killed(url, seed)
            store = open_store(url)
            found = faults_after(store, committed)
            store.close()
        if found:
            print(f"seed {seed}: {found}")  # noqa: T201
            return 1
    print(f"{times} kills: no committed edit lost, every database whole")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
