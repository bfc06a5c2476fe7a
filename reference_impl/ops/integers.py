"""Operators on integers, and predicates: their results never require grad."""

import torch

from .pointwise import pointwise

pointwise("bitwise_left_shift", torch.bitwise_left_shift, "self, other")
pointwise("bitwise_right_shift", torch.bitwise_right_shift, "self, other")
pointwise("gcd", torch.gcd, "self, other")
pointwise("lcm", torch.lcm, "self, other")
pointwise("isposinf", torch.isposinf)
pointwise("isneginf", torch.isneginf)
pointwise("isreal", torch.isreal)
