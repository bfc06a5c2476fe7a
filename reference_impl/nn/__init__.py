"""`torch.nn`, as far as freezing, fine-tuning and GAN examples need it."""

from .parameter import Parameter  # noqa: F401
