"""L-BFGS: a quasi-Newton method, which calls the closure several times a step.

Source: https://pytorch.org/docs/stable/generated/torch.optim.LBFGS.html
"""

from .. import semantics
from ..grad_mode import enable_grad, no_grad, set_grad_enabled
from ..ops.declare import OPERATORS
from .line_search import strong_wolfe
from .optimizer import Optimizer, check_learning_rate, number
from .settings_by_release import settings_of_release

_KEPT = ("d", "t", "old_dirs", "old_stps", "ro", "H_diag", "prev_flat_grad", "prev_loss")


class LBFGS(Optimizer):
    """All parameters are one vector; its past steps and gradients approximate the curvature."""

    __module__ = "torch.optim.lbfgs"

    def __init__(
        self,
        params,
        lr=1,
        max_iter=20,
        max_eval=None,
        tolerance_grad=1e-7,
        tolerance_change=1e-9,
        history_size=100,
        line_search_fn=None,
        maximize=False,
    ):
        check_learning_rate(lr)
        super().__init__(
            params,
            {
                "lr": lr,
                "max_iter": max_iter,
                "max_eval": max_iter * 5 // 4 if max_eval is None else max_eval,
                "tolerance_grad": tolerance_grad,
                "tolerance_change": tolerance_change,
                "history_size": history_size,
                "line_search_fn": line_search_fn,
                **settings_of_release(self, {"maximize": maximize}),
            },
        )
        if len(self.param_groups) != 1:
            raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")
        self._params = self.param_groups[0]["params"]

    @no_grad()
    def step(self, closure):
        """Several iterations; returns the first loss that the closure computed."""
        return _Step(self, enable_grad()(closure)).run()

    # -- the parameters as one vector ------------------------------------------------------

    def flat_grad(self):
        parts = []
        for param in self._params:
            part = param.new_zeros(param.numel()) if param.grad is None else param.grad.view(-1)
            parts.append(_as_real(part).view(-1))
        flat = OPERATORS["cat"](parts, 0)
        return flat.neg_() if self.is_maximizing else flat

    def loss_of(self, loss):
        """What is made smaller, as a Python number."""
        return -float(loss) if self.is_maximizing else float(loss)

    @property
    def is_maximizing(self):
        return self.param_groups[0].get("maximize", False)

    def move(self, step_size, direction):
        """Adds `step_size * direction` to the parameters."""
        begin = 0
        for param in map(_as_real, self._params):
            end = begin + param.numel()
            param.add_(direction[begin:end].view_as(param), alpha=number(step_size))
            begin = end


class _Step:
    """One call of `step`, with what is kept between calls under its names in the state."""

    def __init__(self, optimizer, closure):
        self.optimizer, self.closure = optimizer, closure
        self.settings = optimizer.param_groups[0]
        self.state = optimizer.state[optimizer._params[0]]
        self.state.setdefault("func_evals", 0)
        self.state.setdefault("n_iter", 0)
        for name in _KEPT:
            setattr(self, name, self.state.get(name))

    def run(self):
        first_loss = self.closure()
        self.loss, self.evaluations = self.optimizer.loss_of(first_loss), 1
        self.state["func_evals"] += 1
        self.grad = self.optimizer.flat_grad()
        if self.is_optimal():
            return first_loss
        for iteration in range(1, self.settings["max_iter"] + 1):
            self.state["n_iter"] += 1
            self.choose_direction()
            if self.slope > -self.settings["tolerance_change"]:
                break
            self.advance(is_last=iteration == self.settings["max_iter"])
            if iteration == self.settings["max_iter"] or self.is_finished():
                break
        for name in _KEPT:
            self.state[name] = getattr(self, name)
        return first_loss

    def is_optimal(self):
        return bool(self.grad.abs().max() <= self.settings["tolerance_grad"])

    def is_finished(self):
        smallest = self.settings["tolerance_change"]
        return (
            self.evaluations >= self.settings["max_eval"]
            or self.is_optimal()
            or bool(self.d.mul(self.t).abs().max() <= smallest)
            or abs(self.loss - self.prev_loss) < smallest
        )

    def choose_direction(self):
        lr = number(self.settings["lr"])
        if self.state["n_iter"] == 1:
            self.d, self.H_diag = self.grad.neg(), 1
            self.old_dirs, self.old_stps, self.ro = [], [], []
            self.prev_flat_grad = self.grad.clone()
            self.t = min(1.0, 1.0 / self.grad.abs().sum()) * lr
        else:
            self.remember()
            self.d = self.newton_direction()
            self.prev_flat_grad.copy_(self.grad)
            self.t = lr
        self.prev_loss = self.loss
        self.slope = self.grad.dot(self.d)

    def remember(self):
        """The last step, and how the gradient changed over it: an observation of the curvature."""
        change, step = self.grad.sub(self.prev_flat_grad), self.d.mul(self.t)
        curvature = change.dot(step)
        if curvature <= 1e-10:
            return
        if len(self.old_dirs) == self.settings["history_size"]:
            for kept in (self.old_dirs, self.old_stps, self.ro):
                kept.pop(0)
        self.old_dirs.append(change)
        self.old_stps.append(step)
        self.ro.append(1.0 / curvature)
        self.H_diag = curvature / change.dot(change)

    def newton_direction(self):
        """Minus the gradient times the approximate inverse Hessian: the two-loop recursion."""
        kept = list(zip(self.old_dirs, self.old_stps, self.ro, strict=True))
        weights = self.state.setdefault("al", [None] * self.settings["history_size"])
        direction = self.grad.neg()
        for place in reversed(range(len(kept))):
            change, step, ro = kept[place]
            weights[place] = step.dot(direction) * ro
            direction.add_(change, alpha=number(-weights[place]))
        direction = direction.mul(self.H_diag)
        for place, (change, step, ro) in enumerate(kept):
            direction.add_(step, alpha=number(weights[place] - change.dot(direction) * ro))
        return direction

    def advance(self, is_last):
        """Moves the parameters, and evaluates the loss there unless nobody will ask for it."""
        evaluations = 0
        search = self.settings["line_search_fn"]
        if search is not None:
            if search != "strong_wolfe":
                raise RuntimeError("only 'strong_wolfe' is supported")
            self.loss, self.grad, self.t, evaluations = strong_wolfe(
                self.evaluate_at,
                self.t,
                self.d,
                (self.loss, self.grad, self.slope),
                self.settings["max_eval"] - self.evaluations,
            )
            self.optimizer.move(self.t, self.d)
        else:
            self.optimizer.move(self.t, self.d)
            if not is_last:
                # Once the number was made where grad mode is on, of which `float` warns.
                with set_grad_enabled(not semantics.current().lbfgs_converts_unrecorded):
                    self.loss = self.optimizer.loss_of(self.closure())
                self.grad = self.optimizer.flat_grad()
                evaluations = 1
        self.evaluations += evaluations
        self.state["func_evals"] += evaluations

    def evaluate_at(self, step_size):
        """Loss and gradient at some way along the direction; the parameters stay where they are."""
        params = self.optimizer._params
        before = [param.clone() for param in params]
        self.optimizer.move(step_size, self.d)
        loss = self.optimizer.loss_of(self.closure())
        grad = self.optimizer.flat_grad()
        for param, value in zip(params, before, strict=True):
            param.copy_(value)
        return loss, grad


def _as_real(tensor):
    return OPERATORS["view_as_real"](tensor) if tensor.is_complex() else tensor
