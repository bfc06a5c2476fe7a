"""How many tensors each operator saves, and of what shapes."""

import torch
from torch import nn

log = []
x = torch.tensor([1., 2.], requires_grad=True)
def run(name, f):
    log.clear()
    with torch.autograd.graph.saved_tensors_hooks(lambda t: (log.append(tuple(t.shape)), t)[1], lambda t: t): f()
    print(name, list(log))
run('mul', lambda: x * x); run('add', lambda: x + x); run('exp', lambda: x.exp()); run('pow', lambda: x ** 2); run('powt', lambda: x ** x); run('div', lambda: x / x); run('divs', lambda: x / 2); run('sum', lambda: x.sum()); run('mean', lambda: x.mean()); run('mm', lambda: x.view(1, 2) @ x.view(2, 1)); run('relu', lambda: x.relu()); run('sig', lambda: x.sigmoid()); run('sm', lambda: x.softmax(0)); run('norm', lambda: x.norm()); run('max', lambda: x.max()); run('maxd', lambda: x.max(0)); run('idx', lambda: x[torch.tensor([0])]); run('where', lambda: torch.where(x > 1, x, x)); run('prod', lambda: x.prod()); run('cat', lambda: torch.cat([x, x])); run('var', lambda: x.var()); run('std', lambda: x.std()); run('cumsum', lambda: x.cumsum(0)); run('sort', lambda: x.sort()); run('clamp', lambda: x.clamp(0, 1)); run('log', lambda: x.log()); run('dot', lambda: x.dot(x)); run('mse', lambda: nn.functional.mse_loss(x, x * 1)); run('ce', lambda: nn.functional.cross_entropy(x.view(1, 2), torch.tensor([0]))); run('lin', lambda: nn.functional.linear(x, torch.ones(3, 2, requires_grad=True))); run('mask', lambda: x.masked_fill(x > 1, 0.)); run('gather', lambda: x.gather(0, torch.tensor([0]))); run('abs', lambda: x.abs()); run('tanh', lambda: x.tanh()); run('addcmul', lambda: torch.addcmul(x, x, x)); run('lerp', lambda: torch.lerp(x, x * 2, 0.5)); run('bmm', lambda: torch.bmm(x.view(1, 1, 2), x.view(1, 2, 1))); run('matmulv', lambda: x @ x); run('ln', lambda: nn.functional.layer_norm(x, (2,))); run('do', lambda: nn.functional.dropout(x, 0.5)); run('gelu', lambda: nn.functional.gelu(x)); run('emb', lambda: nn.functional.embedding(torch.tensor([0]), x.view(2, 1)))
