"""Recurrent layers: the state after each step is made of the step's input and the state before.

    RNN   h' = act(W x + b + U h + c)
    GRU   r, z = sigmoid(W x + b + U h + c),   n = tanh(W x + b + r (U h + c)),   h' = n + z (h - n)
    LSTM  i, f, g, o = act(W x + b + U h + c),   c' = f c + i g,   h' = o tanh(c')

torch makes them of other operators, and so are they here; on a CPU it computes a whole LSTM layer
in one operation, which is one node.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

import torch

from ..grad_mode import no_grad
from ..left_out import LeftOut
from .contractions import linear
from .declare import OPERATORS, Derivative, composite
from .overloads import overload


def refuse_cudnn(kind, tensor):
    """On CUDA, a library packs the weights in one block and computes all layers as one node."""
    if tensor.device.type == "cuda" and torch.backends.cudnn.is_available():
        raise LeftOut(f"{kind}: recurrent layers of cuDNN", several=True)


# -- one step ----------------------------------------------------------------------------------
# `x` is W x + b where that was computed for all steps at once.


def _simple_step(activation):
    def step(x, state, weight, bias, project=None):
        return OPERATORS[activation](linear(state, weight, bias).add_(x))

    return step


def _gru_step(x, state, weight, bias, project=None):
    of_input = x.unsafe_chunk(3, 1)
    of_state = linear(state, weight, bias).unsafe_chunk(3, 1)
    reset = of_state[0].add_(of_input[0]).sigmoid_()
    keep = of_state[1].add_(of_input[1]).sigmoid_()
    new = of_input[2].add(of_state[2].mul_(reset)).tanh_()
    return (state - new).mul_(keep).add_(new)


def _lstm_step(x, state, weight, bias, project=None):
    hidden, cell = state
    gates = linear(hidden, weight, bias).add_(x).unsafe_chunk(4, 1)
    enter, keep, leave = gates[0].sigmoid_(), gates[1].sigmoid_(), gates[3].sigmoid_()
    cell = (keep * cell).add_(enter * gates[2].tanh_())
    hidden = leave * cell.tanh()
    return (hidden if project is None else linear(hidden, project)), cell


STEPS = {
    "rnn_tanh": _simple_step("tanh"),
    "rnn_relu": _simple_step("relu"),
    "gru": _gru_step,
    "lstm": _lstm_step,
}


def _cell(kind):
    def cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
        return STEPS[kind](linear(input, w_ih, b_ih), hx, w_hh, b_hh)

    cell.__doc__ = f"One step of `torch.{kind}`, for each sample of a batch."
    return composite(f"{kind}_cell", method=False)(cell)


for _kind in STEPS:
    _cell(_kind)


# -- all steps of all layers -------------------------------------------------------------------


def _layers(kind):
    def layers(
        input,
        hx,
        params,
        has_biases,
        num_layers,
        dropout,
        train,
        bidirectional,
        batch_first,
    ):
        refuse_cudnn(kind, input)
        x = input.transpose(0, 1) if batch_first else input
        states = hx.unbind(0)
        output, last = _through(
            kind, x, states, params, has_biases, num_layers, dropout if train else 0, bidirectional
        )
        return (output.transpose_(0, 1) if batch_first else output), OPERATORS["stack"](last, 0)

    layers.__doc__ = f"The output of each step, and the last state of each layer of {kind}."
    return composite(kind, method=False)(layers)


for _kind in ("rnn_tanh", "rnn_relu", "gru"):
    _layers(_kind)


@composite(method=False)
def lstm(input, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first):
    """The output of each step, and the last hidden state and cell of each layer."""
    refuse_cudnn("lstm", input)
    x = input.transpose(0, 1) if batch_first else input
    is_projected = hx[0].size(2) != hx[1].size(2)
    in_one = _computes_in_one(x) and not is_projected
    # torch's one operation takes the states of its layer each by itself.
    parts = (lambda t: [t[i] for i in range(t.size(0))]) if in_one else (lambda t: t.unbind(0))
    states = list(zip(parts(hx[0]), parts(hx[1]), strict=True))
    dropout = dropout if train else 0
    settings = (has_biases, num_layers, dropout, bidirectional, is_projected)
    output, last = _through("lstm", x, states, params, *settings, in_one=in_one)
    hidden, cells = (OPERATORS["stack"](list(part), 0) for part in zip(*last, strict=True))
    if batch_first:
        output = output.transpose(0, 1) if in_one else output.transpose_(0, 1)
    return output, hidden, cells


def _computes_in_one(x):
    is_known = torch.backends.mkldnn.is_available()
    return is_known and x.device.type == "cpu" and x.dtype == torch.float32 and x.numel() > 0


def _through(
    kind,
    x,
    states,
    params,
    has_biases,
    num_layers,
    dropout,
    both_ways,
    projects=False,
    in_one=False,
):
    """The output of the last layer, and the last state of each layer and direction."""
    directions = 2 if both_ways else 1
    count = 2 + 2 * has_biases + projects
    last = []
    for layer in range(num_layers):
        outputs = []
        for direction in range(directions):
            place = layer * directions + direction
            weights = params[place * count : (place + 1) * count]
            project = weights[-1] if projects else None
            biases = weights[2:4] if has_biases else (None, None)
            run = _lstm_in_one if in_one else _run
            settings = (states[place], *weights[:2], *biases, project, direction == 1)
            output, state = run(kind, x, *settings)
            outputs.append(output)
            last.append(state)
        x = OPERATORS["cat"](outputs, -1) if both_ways else outputs[0]
        if dropout and layer < num_layers - 1:
            x = OPERATORS["dropout"](x, dropout, True)
    return x, last


def _run(kind, x, state, w_ih, w_hh, b_ih, b_hh, project, backwards):
    """One layer in one direction."""
    rows = list(linear(x, w_ih, b_ih).unbind(0))
    outputs = []
    for row in reversed(rows) if backwards else rows:
        state = STEPS[kind](row, state, w_hh, b_hh, project)
        outputs.append(state[0] if kind == "lstm" else state)
    return OPERATORS["stack"](outputs[::-1] if backwards else outputs, 0), state


# -- one layer of an LSTM in one operation -----------------------------------------------------


class MkldnnRnnLayerBackward0(Derivative):
    """With a the sum before the gates, from the last step to the first:

        do = dh tanh(c'),  dc' += dh o (1 - tanh(c')^2),  di = dc' g,  dg = dc' i,  df = dc' c,
        da = (di i (1 - i), df f (1 - f), dg (1 - g^2), do o (1 - o)),
        dx = W' da,  dh = U' da,  dc = dc' f,  dW = sum da x',  dU = sum da h'.

    torch's second derivative leaves out how the states before depend on what is differentiated;
    this one does not.
    """

    inputs = ("input", "w_ih", "w_hh", "b_ih", "b_hh", "hx", "cx")
    output_count = 3
    saves = dict.fromkeys((*inputs, "output", "hidden", "cell"), True)

    def save_results(self, results):
        for name, result in zip(("output", "hidden", "cell"), results, strict=True):
            self.save(name, result, is_output=True)

    def apply(self, grads):
        s = self.unpack()
        if all(grad is None for grad in grads):
            return [None] * len(self.next_functions)
        made = _gradients(grads, *(s[name] for name in self.inputs), s["backwards"])
        return [grad if self.wants(place) else None for place, grad in enumerate(made)]


def _gradients(grads, x, w_ih, w_hh, b_ih, b_hh, hidden, cell, backwards):
    of_outputs, of_hidden, of_cell = grads
    order = list(range(x.size(0)))[:: -1 if backwards else 1]
    steps = []
    for t in order:
        steps.append((t, hidden, cell, _gates(x[t], hidden, w_ih, w_hh, b_ih, b_hh)))
        enter, keep, new, leave = steps[-1][3]
        cell = keep * cell + enter * new
        hidden = leave * cell.tanh()
    of_hidden = hidden.new_zeros(hidden.shape) if of_hidden is None else of_hidden
    of_cell = cell.new_zeros(cell.shape) if of_cell is None else of_cell
    of_x, of_ih, of_hh, of_bias = [None] * len(steps), 0, 0, 0
    for t, before, cell_before, (enter, keep, new, leave) in reversed(steps):
        of_hidden = of_hidden if of_outputs is None else of_hidden + of_outputs[t]
        shown = (keep * cell_before + enter * new).tanh()
        of_cell = of_cell + of_hidden * leave * (1 - shown * shown)
        of_sum = OPERATORS["cat"](
            [
                of_cell * new * enter * (1 - enter),
                of_cell * cell_before * keep * (1 - keep),
                of_cell * enter * (1 - new * new),
                of_hidden * shown * leave * (1 - leave),
            ],
            1,
        )
        of_x[t] = of_sum.mm(w_ih)
        of_ih, of_hh = of_ih + of_sum.t().mm(x[t]), of_hh + of_sum.t().mm(before)
        of_bias = of_bias + of_sum.sum(0)
        of_hidden, of_cell = of_sum.mm(w_hh), of_cell * keep
    return OPERATORS["stack"](of_x, 0), of_ih, of_hh, of_bias, of_bias, of_hidden, of_cell


def _gates(x, hidden, w_ih, w_hh, b_ih, b_hh):
    enter, keep, new, leave = (linear(x, w_ih, b_ih) + linear(hidden, w_hh, b_hh)).chunk(4, 1)
    return enter.sigmoid(), keep.sigmoid(), new.tanh(), leave.sigmoid()


def _kernel(x, w_ih, w_hh, b_ih, b_hh, hidden, cell, backwards):
    order = list(range(x.size(0)))[:: -1 if backwards else 1]
    outputs = [None] * len(order)
    for t in order:
        gates = torch._C._nn.linear(x[t], w_ih, b_ih) + torch._C._nn.linear(hidden, w_hh, b_hh)
        enter, keep, new, leave = gates.chunk(4, 1)
        cell = keep.sigmoid() * cell + enter.sigmoid() * new.tanh()
        hidden = leave.sigmoid() * cell.tanh()
        outputs[t] = hidden
    return torch.stack(outputs), hidden.clone(), cell


_mkldnn_rnn_layer = overload(
    "mkldnn_rnn_layer",
    "default",
    _kernel,
    "input, w_ih, w_hh, b_ih, b_hh, hx, cx, backwards",
    MkldnnRnnLayerBackward0,
)


def _lstm_in_one(kind, x, state, w_ih, w_hh, b_ih, b_hh, project, backwards):
    if b_ih is None:  # torch passes zeros
        with no_grad():
            b_ih = b_hh = x.new_zeros((w_ih.size(0),))
    output, hidden, cell = _mkldnn_rnn_layer(x, w_ih, w_hh, b_ih, b_hh, *state, backwards)
    return output, (hidden, cell)
