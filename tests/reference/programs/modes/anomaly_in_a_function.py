"""Anomaly mode and a custom function."""

class F(Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g): return g * float("nan")
x = torch.ones(2, requires_grad=True)
with torch.autograd.set_detect_anomaly(True):
    try: F.apply(x).sum().backward()
    except RuntimeError as e: print(e)
