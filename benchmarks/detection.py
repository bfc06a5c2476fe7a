"""How long a campaign takes to notice each of the planted faults.

    python -m benchmarks.detection [--seconds 30] [--only NAME ...]

Each fault is planted in a copy of this process, which then runs random programs until one diverges,
or the CPU seconds are over. Prints the programs and seconds it took, and the median.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Iterator

from conformance.campaign.settings import Settings
from conformance.campaign.worker import import_all
from tests import faults


def search(seconds: float, seed: int) -> Iterator[str]:
    """Run programs until one diverges; how long it took, and what it was."""
    from conformance.campaign.judging import Judge

    judge = Judge(Settings(seed=seed))
    started = time.process_time()
    number = 0
    while time.process_time() - started < seconds:
        found = judge.judge(number)
        number += 1
        if found is not None:
            yield f"{time.process_time() - started:.2f} {number} {found.signature}"
            return
    yield f"- {number} not noticed"


def notice(name: str, seconds: float, seed: int) -> str:
    """What a copy of this process, with the fault planted, has found."""
    reading, writing = os.pipe()
    copy = os.fork()
    if copy == 0:
        faults.apply(name)
        for line in search(seconds, seed):
            os.write(writing, line.encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        told = pipe.read()
    os.waitpid(copy, 0)
    return told or "- 0 the process died"


def main() -> None:
    """Print a line for each fault, and what they come to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=30.0, help="CPU seconds a fault has")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", help="these faults only")
    arguments = parser.parse_args()

    from conformance import subjects

    subjects.get("eager")
    import_all()
    times = []
    names = arguments.only or faults.names()
    for name in names:
        told = notice(name, arguments.seconds, arguments.seed)
        first, _, rest = told.partition(" ")
        if first != "-":
            times.append(float(first))
        print(f"{first:>7}  {name}: {rest}", flush=True)
    median = statistics.median(times) if times else float("nan")
    print(f"{len(times)} of {len(names)} noticed, the median one after {median:.1f} CPU seconds")


if __name__ == "__main__":
    main()
