"""`nn.RNN`, `LSTM`, `GRU`, and their cells. Packed sequences are not part of this reference.

Source: https://pytorch.org/docs/stable/nn.html#recurrent-layers
"""

import math
import numbers
import warnings

from .. import semantics
from ..factories import FACTORIES
from ..ops.declare import OPERATORS
from ..ops.recurrent import refuse_cudnn
from . import init
from .module import Module
from .parameter import Parameter

_MODULE = "torch.nn.modules.rnn"
_GATES = {"LSTM": 4, "GRU": 3, "RNN_TANH": 1, "RNN_RELU": 1}


class RNNBase(Module):
    """Weights for each layer and direction, and the checks of input and state."""

    __module__ = _MODULE

    def __init__(
        self,
        mode,
        input_size,
        hidden_size,
        num_layers=1,
        bias=True,
        batch_first=False,
        dropout=0.0,
        bidirectional=False,
        proj_size=0,
        device=None,
        dtype=None,
    ):
        super().__init__()
        self.mode, self.input_size, self.hidden_size = mode, input_size, hidden_size
        self.num_layers, self.bias, self.batch_first = num_layers, bias, batch_first
        self.dropout, self.bidirectional = float(dropout), bidirectional
        self.proj_size = proj_size
        _check_settings(self, dropout)
        self._all_weights = []
        for layer in range(num_layers):
            for suffix in ("", "_reverse")[: self._directions]:
                self._add_weights(layer, suffix, {"device": device, "dtype": dtype})
        self.reset_parameters()

    @property
    def _directions(self):
        return 2 if self.bidirectional else 1

    @property
    def _shown_size(self):
        """How wide the output of one direction is."""
        return self.proj_size or self.hidden_size

    def _add_weights(self, layer, suffix, made):
        inputs = self._shown_size * self._directions if layer else self.input_size
        rows = _GATES[self.mode] * self.hidden_size
        sizes = {"weight_ih": (rows, inputs), "weight_hh": (rows, self._shown_size)}
        if self.bias:
            sizes.update(bias_ih=(rows,), bias_hh=(rows,))
        if self.proj_size:
            sizes["weight_hr"] = (self.proj_size, self.hidden_size)
        names = []
        for kind, size in sizes.items():
            names.append(f"{kind}_l{layer}{suffix}")
            self.register_parameter(names[-1], Parameter(FACTORIES["empty"](size, **made)))
        refuse_cudnn(self.mode, getattr(self, names[0]))
        self._all_weights.append(names)

    @property
    def all_weights(self):
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    @property
    def _flat_weights(self):
        return [weight for weights in self.all_weights for weight in weights]

    def flatten_parameters(self):
        """Lays the weights side by side where a GPU wants it so; on a CPU nothing."""

    def reset_parameters(self):
        bound = 1.0 / math.sqrt(self.hidden_size) if self.hidden_size > 0 else 0
        for weight in self.parameters():
            init.uniform_(weight, -bound, bound)

    # -- checks ----------------------------------------------------------------------------

    def check_input(self, input, batch_sizes):
        dtype = self._flat_weights[0].dtype
        known = semantics.current()
        if input.dtype != dtype and known.texts_of_2_4:
            raise ValueError(
                f"RNN input dtype ({input.dtype}) does not match weight dtype ({dtype}). Convert "
                f"input: input.to({dtype}), or convert model: model.to({input.dtype})"
                if known.texts_of_2_10
                else f"input must have the type {dtype}, got type {input.dtype}"
            )
        ndim = 3 if batch_sizes is None else 2
        if input.dim() != ndim:
            raise RuntimeError(f"input must have {ndim} dimensions, got {input.dim()}")
        if self.input_size != input.size(-1):
            raise RuntimeError(
                "input.size(-1) must be equal to input_size. Expected "
                f"{self.input_size}, got {input.size(-1)}"
            )

    def _state_size(self, batch, width):
        return (self.num_layers * self._directions, batch, width)

    def check_hidden_size(self, hx, expected_hidden_size, msg="Expected hidden size {}, got {}"):
        if hx.size() != expected_hidden_size:
            raise RuntimeError(msg.format(expected_hidden_size, list(hx.size())))

    def _check_states(self, states, batch):
        for state, (width, msg) in zip(states, self._expected_states(), strict=True):
            self.check_hidden_size(state, self._state_size(batch, width), msg)

    def _expected_states(self):
        return [(self.hidden_size, "Expected hidden size {}, got {}")]

    # -- the call --------------------------------------------------------------------------

    def forward(self, input, hx=None):
        given = [] if hx is None else self._as_states(hx)
        kind = self._kind
        if input.dim() not in (2, 3) and semantics.current().texts_of_2_0:
            raise wrong_dimensions(kind, (2, 3), input)
        is_batched = input.dim() == 3
        batch_dim = 0 if self.batch_first else 1
        if not is_batched:
            input = input.unsqueeze(batch_dim)
        self._check_dimensions(given, is_batched)
        if not is_batched:
            given = [state.unsqueeze(1) for state in given]
        batch = input.size(batch_dim)
        states = given or self._zeros(input, batch)
        self.check_input(input, None)
        self._check_states(states, batch)
        # rule: modules.layers
        output, *last = self._run(input, states)
        if not is_batched:
            output, last = output.squeeze(batch_dim), [state.squeeze(1) for state in last]
        return output, self._as_given(last)

    def _run(self, input, states):
        settings = (self.bias, self.num_layers, self.dropout, self.training, self.bidirectional)
        function = OPERATORS[self.mode.lower()]
        return function(
            input, self._as_given(states), self._flat_weights, *settings, self.batch_first
        )

    def _zeros(self, input, batch):
        made = {"dtype": input.dtype, "device": input.device}
        zeros = FACTORIES["zeros"]
        return [zeros(self._state_size(batch, w), **made) for w, _ in self._expected_states()]

    def _check_dimensions(self, states, is_batched):
        for state in states:
            if state.dim() != (3 if is_batched else 2):
                raise RuntimeError(
                    f"For {'batched 3' if is_batched else 'unbatched 2'}-D input, hx should also "
                    f"be {3 if is_batched else 2}-D but got {state.dim()}-D tensor"
                )

    def _as_states(self, hx):
        return [hx]

    def _as_given(self, states):
        return states[0]

    @property
    def _kind(self):
        return self.mode.partition("_")[0]

    def extra_repr(self):
        text = f"{self.input_size}, {self.hidden_size}"
        usual = {"proj_size": 0, "num_layers": 1, "bias": True, "batch_first": False}
        usual.update(dropout=0, bidirectional=False)
        for name, value in usual.items():
            if getattr(self, name) != value:
                text += f", {name}={getattr(self, name)}"
        return text


def _check_settings(module, dropout):
    is_number = isinstance(dropout, numbers.Number) and not isinstance(dropout, bool)
    if not is_number or not 0 <= dropout <= 1:
        raise ValueError(
            "dropout should be a number in range [0, 1] representing the probability of an "
            "element being zeroed"
        )
    if dropout > 0 and module.num_layers == 1:
        warnings.warn(
            "dropout option adds dropout after all but last recurrent layer, so non-zero dropout "
            f"expects num_layers greater than 1, but got dropout={dropout} and "
            f"num_layers={module.num_layers}",
            stacklevel=4,
        )
    kinds = {"bias": bool, "batch_first": bool, "input_size": int, "hidden_size": int}
    known = semantics.current()
    if not known.recurrent_layers_check_all_settings:
        kinds = {"hidden_size": int} if known.texts_of_2_4 else {}
    for name, kind in kinds.items():
        value = getattr(module, name)
        if not isinstance(value, kind):
            raise TypeError(
                f"{name} should be of type {kind.__name__}, got: {type(value).__name__}"
            )
        if kind is int and value <= 0:
            raise ValueError(f"{name} must be greater than zero")
    if known.texts_of_2_4 and module.num_layers <= 0:
        raise ValueError("num_layers must be greater than zero")
    if module.num_layers == 0:
        raise IndexError("list index out of range")  # it asked for the weights of the first layer
    if module.proj_size < 0:
        raise ValueError("proj_size should be a positive integer or zero to disable projections")
    if module.proj_size >= module.hidden_size:
        raise ValueError("proj_size has to be smaller than hidden_size")
    if module.mode not in _GATES:
        raise ValueError("Unrecognized RNN mode: " + module.mode)


def wrong_dimensions(kind, wanted, input):
    """The error for an input of neither of two numbers of dimensions."""
    low, high = wanted
    if semantics.current().texts_of_2_4:
        tensor = " tensor" if kind == "RNN" else ""
        return ValueError(
            f"{kind}: Expected input to be {low}D or {high}D, got {input.dim()}D{tensor} instead"
        )
    return AssertionError(
        f"{kind}: Expected input to be {low}-D or {high}-D but received {input.dim()}-D tensor"
    )


def _refuse_projection(settings):
    if "proj_size" in settings:
        raise ValueError("proj_size argument is only supported for LSTM, not RNN or GRU")


class RNN(RNNBase):
    """h' = tanh(W x + b + U h + c), or relu of it."""

    __module__ = _MODULE

    def __init__(self, *args, **kwargs):
        _refuse_projection(kwargs)
        if len(args) > 3:
            nonlinearity, args = args[3], args[:3] + args[4:]
        else:
            nonlinearity = kwargs.pop("nonlinearity", "tanh")
        if nonlinearity not in ("tanh", "relu"):
            advice = ". Select from 'tanh' or 'relu'." if semantics.current().texts_of_2_4 else ""
            raise ValueError(f"Unknown nonlinearity '{nonlinearity}'{advice}")
        super().__init__(f"RNN_{nonlinearity.upper()}", *args, **kwargs)
        self.nonlinearity = nonlinearity


class GRU(RNNBase):
    """A state that is kept or replaced, by two gates."""

    __module__ = _MODULE

    def __init__(self, *args, **kwargs):
        _refuse_projection(kwargs)
        super().__init__("GRU", *args, **kwargs)


class LSTM(RNNBase):
    """A cell that is written, kept and read, by three gates."""

    __module__ = _MODULE

    def __init__(self, *args, **kwargs):
        super().__init__("LSTM", *args, **kwargs)

    def _expected_states(self):
        return [
            (self._shown_size, "Expected hidden[0] size {}, got {}"),
            (self.hidden_size, "Expected hidden[1] size {}, got {}"),
        ]

    def _check_dimensions(self, states, is_batched):
        ndim = 3 if is_batched else 2
        if any(state.dim() != ndim for state in states):
            shown = ", ".join(f"{state.dim()}-D" for state in states)
            raise RuntimeError(
                f"For {'batched 3' if is_batched else 'unbatched 2'}-D input, hx and cx should "
                f"also be {ndim}-D but got ({shown}) tensors"
            )

    def _as_states(self, hx):
        return [hx[0], hx[1]]

    def _as_given(self, states):
        return tuple(states)


# -- cells -------------------------------------------------------------------------------------


class RNNCellBase(Module):
    """The weights of one step."""

    __module__ = _MODULE

    def __init__(self, input_size, hidden_size, bias, num_chunks, device=None, dtype=None):
        super().__init__()
        self.input_size, self.hidden_size, self.bias = input_size, hidden_size, bias
        rows = num_chunks * hidden_size
        sizes = {"weight_ih": (rows, input_size), "weight_hh": (rows, hidden_size)}
        sizes.update(bias_ih=(rows,), bias_hh=(rows,))
        for name, size in sizes.items():
            is_there = bias or name.startswith("weight")
            empty = FACTORIES["empty"]
            made = Parameter(empty(size, device=device, dtype=dtype)) if is_there else None
            self.register_parameter(name, made)
        self.reset_parameters()

    reset_parameters = RNNBase.reset_parameters

    def _stepped(self, operator, input, states):
        """One step, of a batch or of one sample."""
        kind = type(self).__name__
        if input.dim() not in (1, 2):
            raise wrong_dimensions(kind, (1, 2), input)
        is_batched = input.dim() == 2
        self._check_states(kind, states or [])
        if not is_batched:
            input = input.unsqueeze(0)
            states = [state.unsqueeze(0) for state in states] if states else None
        if not states:
            size = (input.size(0), self.hidden_size)
            states = [FACTORIES["zeros"](size, dtype=input.dtype, device=input.device)] * 2
        weights = (self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)
        made = OPERATORS[operator](input, self._as_given(states), *weights)
        if is_batched:
            return made
        return tuple(m.squeeze(0) for m in made) if isinstance(made, tuple) else made.squeeze(0)

    def _check_states(self, kind, states):
        for state in states:
            if state.dim() not in (1, 2):
                raise ValueError(
                    f"{kind}: Expected hidden to be 1D or 2D, got {state.dim()}D instead"
                )

    def _as_given(self, states):
        return states[0]

    def extra_repr(self):
        text = f"{self.input_size}, {self.hidden_size}"
        if self.bias is not True:
            text += f", bias={self.bias}"
        if getattr(self, "nonlinearity", "tanh") != "tanh":
            text += f", nonlinearity={self.nonlinearity}"
        return text


class RNNCell(RNNCellBase):
    """One step of `RNN`."""

    __module__ = _MODULE

    def __init__(
        self, input_size, hidden_size, bias=True, nonlinearity="tanh", device=None, dtype=None
    ):
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        if self.nonlinearity not in ("tanh", "relu"):
            raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")
        operator = f"rnn_{self.nonlinearity}_cell"
        return self._stepped(operator, input, None if hx is None else [hx])


class GRUCell(RNNCellBase):
    """One step of `GRU`."""

    __module__ = _MODULE

    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input, hx=None):
        return self._stepped("gru_cell", input, None if hx is None else [hx])


class LSTMCell(RNNCellBase):
    """One step of `LSTM`."""

    __module__ = _MODULE

    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input, hx=None):
        return self._stepped("lstm_cell", input, None if hx is None else list(hx))

    def _check_states(self, kind, states):
        for place, state in enumerate(states):
            if state.dim() not in (1, 2):
                raise ValueError(
                    f"{kind}: Expected hx[{place}] to be 1D or 2D, got {state.dim()}D instead"
                )

    def _as_given(self, states):
        return tuple(states)
