"""How fast a campaign is: programs a second, against bare torch, and two workers against one.

    python -m benchmarks.fuzzing [--programs 4000]

Times are CPU seconds of this process, but for the last line, which is about the clock: two workers
need two idle cores. "Bare torch" is the same programs, compiled before, on torch alone: nothing is
looked at, caught up on or compared.
"""

from __future__ import annotations

import argparse
import time
import warnings

from conformance.campaign import chunks
from conformance.campaign.judging import Judge, write
from conformance.campaign.schedulers import Local
from conformance.campaign.settings import CHUNK, Settings
from conformance.campaign.worker import import_all

WARM = 300  # programs before the clock starts: a campaign is long


def judged(settings: Settings, programs: int) -> float:
    """CPU seconds to write the programs on the reference, run them on torch, and compare."""
    judge = Judge(settings)
    for number in range(WARM):
        judge.judge(number)
    started = time.process_time()
    for number in range(WARM, WARM + programs):
        judge.judge(number)
    return time.process_time() - started


def bare(settings: Settings, programs: int) -> tuple[float, float]:
    """CPU seconds that torch alone takes for them, and how many steps they have on average."""
    import torch

    made = [write(settings, number)[1].program() for number in range(WARM, WARM + programs)]
    codes = [[step.code for step in program] for program in made]
    seconds = 0.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for steps in codes:
            names = {"torch": torch, "print": lambda *values: None}
            started = time.process_time()
            for code in steps:
                try:
                    eval(code, names)
                except Exception:
                    continue  # errors are a part of many programs
            seconds += time.process_time() - started
            torch.set_grad_enabled(True)
            torch.set_default_dtype(torch.float32)
    return seconds, sum(map(len, made)) / programs


def by_the_clock(settings: Settings, programs: int, workers: int) -> float:
    """Seconds that so many workers take, their start not counted."""
    local = Local(workers)
    try:
        warm = ((start, start + CHUNK) for start in range(0, workers * CHUNK, CHUNK))
        list(local.chunks(settings, warm))
        spans = ((start, start + CHUNK) for start in range(0, programs, CHUNK))
        started = time.monotonic()
        list(local.chunks(settings, spans))
        return time.monotonic() - started
    finally:
        local.close()
        chunks.close_own_worker()


def main() -> None:
    """Print the figures, a line each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--programs", type=int, default=4000)
    parser.add_argument("--longest", type=int, default=Settings().longest)
    arguments = parser.parse_args()
    settings = Settings(longest=arguments.longest)
    programs = arguments.programs

    from conformance import subjects

    subjects.get("eager")
    import_all()
    seconds = judged(settings, programs)
    torch_alone, steps = bare(settings, programs)
    print(
        f"{programs / seconds:.0f} programs a second on one core, of {steps:.1f} steps on average"
    )
    print(f"{seconds / torch_alone:.1f} times the time of bare torch")
    one, two = (by_the_clock(settings, programs, workers) for workers in (1, 2))
    print(f"two workers are {one / two:.2f} times as fast as one")


if __name__ == "__main__":
    main()
