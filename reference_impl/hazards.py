"""Operations that kill the process of a healthy torch release, or give it random numbers.

The reference does what they should do, and notes here that it met one, so that a suite does not
hand the program to the release it would kill, or judge that release by what happened to lie in
its memory.
"""

from . import semantics

HOOK_ON_STALE_VIEW = "hook-on-stale-view"
MEDIAN_OF_EXPANDED = "median-of-expanded"

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


def median_along(raw, dim):
    """Whether this is a median along an expanded dimension: torch reads memory nobody wrote."""
    expanded = raw.dim() > 0 and raw.stride(dim) == 0 and raw.size(dim) > 1
    if expanded:
        met.append(MEDIAN_OF_EXPANDED)
    return expanded
