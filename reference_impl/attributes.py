"""What of a tensor may not be assigned or deleted, with torch's texts."""

from .tensor import Tensor


def _read_only(name, reading):
    def refuse(self, value=None):
        raise AttributeError(f"attribute '{name}' of 'torch._C.TensorBase' objects is not writable")

    return property(reading, refuse, refuse, reading.__doc__)


def _refuse_to_delete_data(self):
    raise RuntimeError("Deleting tensor data is not allowed. Delete tensor instead!")


def _refuse_to_delete_flag(self):
    raise RuntimeError("requires_grad must be a bool")


def protect():
    """Makes every attribute that has no setter refuse, once all of them are defined."""
    for name, value in list(vars(Tensor).items()):
        if isinstance(value, property) and value.fset is None:
            setattr(Tensor, name, _read_only(name, value.fget))
    Tensor.data = Tensor.data.deleter(_refuse_to_delete_data)
    Tensor.requires_grad = Tensor.requires_grad.deleter(_refuse_to_delete_flag)
