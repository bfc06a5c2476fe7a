"""The line search of L-BFGS: a step that satisfies the strong Wolfe conditions.

The loss must have fallen enough for the length of the step (Armijo), and the slope must have
become flat enough (curvature). First a bracket that holds such a step is grown, then it is narrowed
by cubic interpolation.

Source: Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 3.5 and 3.6
"""

from typing import Any, NamedTuple

_DECREASE = 1e-4
_FLATNESS = 0.9
_SMALLEST_BRACKET = 1e-9


class Point(NamedTuple):
    """A step size, and the loss, the gradient and the slope there."""

    at: Any
    loss: float
    grad: Any
    slope: Any


def strong_wolfe(evaluate, step_size, direction, start, most):
    """`(loss, gradient, step size, evaluations)`; `start` is loss, gradient and slope at 0."""
    loss, grad, slope = start
    search = _Search(evaluate, direction, Point(0, loss, grad.clone(), slope), most)
    search.grow(step_size)
    search.narrow()
    best = search.bracket[search.low()]
    return best.loss, best.grad, best.at, search.evaluations


class _Search:
    def __init__(self, evaluate, direction, start, most):
        self.evaluate, self.direction, self.start, self.most = evaluate, direction, start, most
        self.done, self.rounds, self.evaluations = False, 0, 0

    def look(self, at):
        loss, grad = self.evaluate(at)
        self.evaluations += 1
        return Point(at, loss, grad.clone(), grad.dot(self.direction))

    def falls_too_little(self, point):
        return bool(point.loss > self.start.loss + _DECREASE * point.at * self.start.slope)

    def is_flat(self, point):
        return bool(abs(point.slope) <= -_FLATNESS * self.start.slope)

    def low(self):
        """The place in the bracket of the lower point."""
        return 0 if self.bracket[0].loss <= self.bracket[-1].loss else 1

    def grow(self, step_size):
        """Goes farther and farther until a step that will do lies behind."""
        before, now = self.start, self.look(step_size)
        while self.rounds < self.most:
            if self.falls_too_little(now) or (self.rounds > 1 and now.loss >= before.loss):
                self.bracket = [before, now]
                return
            if self.is_flat(now):
                self.bracket, self.done = [now], True
                return
            if now.slope >= 0:
                self.bracket = [before, now]
                return
            bounds = (now.at + 0.01 * (now.at - before.at), now.at * 10)
            farther = _cubic_minimum(before, now, bounds)
            before, now = now, self.look(farther)
            self.rounds += 1
        self.bracket = [self.start, now]

    def narrow(self):
        length = self.direction.abs().max()
        stuck = False
        low = self.low()
        while not self.done and self.rounds < self.most:
            left, right = self.bracket
            if abs(right.at - left.at) * length < _SMALLEST_BRACKET:
                return
            at, stuck = self.choose(_cubic_minimum(left, right), stuck)
            now = self.look(at)
            self.rounds += 1
            if self.falls_too_little(now) or now.loss >= self.bracket[low].loss:
                self.bracket[1 - low] = now
                low = self.low()
                continue
            if self.is_flat(now):
                self.done = True
            elif now.slope * (self.bracket[1 - low].at - self.bracket[low].at) >= 0:
                self.bracket[1 - low] = self.bracket[low]
            self.bracket[low] = now

    def choose(self, at, stuck):
        """The step to try, not too close to an end of the bracket twice running."""
        smallest, largest = sorted((point.at for point in self.bracket), key=float)
        margin = 0.1 * (largest - smallest)
        if min(largest - at, at - smallest) >= margin:
            return at, False
        if not (stuck or at >= largest or at <= smallest):
            return at, True
        if abs(at - largest) < abs(at - smallest):
            return largest - margin, False
        return smallest + margin, False


def _cubic_minimum(first, second, bounds=None):
    """Where the cubic through two points with these slopes is smallest, within bounds."""
    if bounds is None:
        bounds = sorted((first.at, second.at), key=float)
    left, right = (first, second) if first.at <= second.at else (second, first)
    mean = first.slope + second.slope - 3 * (first.loss - second.loss) / (first.at - second.at)
    square = mean**2 - first.slope * second.slope
    if square < 0:
        return (bounds[0] + bounds[1]) / 2.0
    root = square.sqrt()
    part = (right.slope + root - mean) / (right.slope - left.slope + 2 * root)
    return min(max(right.at - (right.at - left.at) * part, bounds[0]), bounds[1])
