"""Which faults in the specification's core would none of our tests notice?

    python -m benchmarks.mutation [MODULE ...] [--out results.json]

Plants each of mutmut's changes to the core in a copy of this process, and looks for a program or
test that notices: the corpus, scenes about each rule, and the tests that are about the core. Needs
the extra `mutation`, and a system that forks.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.mutation import programs, report
from benchmarks.mutation.evidence import gathered
from benchmarks.mutation.mutants import CORE, mutants_of
from benchmarks.mutation.trying import Tried, deadline, try_all
from conformance.campaign.worker import import_all

CHECKOUT = Path(__file__).resolve().parents[2]
# Not those that compare one operator after the other with numbers: the core is the same in all.
TESTS = (
    "corpus/test_changes",
    "scenarios/test_silent_corruption",
    "reference/test_calls",
    "reference/test_checkpointing",
    "reference/test_engine",
    "reference/test_functions",
    "reference/test_hooks",
    "reference/test_leaves",
    "reference/test_memory",
    "reference/test_modes",
    "reference/test_modules",
    "reference/test_optimizers",
    "reference/test_programs",
    "reference/test_semantics",
    "reference/test_texts_of_releases",
    "reference/test_view_copies",
)


class Run:
    """A pytest plugin that takes the place of running the tests: it runs them under the mutants."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.found: dict[str, Any] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Gather the evidence, and try the mutants on it."""
        if session.testsfailed:
            raise session.Interrupted("the tests cannot be collected")
        given = self.arguments
        until = deadline(given.minutes)
        earlier = _earlier(given.earlier)
        writings = [] if given.tests_alone else list(programs.writings(given.scenes))
        evidence, left_out = gathered(session.items, writings, given.longest, given.jobs)
        print(f"{len(evidence)} programs and tests; left out:", *left_out, sep="\n  ", flush=True)
        all_mutants = [each for module in given.modules or CORE for each in mutants_of(module)]
        mutants = all_mutants
        if given.only:
            mutants = [
                each for each in all_mutants if earlier.get(each.change, ("new",))[0] in given.only
            ]
        first = {change: by for change, (_, by) in earlier.items()}
        tried = []
        for each in try_all(mutants, evidence, given.most, given.jobs, until, first):
            print(f"{each.status}: {each.mutant.name}", each.by, flush=True)
            tried.append(each)
        facts = {"evidence": len(evidence), "left_out": left_out}
        again = {each.mutant.change for each in tried}
        as_before = [
            Tried(each, *earlier[each.change])
            for each in all_mutants
            if each.change in earlier and each.change not in again
        ]
        self.found = report.results([*as_before, *tried], facts)
        return True


def _earlier(path):
    if path is None:
        return {}
    told = json.loads(path.read_text(encoding="utf-8"))["mutants"]
    return {
        f"{each['name'].rpartition('.')[0]}\n{each['diff']}": (each["status"], each["by"])
        for each in told
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mutation",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"of {', '.join(CORE)}")
    parser.add_argument("--out", type=Path, help="keep the results in this file")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at a time")
    parser.add_argument("--scenes", type=int, default=8, help="programs about each rule")
    parser.add_argument("--longest", type=float, default=2.0, help="CPU seconds a test may take")
    parser.add_argument("--most", type=float, default=60.0, help="CPU seconds for each mutant")
    parser.add_argument("--minutes", type=float, default=600.0, help="try no mutant after these")
    parser.add_argument("--earlier", type=Path, help="results: ask first what noticed before")
    parser.add_argument("--tests", nargs="*", default=TESTS, help="files of tests/")
    parser.add_argument("--matching", default="", help="tests only whose names do: pytest's -k")
    parser.add_argument("--tests-alone", action="store_true", help="no programs")
    parser.add_argument(
        "--only", nargs="+", choices=(*report.STATUSES, "new"), help="by the earlier results"
    )
    arguments = parser.parse_args()
    unknown = sorted({*arguments.modules} - {*CORE})
    if unknown:
        parser.error(f"{', '.join(unknown)}: not of the core, which is {', '.join(CORE)}")
    if arguments.only and arguments.earlier is None:
        parser.error("--only says which of the earlier results: give --earlier")
    return arguments


def main() -> int:
    """Run it, and show what survived."""
    import_all()
    arguments = _arguments()
    run = Run(arguments)
    files = [str(CHECKOUT / "tests" / f"{name}.py") for name in arguments.tests]
    quietly = ["-qq", "-s", "-p", "no:cacheprovider", "--rootdir", str(CHECKOUT)]
    status = pytest.main([*quietly, "-k", arguments.matching, *files], plugins=[run])
    if status or not run.found:
        print(
            "the tests cannot be collected: see `python -m pytest tests/reference`", file=sys.stderr
        )
        return 2
    if arguments.out:
        report.keep(run.found, arguments.out)
    report.show(run.found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
