"""Time and memory a node, for graphs of 10^3 to 10^6 nodes on the reference.

    python benchmarks/graphs.py [--kinds chain fan ...] [--sizes 1000 10000 ...]

Each line is one graph, in a process of its own: CPU time to record it, to run it backward and to
drop it, and how much the peak of the process' memory grew, each divided by the number of nodes.
Where the columns stay as they are from one size to the next, time and memory are linear.
"""

import argparse
import resource
import subprocess
import sys
import time

import reference_impl as torch

SIZES = (1_000, 10_000, 100_000, 1_000_000)


def chain(length):
    """Each result is the operand of the next; nothing but numbers is saved."""
    x = torch.tensor(1.0, requires_grad=True)
    y = x
    for _ in range(length):
        y = y * 1.0
    return x, y


def saving_chain(length):
    """As `chain`; each node saves a tensor, and that tensor holds the node before."""
    x = torch.tensor(0.5, requires_grad=True)
    y = x
    for _ in range(length):
        y = y.sin()
    return x, y


def written_chain(length):
    """One tensor, written in place again and again."""
    x = torch.tensor(1.0, requires_grad=True)
    y = x + 0
    for _ in range(length):
        y.mul_(1.0)
    return x, y


def fan(width):
    """One tensor, used many times."""
    x = torch.tensor(1.0, requires_grad=True)
    return x, torch.stack([x * 2.0 for _ in range(width)]).sum()


KINDS = {"chain": chain, "saving-chain": saving_chain, "written-chain": written_chain, "fan": fan}


def measure(kind, size):
    """Prints one line of the table."""
    before, started = peak_memory(), time.process_time()
    x, y = KINDS[kind](size)
    recorded = time.process_time()
    y.backward()
    ran = time.process_time()
    del y
    dropped = time.process_time()
    assert x.grad is not None
    memory = (peak_memory() - before) / size
    times = (recorded - started, ran - recorded, dropped - ran)
    columns = "".join(f"{seconds / size * 1e6:11.1f}" for seconds in times)
    print(f"{kind:14}{size:10,}{columns}{memory:13,.0f}", flush=True)


def peak_memory():
    """The most memory this process ever held, in bytes (Linux gives KiB, macOS bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--one", action="store_true", help="no table: one graph in this process")
    given = parser.parse_args()
    if given.one:
        measure(given.kinds[0], given.sizes[0])
        return
    print(
        f"{'graph':14}{'nodes':>10}{'record µs':>11}{'back µs':>11}{'drop µs':>11}{'bytes':>13}",
        flush=True,
    )
    for kind in given.kinds:
        for size in given.sizes:
            command = [sys.executable, __file__, "--one", "--kinds", kind, "--sizes", str(size)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
