"""What has nothing to do: which operations return the tensor itself, which a view, which a copy."""

import torch

idle = [
    lambda t: t.chunk(1)[0],
    lambda t: torch.chunk(t, 1, -1)[0],
    lambda t: t.split(9)[0],
    lambda t: t.split([2])[0],
    lambda t: torch.split_with_sizes(t, [2])[0],
    lambda t: t.tensor_split(1)[0],
    lambda t: t.tensor_split([])[0],
    lambda t: t.hsplit(1)[0],
    lambda t: t.vsplit(1)[0],
    lambda t: t[None].unbind()[0],
    lambda t: t[None].chunk(1)[0],
    lambda t: t.expand(t.shape),
    lambda t: t.expand(-1, -1),
    lambda t: t.expand_as(t),
    lambda t: t.broadcast_to(t.shape),
    lambda t: torch.broadcast_tensors(t, t)[1],
    lambda t: torch.broadcast_tensors(t)[0],
    lambda t: torch.meshgrid(t[0], indexing="ij")[0],
    lambda t: torch.atleast_1d(t),
    lambda t: torch.atleast_2d(t),
    lambda t: torch.atleast_3d(t),
    lambda t: t.view(t.shape),
    lambda t: t.view_as(t),
    lambda t: t.view(t.dtype),
    lambda t: t.reshape(t.shape),
    lambda t: t.reshape_as(t),
    lambda t: t.flatten(0, 0),
    lambda t: t.flatten(),
    lambda t: t[0].flatten(),
    lambda t: t[0].ravel(),
    lambda t: t.unflatten(0, (2,)),
    lambda t: t.contiguous(),
    lambda t: t.to(t.dtype),
    lambda t: t.to(t),
    lambda t: t.to("cpu"),
    lambda t: t.to(t.dtype, copy=True),
    lambda t: t.type(t.dtype),
    lambda t: t.type_as(t),
    lambda t: t.float(),
    lambda t: t.cpu(),
    lambda t: t.clone(),
    lambda t: t.permute(0, 1),
    lambda t: t.transpose(0, 0),
    lambda t: t.swapaxes(1, 1),
    lambda t: t.movedim(0, 0),
    lambda t: t.movedim((), ()),
    lambda t: t.t().t(),
    lambda t: t.squeeze(),
    lambda t: t.squeeze(0),
    lambda t: t.squeeze(()),
    lambda t: t.narrow(0, 0, 2),
    lambda t: t[:],
    lambda t: t[...],
    lambda t: t[()],
    lambda t: t[:, :],
    lambda t: t[0:2],
    lambda t: t[None][0],
    lambda t: t[True],
    lambda t: t.select(0, 0),
    lambda t: t.real,
    lambda t: t.conj(),
    lambda t: t.mH,
    lambda t: t.resolve_conj(),
    lambda t: t.resolve_neg(),
    lambda t: t.positive(),
    lambda t: +t,
    lambda t: torch.asarray(t),
    lambda t: torch.as_tensor(t),
    lambda t: t.detach(),
    lambda t: t.data,
    lambda t: t.requires_grad_(t.requires_grad),
    lambda t: t.roll(0),
    lambda t: t.flip(()),
    lambda t: t.repeat(1, 1),
    lambda t: t.tile(1),
    lambda t: t.sum_to_size(2, 2),
    lambda t: t.sum(()),
    lambda t: t.unfold(0, 2, 1),
    lambda t: t.as_strided(t.shape, t.stride()),
    lambda t: t.diagonal(),
    lambda t: torch.nn.functional.dropout(t, 0.5, False),
    lambda t: torch.nn.functional.pad(t, (0, 0)),
    lambda t: torch.nn.Identity()(t),
    lambda t: torch.nn.Dropout(0.5).eval()(t),
    lambda t: torch.cat([t]),
    lambda t: torch.concat((t, torch.empty(0))),
    lambda t: torch.hstack([t]),
    lambda t: torch.block_diag(t),
    lambda t: torch.einsum("ij", t),
    lambda t: torch.einsum("ij->ji", t),
    lambda t: t.matrix_power(1),
    lambda t: torch.clamp(t, None, torch.inf),
    lambda t: t.masked_fill(torch.tensor(False), 1),
    lambda t: t.sort().values,
    lambda t: t.nan_to_num(),
    lambda t: t.round(),
    lambda t: t.new_tensor(t.tolist()),
]


def told(t, leaf):
    for function in idle:
        try:
            got = function(t)
            print(got is t, got._is_view(), got._base is t, got.data_ptr() == t.data_ptr(), got._version)
            print(got.requires_grad, got.is_leaf, got.stride(), got.grad_fn is t.grad_fn)
            if got is t or not got.requires_grad:
                continue
            if leaf is not None:
                print(torch.autograd.grad(got.sum(), leaf, retain_graph=True)[0].tolist())
                got.mul_(1)
                print(t._version, got._version)
        except (RuntimeError, TypeError, IndexError, ValueError) as error:
            print(type(error).__name__, error)


x = torch.tensor([[1.0, 2.0], [3.0, 5.0]])
told(x, None)
w = x.clone().requires_grad_()
told(w, w)
told(w * 1, w)
with torch.no_grad():
    told(w, None)
told(w.t(), w)
