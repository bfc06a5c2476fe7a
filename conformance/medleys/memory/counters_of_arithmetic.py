"""By how much each in-place operation bumps."""

import torch

a = torch.ones(3)
vs = []
for f in [lambda: a.add_(1), lambda: a.sub_(1), lambda: a.mul_(2), lambda: a.div_(2), lambda: a.pow_(2), lambda: a.neg_(), lambda: a.abs_(), lambda: a.exp_(), lambda: a.log_(), lambda: a.sqrt_(), lambda: a.sigmoid_(), lambda: a.tanh_(), lambda: a.relu_(), lambda: a.clamp_(0, 1), lambda: a.clamp_min_(0), lambda: a.clamp_max_(1), lambda: a.round_(), lambda: a.floor_(), lambda: a.ceil_(), lambda: a.trunc_(), lambda: a.frac_(), lambda: a.reciprocal_(), lambda: a.rsqrt_(), lambda: a.sin_(), lambda: a.cos_(), lambda: a.erf_(), lambda: a.sign_(), lambda: a.fmod_(2), lambda: a.remainder_(2), lambda: a.atan2_(torch.ones(3)), lambda: a.lerp_(torch.ones(3), 0.5), lambda: a.addcmul_(torch.ones(3), torch.ones(3)), lambda: a.addcdiv_(torch.ones(3), torch.ones(3)), lambda: a.cumsum_(0), lambda: a.cumprod_(0), lambda: a.nan_to_num_(), lambda: a.logit_(), lambda: a.xlogy_(2.), lambda: a.eq_(1), lambda: a.ge_(1), lambda: a.logical_not_(), lambda: a.copysign_(1), lambda: a.hypot_(torch.ones(3)), lambda: a.heaviside_(torch.ones(3)), lambda: a.square_(), lambda: a.sinc_(), lambda: a.renorm_(1, 0, 1.) , lambda: a.fill_(1), lambda: a.zero_(), lambda: a.copy_(torch.ones(3)), lambda: a.floor_divide_(2), lambda: a.true_divide_(2), lambda: a.not_equal_(2), lambda: a.float_power_(2), lambda: a.lgamma_(), lambda: a.digamma_(), lambda: a.i0_(), lambda: a.polygamma_(1), lambda: a.mvlgamma_(1), lambda: a.erfinv_(), lambda: a.expm1_(), lambda: a.log1p_(), lambda: a.log2_(), lambda: a.log10_(), lambda: a.exp2_(), lambda: a.deg2rad_(), lambda: a.absolute_(), lambda: a.negative_(), lambda: a.sgn_(), lambda: a.fix_(), lambda: a.conj_physical_(), lambda: a.clip_(0, 1), lambda: a.masked_fill_(a > 0, 2.), lambda: a.multiply_(1), lambda: a.divide_(1), lambda: a.subtract_(1)]:
    before = a._version
    try:
        f()
        vs.append(a._version - before)
    except Exception as e:
        vs.append((type(e).__name__, str(e), a._version - before))
print(vs)
