"""An optimizer cannot be fused and differentiable at once."""

p = nn.Parameter(torch.ones(1))
torch.optim.Adam([p], fused=True, differentiable=True)
torch.optim.AdamW([p], differentiable=True, fused=True)
torch.optim.Adam([p], differentiable=True).defaults["differentiable"]
