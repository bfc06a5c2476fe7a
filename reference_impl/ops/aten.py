"""`torch.ops.aten`: operators by the names they have within torch, and by their forms.

Of these there are many; here are some that have no other name.
"""

from .views import slice_


class Packet:
    """One operator: called as it is, or in one of its forms (`.default`, `.Tensor`)."""

    def __init__(self, function, *forms):
        self._function = function
        for form in forms or ("default",):
            setattr(self, form, function)

    def __call__(self, *args, **kwargs):
        return self._function(*args, **kwargs)


def _slice(input, dim=0, start=None, end=None, step=1):
    return slice_(input, dim, start, end, step)


slice = Packet(_slice, "Tensor")
