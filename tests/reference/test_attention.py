"""Attention: the reference against torch and against numbers. See `operator_checks`.

Three dimensions are computed step by step; four in one operation, which has no second derivative.
"""

import pytest
import torch

from .operator_checks import assert_as_numbers, assert_as_torch, observe

STEPS = "b, d.reshape(2, 6, 4), d.reshape(2, 6, 4).flip(1)"
HEADS = "b.reshape(1, 2, 3, 4), d.reshape(1, 2, 6, 4), d.reshape(1, 2, 6, 4).flip(2)"
MASK = "torch.tensor([[True, False, True, True, False, True]]).expand(3, 6)"
NOTHING = "torch.tensor([[True], [False], [True]]).expand(3, 6)"
# Embedding of 4, 2 heads: query, key and value from `b`, weights from `cube` and `n`.
PARAMETERS = (
    "4, 2, cube.reshape(15, 4)[:12], cube.reshape(60)[:12] / 3, None, None, False, 0.0, "
    "cube.reshape(15, 4)[3:7] / 2, v"
)

SMOOTH = [
    f"F.scaled_dot_product_attention({STEPS})",
    f"F.scaled_dot_product_attention({STEPS}, is_causal=True)",
    f"F.scaled_dot_product_attention({STEPS}, attn_mask={MASK})",
    f"F.scaled_dot_product_attention({STEPS}, scale=0.7)",
    f"F.scaled_dot_product_attention({STEPS}, scale=-0.7)",
    f"F.scaled_dot_product_attention({STEPS}, attn_mask=d.reshape(2, 4, 6)[:, :3])",
    f"F.scaled_dot_product_attention({HEADS}, attn_mask=d.reshape(1, 2, 4, 6)[:, :, :3])",
    "F.scaled_dot_product_attention(d.reshape(1, 4, 3, 4), b.reshape(1, 2, 3, 4), "
    "b.reshape(1, 2, 3, 4), attn_mask=m, enable_gqa=True)",
    "torch.ops.aten._safe_softmax(m, 1)",
    "torch.ops.aten._softmax_backward_data(m, k, 1, m.dtype)",
    f"F.multi_head_attention_forward(b, b, b, {PARAMETERS})",
    f"F.multi_head_attention_forward(b, a.expand(2, 3, 4), b, {PARAMETERS}, need_weights=True)",
    f"F.multi_head_attention_forward(n, p, p, {PARAMETERS}, average_attn_weights=False)",
    f"F.multi_head_attention_forward(n, p, p, {PARAMETERS}, attn_mask=~grid, "
    "key_padding_mask=~mask)[0][2]",
    "F.multi_head_attention_forward(n, n, n, 4, 2, None, None, p[:1, None], p[1:2, None], True, "
    "0.0, cube[0, :, :].repeat(2, 1)[:4], None, use_separate_proj_weight=True, "
    "q_proj_weight=d[0, 0].repeat(2, 1), k_proj_weight=cube[1].repeat(2, 1)[:4], "
    "v_proj_weight=cube[2].repeat(2, 1)[:4])",
]
# One operation: its second derivative is an error.
AT_ONCE = [
    f"F.scaled_dot_product_attention({HEADS})",
    f"F.scaled_dot_product_attention({HEADS}, is_causal=True)",
    f"F.scaled_dot_product_attention({HEADS}, attn_mask={MASK}, scale=0.3)",
    f"F.scaled_dot_product_attention({HEADS}, attn_mask={NOTHING})",
    f"F.scaled_dot_product_attention({HEADS}, attn_mask=rows.repeat(3, 3)[:3, :6].double())",
    "F.scaled_dot_product_attention(d.reshape(1, 4, 3, 4), b.reshape(1, 2, 3, 4), "
    "b.reshape(1, 2, 3, 4), enable_gqa=True)",
    f"F.multi_head_attention_forward(b, b, b, {PARAMETERS}, need_weights=False)",
]
ELSEWHERE = [
    f"F.scaled_dot_product_attention({STEPS}, attn_mask={NOTHING})",
    f"F.scaled_dot_product_attention({STEPS}, attn_mask={MASK}, is_causal=True)",
    "F.scaled_dot_product_attention(b, c, c)",
    "F.scaled_dot_product_attention(x, y, y)",
    "torch.ops.aten._safe_softmax(lows, 1)",
    f"F.multi_head_attention_forward(x, x, x, {PARAMETERS})",
    f"F.multi_head_attention_forward(n, b, b, {PARAMETERS})",
    f"F.multi_head_attention_forward(n, n, n, {PARAMETERS}, attn_mask=mask)",
    f"F.multi_head_attention_forward(n, n, n, {PARAMETERS}, attn_mask=grid[:2])",
    f"F.multi_head_attention_forward(n, n, n, {PARAMETERS}, is_causal=True)",
    f"F.multi_head_attention_forward(n, n, n, {PARAMETERS}, attn_mask=t[None])",
    f"F.multi_head_attention_forward(m, m, m, {PARAMETERS})",
]


@pytest.mark.parametrize("expression", [*SMOOTH, *AT_ONCE, *ELSEWHERE])
def test_as_torch(expression):
    assert_as_torch(expression, (torch.float32,))


@pytest.mark.parametrize("expression", SMOOTH)
def test_as_numbers(expression):
    assert_as_numbers(expression)


def test_dropout_draws_the_same_numbers():
    """With dropout it is computed step by step, and the noise is torch's."""
    import reference_impl

    for tensors in (STEPS, HEADS):
        expression = f"F.scaled_dot_product_attention({tensors}, dropout_p=0.4)"
        seen = []
        for subject in (torch, reference_impl):
            torch.manual_seed(3)
            seen.append(observe(subject, expression, ("all",)))
        assert seen[0] == seen[1]
