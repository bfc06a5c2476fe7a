"""Which later writes are errors, operator by operator."""

from torch import nn
import torch
ops = dict(mul=lambda a, b: a * b, add=lambda a, b: a + b, sub=lambda a, b: a - b, div=lambda a, b: a / b, pow=lambda a, b: a ** b, exp=lambda a, b: a.exp(), sigmoid=lambda a, b: a.sigmoid(), tanh=lambda a, b: a.tanh(), relu=lambda a, b: a.relu(), log=lambda a, b: a.log(), sqrt=lambda a, b: a.sqrt(), sin=lambda a, b: a.sin(), abs=lambda a, b: a.abs(), sum=lambda a, b: a.sum(), mean=lambda a, b: a.mean(), prod=lambda a, b: a.prod(), max=lambda a, b: a.max(), maxd=lambda a, b: a.max(0)[0], maximum=lambda a, b: torch.maximum(a, b), clamp=lambda a, b: a.clamp(0, 1), where=lambda a, b: torch.where(a > 0, a, b), matmul=lambda a, b: a @ b, norm=lambda a, b: a.norm(), softmax=lambda a, b: a.softmax(0), logsumexp=lambda a, b: a.logsumexp(0), cumsum=lambda a, b: a.cumsum(0), cumprod=lambda a, b: a.cumprod(0), clone=lambda a, b: a.clone(), idx=lambda a, b: a[0], neg=lambda a, b: -a, pow2=lambda a, b: a ** 2, pow1=lambda a, b: a ** 1, pow0=lambda a, b: a ** 0, pow3=lambda a, b: a ** 3, rpow=lambda a, b: 2 ** a, muln=lambda a, b: a * 2, divn=lambda a, b: a / 2, rdiv=lambda a, b: 2 / a, var=lambda a, b: a.var(), std=lambda a, b: a.std(), dot=lambda a, b: a.dot(b), lerp=lambda a, b: a.lerp(b, .5), addcmul=lambda a, b: torch.addcmul(a, a, b), addcdiv=lambda a, b: torch.addcdiv(a, a, b), atan2=lambda a, b: torch.atan2(a, b), fmod=lambda a, b: torch.fmod(a, 2), gelu=lambda a, b: nn.functional.gelu(a), silu=lambda a, b: nn.functional.silu(a), softplus=lambda a, b: nn.functional.softplus(a), elu=lambda a, b: nn.functional.elu(a), leaky=lambda a, b: nn.functional.leaky_relu(a), sort=lambda a, b: a.sort()[0], outer=lambda a, b: torch.outer(a, b), cat=lambda a, b: torch.cat([a, b]), stack=lambda a, b: torch.stack([a, b]), reciprocal=lambda a, b: a.reciprocal(), rsqrt=lambda a, b: a.rsqrt(), logs=lambda a, b: nn.functional.logsigmoid(a), hs=lambda a, b: nn.functional.hardsigmoid(a), ht=lambda a, b: nn.functional.hardtanh(a), mse=lambda a, b: nn.functional.mse_loss(a, b), l1=lambda a, b: nn.functional.l1_loss(a, b), expm1=lambda a, b: a.expm1(), tan=lambda a, b: a.tan(), asin=lambda a, b: a.asin(), acos=lambda a, b: a.acos(), atan=lambda a, b: a.atan(), sinh=lambda a, b: a.sinh(), cosh=lambda a, b: a.cosh(), log1p=lambda a, b: a.log1p(), erf=lambda a, b: a.erf(), sign=lambda a, b: a.sign(), floor=lambda a, b: a.floor(), square=lambda a, b: a.square(), masked=lambda a, b: a.masked_fill(a > 0, 1.), gather=lambda a, b: a.gather(0, torch.tensor([0, 1])), logsm=lambda a, b: a.log_softmax(0), kl=lambda a, b: nn.functional.kl_div(a, b), bce=lambda a, b: nn.functional.binary_cross_entropy(a, b), bcel=lambda a, b: nn.functional.binary_cross_entropy_with_logits(a, b), sl1=lambda a, b: nn.functional.smooth_l1_loss(a, b), hub=lambda a, b: nn.functional.huber_loss(a, b), lin=lambda a, b: nn.functional.linear(a[None], b[None]), cumax=lambda a, b: a.cummax(0)[0], amax=lambda a, b: a.amax(), nrm1=lambda a, b: a.norm(1), dist=lambda a, b: torch.dist(a, b), flip=lambda a, b: a.flip(0), roll=lambda a, b: a.roll(1), tril=lambda a, b: torch.outer(a, b).tril(), det=lambda a, b: torch.diag(a).det(), inv=lambda a, b: torch.diag(a).inverse(), median=lambda a, b: a.median(), minimum=lambda a, b: torch.minimum(a, b), hypot=lambda a, b: torch.hypot(a, b), xlogy=lambda a, b: torch.xlogy(a, b), ldx=lambda a, b: torch.logaddexp(a, b), i0=lambda a, b: torch.i0(a), sinc=lambda a, b: a.sinc(), frac=lambda a, b: a.frac(), nan=lambda a, b: a.nan_to_num(), diff=lambda a, b: a.diff(), cross=lambda a, b: torch.linalg.cross(torch.cat([a, a[:1]]), torch.cat([b, b[:1]])), prelu=lambda a, b: nn.functional.prelu(a, b[:1]))
for name, op in ops.items():
    res = []
    for which in range(3):
        la = torch.tensor([.5, .25], requires_grad=True)
        lb = torch.tensor([.75, .125], requires_grad=True)
        a, b = la * 1, lb * 1
        try:
            o = op(a, b)
        except Exception as e:
            res.append(f'{type(e).__name__}: {e}'); continue
        t = [a, b, o][which]
        try:
            with torch.no_grad(): t.add_(0)
            o.sum().backward()
            res.append('ok')
        except Exception as e:
            res.append(str(e)[:170])
    print(name, res)
del a, b, o, t, la, lb, ops, op, res
