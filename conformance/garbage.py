"""What Python's garbage collector is spared where programs run in bulk."""

import gc


def settle() -> None:
    """What is there now stays: the collector need not go through it, nor unshare its memory.

    And it turns less often: what a program leaves behind is little, and not there for long.
    """
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
