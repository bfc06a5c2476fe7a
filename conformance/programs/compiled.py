"""The part of a program that is compiled, as a function.

    arranged = with_compiled_part(program, raising, "aot_eager", methods)    # None: nothing to take

makes of the steps of a program

    x = torch.tensor([1.0, 2.0], requires_grad=True)

    @torch.compile(backend='aot_eager')
    def compiled(x):
        y = x * 2
        y.add_(1)
        return y
    y = compiled(x)
    y.sum().backward()

The function is the longest run of steps that are nothing but tensor work: operators, views, writes
in place, `detach`, blocks of `no_grad`. What it reads are its arguments, what it assigns are its
results. What makes tensors out of numbers is moved before it; backward, hooks, prints and whatever
looks at autograd from outside stay around it and run as ever. The result is a program like any
other: `flattened` undoes it, and a program that has such a function already is left as it is.

An error ends a function, and a write that it made before may be lost with it. So a step that raises
is kept if it is the last of its run, where the program then ends; elsewhere it is left out.
"""

import ast
import textwrap
from collections.abc import Collection, Iterator, Sequence

from conformance.programs.program import Program, Step
from conformance.programs.subset import dotted, is_compile
from conformance.programs.vocabulary import MODULE_NAMES

NAME = "compiled"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The modules whose functions are tensor work, and what is not of those.
_MODULES = _words("torch torch.nn.functional torch.linalg torch.fft torch.special math")
_SETTINGS = _words(
    """manual_seed initial_seed get_rng_state set_rng_state set_default_dtype get_default_dtype
    set_anomaly_enabled inference_mode is_grad_enabled is_inference_mode_enabled from_numpy
    from_dlpack unsafe_split unsafe_chunk unsafe_split_with_sizes Tensor Size Generator"""
)
# Methods and attributes of tensors that look at autograd or memory from outside, that change what
# a tensor is, or that make something else of it.
_FROM_OUTSIDE = _words(
    """backward grad grad_fn grad_dtype is_leaf retains_grad requires_grad_ retain_grad output_nr
    register_hook register_post_accumulate_grad_hook is_inference names data_ptr storage
    untyped_storage storage_type set_ apply_ map_ map2_ resize_ resize_as_ share_memory_ is_shared
    item tolist numpy element_size type cpu cuda
    unsafe_split unsafe_chunk unsafe_split_with_sizes"""
)
# What draws random numbers, or shows memory that nobody wrote: a compiler does so in its own way.
_RANDOM = _words(
    """rand randn randint rand_like randn_like randint_like randperm normal bernoulli multinomial
    poisson dropout alpha_dropout feature_dropout feature_alpha_dropout dropout1d dropout2d
    dropout3d rrelu gumbel_softmax uniform_ normal_ random_ exponential_ cauchy_ log_normal_
    geometric_ bernoulli_ binomial scaled_dot_product_attention fractional_max_pool2d
    fractional_max_pool3d empty empty_like empty_strided new_empty new_empty_strided"""
)
_MODES = frozenset(("torch", mode) for mode in ("no_grad", "enable_grad", "set_grad_enabled"))
# What hangs something onto a tensor, or onto the graph at it; and what differentiates by it.
_ONTO = _words("""register_hook register_post_accumulate_grad_hook retain_grad grad_fn grad""")
_GRADS = frozenset({("torch", "autograd", "grad"), ("autograd", "grad")})
_EXPRESSIONS = (
    ast.Constant, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Subscript, ast.Slice, ast.Tuple,
    ast.List, ast.Starred, ast.expr_context, ast.operator, ast.unaryop, ast.cmpop,
)  # fmt: skip


def with_compiled_part(
    program: Program, raising: Collection[int], backend: str, methods: Collection[str]
) -> Program | None:
    """The program with a part of it compiled; None if there is no such part.

    `raising` are the places of the steps that raise, `methods` the names of what tensors have.
    """
    if compiled_call(program) is not None:
        return program
    part = _Part(program, raising, methods)
    if not part.body:
        return None
    return Program([*part.before, *_function(part, backend), *part.after])


def compiled_call(program: Program) -> int | None:
    """The place of the step that first calls a compiled function; None if none does."""
    functions = {
        step.node.name
        for step in program.steps
        if isinstance(step.node, ast.FunctionDef) and any(map(is_compile, step.node.decorator_list))
    }
    for place, step in enumerate(program.steps):
        if functions & step.needs.keys():
            return place
    return None


def results(program: Program) -> frozenset[str]:
    """The names that compiled functions give a meaning to, by being called."""
    place = compiled_call(program)
    return frozenset() if place is None else frozenset(_assigned(program.steps[place].node))


def gradients_of_results(program: Program) -> int | None:
    """The place of the first step after the call that asks for the gradient of a result.

    Results of one compiled function are not computed from each other, as far as autograd knows.
    """
    call, names = compiled_call(program), results(program)
    for place, step in enumerate(program.steps):
        if call is not None and place > call and names & set(_differentiated(step.node)):
            return place
    return None


def _differentiated(statement: ast.stmt) -> Iterator[str]:
    """The variables whose gradients a statement asks for, or hangs something onto."""
    for node in ast.walk(statement):
        match node:
            case ast.Attribute(attr=attribute) if attribute in _ONTO:
                yield from _named_in(node.value)
            case ast.Call(func=function, args=[_, inputs, *_]) if dotted(function) in _GRADS:
                yield from _named_in(inputs)
            case ast.keyword(arg="inputs", value=inputs):
                yield from _named_in(inputs)


def _named_in(node: ast.expr) -> Iterator[str]:
    return (each.id for each in ast.walk(node) if isinstance(each, ast.Name))


def flattened(program: Program) -> Program:
    """The program with the steps of the function in place of its call, as it was before."""
    steps: list[Step] = []
    body: list[Step] | None = None
    for step in program.steps:
        node = step.node
        if isinstance(node, ast.FunctionDef) and node.name.startswith(NAME):
            lines = [line for line in node.body if not isinstance(line, (ast.Return, ast.Pass))]
            body = [Step.from_source(ast.unparse(line)) for line in lines]
        elif body is not None and any(name.startswith(NAME) for name in step.needs):
            steps += body
        else:
            steps.append(step)
    return Program(steps)


class _Part:
    """The steps before, in and after the function.

    Attributes:
        before, body, after: the steps.
        arguments, results: names.
        name: of the function.
    """

    def __init__(self, program: Program, raising: Collection[int], methods: Collection[str]):
        steps, raising = _with_meanings(program.steps, raising)
        self._methods = methods
        self._bound = frozenset[str]().union(*(step.binds for step in steps))
        # Functions and classes of the program's own are no tensor work.
        self._defined = {
            step.node.name
            for step in steps
            if isinstance(step.node, (ast.FunctionDef, ast.ClassDef))
        }
        moved = self._movable(steps, raising)
        run = self._longest_run(steps, moved, raising)
        self.body = [steps[place] for place in run]
        if not run:
            return
        early = [place for place in range(run[0]) if place not in raising]
        late = [] if run[-1] in raising else range(run[-1] + 1, len(steps))
        self.before = [steps[place] for place in early]
        self.before += [steps[place] for place in range(run[0], run[-1]) if place in moved]
        self.after = [steps[place] for place in late if place not in raising]
        assigned = dict.fromkeys(name for step in self.body for name in _assigned(step.node))
        self.results = list(assigned)
        self.arguments = list(self._read_first())
        self.name = NAME
        while self.name in self._bound:
            self.name += "_"

    def _movable(self, steps, raising) -> set[int]:
        """The places of steps that read no variable, and give a meaning to new names only."""
        moved: set[int] = set()
        met: set[str] = set()
        for place, step in enumerate(steps):
            if place not in raising and step.needs.keys() <= MODULE_NAMES.keys():
                makes = isinstance(step.node, (ast.Assign, ast.FunctionDef, ast.ClassDef))
                if makes and not step.binds & met:
                    moved.add(place)
            met |= step.binds | step.needs.keys()
        return moved

    def _longest_run(self, steps, moved, raising) -> list[int]:
        """The places of the longest run of steps that can be in one function."""
        runs: list[list[int]] = [[]]
        for place, step in enumerate(steps):
            if place in moved:
                continue
            if self._is_tensor_work(step.node):
                runs[-1].append(place)
            elif place not in raising:
                runs.append([])
        return max((_without_errors(run, raising) for run in runs), key=len)

    def _read_first(self) -> Iterator[str]:
        """The variables that the function reads before it assigns them."""
        met = MODULE_NAMES.keys() | self._defined
        for step in self.body:
            yield from (name for name in step.needs if name not in met)
            met = met | step.needs.keys() | set(_assigned(step.node))

    # --- what is tensor work -----------------------------------------------------------------

    def _is_tensor_work(self, node: ast.stmt) -> bool:
        match node:
            case (
                ast.Assign(targets=[target], value=value)
                | ast.AugAssign(target=target, value=value)
            ):
                return self._is_target(target) and self._is_value(value)
            case ast.Expr(value=ast.Call() as value):
                return self._is_value(value)
            case ast.With(
                items=[ast.withitem(context_expr=ast.Call(func=mode), optional_vars=None)]
            ):
                return dotted(mode) in _MODES and all(map(self._is_tensor_work, node.body))
        return False

    def _is_target(self, node: ast.expr) -> bool:
        match node:
            case ast.Name(id=name):
                return name not in self._defined
            case ast.Tuple(elts=targets) | ast.List(elts=targets):
                return all(map(self._is_target, targets))
            case ast.Subscript(value=value, slice=index):
                return self._is_value(value) and self._is_value(index)
        return False

    def _is_value(self, node: ast.AST) -> bool:
        match node:
            case ast.Name(id=name):
                return name in self._bound and name not in self._defined
            case ast.Attribute():
                return self._is_offered(node)
            case ast.Call(func=ast.Name() | ast.Attribute() as function, keywords=keywords):
                if any(each.arg == "requires_grad" for each in keywords):
                    return False  # a leaf made inside cannot be told from one made outside
                arguments = [*node.args, *(each.value for each in keywords)]
                return all(map(self._is_value, [function, *arguments]))
        return isinstance(node, _EXPRESSIONS) and all(
            map(self._is_value, ast.iter_child_nodes(node))
        )

    def _is_offered(self, node: ast.Attribute) -> bool:
        """Is it a function of torch, or an attribute of a value, that only computes?"""
        chain = dotted(node)
        if chain is not None and chain[0] in MODULE_NAMES:
            path = ".".join((MODULE_NAMES[chain[0]], *chain[1:-1]))
            return path in _MODULES and node.attr not in _RANDOM | _SETTINGS
        known = node.attr in self._methods and node.attr not in _RANDOM | _FROM_OUTSIDE
        known = known and not node.attr.startswith("_")
        return known and self._is_value(node.value)


def _with_meanings(
    steps: Sequence[Step], raising: Collection[int]
) -> tuple[Sequence[Step], Collection[int]]:
    """The steps less those that need what only steps that raise would have bound."""
    places = [*range(len(steps))]
    while True:
        bound = {"torch"}.union(*(steps[place].binds for place in places if place not in raising))
        kept = [place for place in places if steps[place].needs.keys() <= bound]
        if kept == places:
            return [steps[place] for place in places], {
                number for number, place in enumerate(places) if place in raising
            }
        places = kept


def _without_errors(run: list[int], raising: Collection[int]) -> list[int]:
    """The run without the steps that raise, but for its last."""
    return [place for place in run if place not in raising or place == run[-1]]


def _function(part: _Part, backend: str) -> Iterator[Step]:
    """The definition of the function, and its call."""
    results = ", ".join(part.results)
    lines = [step.source for step in part.body] + ([f"return {results}"] if results else [])
    body = textwrap.indent("\n".join(lines), "    ")
    call = f"{part.name}({', '.join(part.arguments)})"
    head = f"@torch.compile(backend={backend!r})\ndef {call}:\n"
    yield Step.from_source(head + body)
    yield Step.from_source(f"{results} = {call}" if results else call)


def _assigned(node: ast.stmt) -> Iterator[str]:
    """The variables a statement assigns, each once."""
    names = (
        each.id
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    )
    return iter(dict.fromkeys(names))
