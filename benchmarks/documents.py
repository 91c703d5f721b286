"""How fast documents are made: the employer's PDF, and every format of every document of a case.

Run with `python -m benchmarks.documents`. Times are processor times. Warm ones are made in a program that has made them
before, as the app has: the aims are for these. Cold ones are those of a whole command, its start and imports included.
"""

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.planner import report, took_ms
from ergo.store import casefile
from ergo.workflow.documents import Format, How, Kind, everything, make
from ergo.workflow.examples import example
from ergo.workflow.plans import keep_plan, plan_case

MADE_ON = date(2026, 11, 21)
EXAMPLES = ("warehouse", "office", "delivery")
RUNS = 3
PDF_AIM_MS, ALL_AIM_MS = 1000, 5000
"""What is aimed at in a program that runs already."""
ROOT = Path(__file__).resolve().parents[1]


def command_ms(*options: str) -> float:
    """Processor time of `python -m ergo report` with these options."""
    before = os.times()
    command = [sys.executable, "-m", "ergo", "report", *options, "--made-on", MADE_ON.isoformat()]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used * 1000


def main() -> None:
    how = How(MADE_ON)
    for name in EXAMPLES:
        case = example(name)
        keep_plan(case, plan_case(case, MADE_ON).plan)

        def all_of_it() -> int:
            return sum(len(made()) for _, made in everything(case, how))  # noqa: B023

        def employer_pdf() -> bytes:
            return make(case, Kind.EMPLOYER_PLAN, Format.PDF, how)  # noqa: B023

        all_of_it()
        report(f"{name}: employer's PDF, warm", [took_ms(employer_pdf) for _ in range(RUNS)], PDF_AIM_MS)
        report(f"{name}: all formats, warm", [took_ms(all_of_it) for _ in range(RUNS)], ALL_AIM_MS)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "case.json"
            file.write_bytes(casefile.dump(case))
            pdf_ms = command_ms(str(file), "--audience", "employer", "--out", os.devnull)
            all_ms = command_ms(str(file), "--all", folder)
        print(f"{name}: cold, employer's PDF {pdf_ms:.0f} ms, all formats {all_ms:.0f} ms", flush=True)


if __name__ == "__main__":
    main()
