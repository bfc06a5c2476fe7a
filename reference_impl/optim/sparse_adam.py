"""`SparseAdam` without sparse gradients, which are not part of this reference: it refuses to step.

Source: https://pytorch.org/docs/stable/generated/torch.optim.SparseAdam.html
"""

from .optimizer import Optimizer, check_setting


class SparseAdam(Optimizer):
    """Adam for sparse gradients alone."""

    __module__ = "torch.optim.sparse_adam"

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, maximize=False):
        check_setting("learning rate", lr, lr > 0.0)
        check_setting("epsilon value", eps, eps > 0.0)
        for place, beta in enumerate(betas):
            check_setting(f"beta parameter at index {place}", beta, 0.0 <= beta < 1.0)
        settings = {"lr": lr, "betas": betas, "eps": eps, "maximize": maximize}
        super().__init__(params, settings)

    def step(self, closure=None):
        """One step; see `Optimizer.step`."""
        return self.step_all(closure)

    def update(self, group, param, grad, state):
        raise RuntimeError(
            "SparseAdam does not support dense gradients, please consider Adam instead"
        )
