# rule: operators.scaled-dot-product-attention
# source: changes
# claim: `scaled_dot_product_attention` multiplies both sides by the root of the scale; it
#   divided them
# since: >=2.0
# changes: attention_multiplies
import torch

q = torch.tensor([[1.0, 2.0]], requires_grad=True)
y = torch.nn.functional.scaled_dot_product_attention(q, q, q)
product = y.grad_fn.next_functions[0][0].next_functions[0][0]
print(product.next_functions[0][0].name())
