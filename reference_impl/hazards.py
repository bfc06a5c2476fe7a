"""Operations that kill the process of a healthy torch release, where they should do something.

The reference does what they should do, and notes here that it met one, so that a suite does not
hand the program to the release it would kill.
"""

from . import semantics

HOOK_ON_STALE_VIEW = "hook-on-stale-view"

met = []  # the hazards met since `clear`


def clear():
    met.clear()


def registering_hook(tensor):
    """The first hook of a view whose base was written to, while its node is not renewed yet.

    Source: https://github.com/pytorch/pytorch/issues/196459
    """
    if tensor._hooks is not None or tensor._view is None:
        return
    stale = tensor._view.version != tensor._counter.value and tensor.requires_grad
    if stale and semantics.current().hook_on_stale_view_crashes:
        met.append(HOOK_ON_STALE_VIEW)
