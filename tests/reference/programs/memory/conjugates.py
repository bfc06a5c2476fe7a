"""Tensors that read memory conjugated or negated."""

import copy
a = torch.ones(2, dtype=torch.complex64, requires_grad=True)
b = a * 1
r = b.real; i = b.imag
print(r.grad_fn, i.grad_fn, r.grad_fn.next_functions)
r.mul_(3)
print(r.grad_fn, i.grad_fn, r.grad_fn.next_functions, b.grad_fn, b.grad_fn.next_functions, r.output_nr)
b.abs().sum().backward(); print(a.grad); a.grad=None
b = a*1
w = b[1:]; r = w.real; q = r[0:1]
q.mul_(2)
print(w.grad_fn, r.grad_fn, r.grad_fn.next_functions, q.grad_fn, q.grad_fn.next_functions, b.grad_fn)
q.sum().backward(); print(a.grad); a.grad=None
b = a*1
r = b.real
b.mul_(2)
print(r.grad_fn, r.grad_fn.next_functions)
r.sum().backward(); print(a.grad); a.grad=None
b = a*1
c = b.conj()
c.mul_(2+1j)
print(c.grad_fn, c.grad_fn.next_functions, b.grad_fn, b, c._base is b)
b.real.sum().backward(); print(a.grad); a.grad=None
b=a*1
c=b.conj(); c[0]=5j; c.real.mul_(2); c.imag.add_(1)
print(b,c,c.grad_fn); (b*c).real.sum().backward(); print(a.grad); a.grad=None
print(b[0].conj().real.grad_fn, a.conj().real, a.conj().imag, a.conj().imag.is_neg(), a.resolve_conj() is a, a.conj().resolve_conj().grad_fn)
print(a.conj().tolist(), a.conj().stride())
z = torch.ones(2, dtype=torch.complex64, requires_grad=True)
z.conj().real.sum().backward(); print(z.grad, z.grad.is_conj())
z.grad=None
z.conj().backward(torch.tensor([1+1j,2])); print(z.grad, z.grad.is_conj(), z.grad._is_view())
z.grad=None
(z.conj()*z).sum().abs().backward(); print(z.grad, z.grad.is_conj())
g,=torch.autograd.grad(z.conj().sum().abs(), z); print(g.is_conj())
c=z.detach().conj()
for n in ['imag','real','clone','contiguous','resolve_conj','conj','conj_physical','detach','t','abs','angle']:
    r=getattr(c,n); r=r() if callable(r) else r
    print(n, r.is_conj(), r.is_neg(), r._is_view(), r._version, r.untyped_storage().data_ptr()==c.untyped_storage().data_ptr())
try: torch.view_as_real(c)
except Exception as e: print(e)
print(c.imag.resolve_neg().is_neg(), (-c.imag).is_neg(), c.to(torch.complex128).is_conj(), c[0].is_conj())
print('copies', copy.deepcopy(c).is_conj(), copy.copy(c).is_conj(), c.data.is_conj(), c.clone().is_conj(), torch.zeros_like(c).is_conj())
for f in [lambda: c.imag.numpy(), lambda: c.numpy(), lambda: c.numpy(force=True)]:
    try: print(f())
    except Exception as e: print(e)
c.mul_(2j); print(c, c.is_conj(), z)
c.imag.zero_(); print(c,z)
c.conj_physical_(); print(c, c.is_conj())
print(c.view(2,1).is_conj(), c.view_as(c).is_conj(), c.expand(2,2).is_conj(), c.as_strided((2,),(1,)).is_conj())
try: print(c.view(torch.float32))
except Exception as e: print(e)
d=torch.zeros(2,dtype=torch.complex64); d.copy_(c); print(d, d.is_conj()); torch.add(c,1,out=d); print(d); torch.add(d,1,out=c); print(c, c.is_conj())
vr = torch.view_as_real(a * 1)
vr[..., 0] = 5
print(vr.grad_fn, vr)
e = torch.ones(2,2,requires_grad=True)*1
vc = torch.view_as_complex(e); vc.mul_(1j); print(e, e.grad_fn, vc.grad_fn)
x=torch.ones(2,3,dtype=torch.complex64,requires_grad=True)
print((x@x.mH).is_conj(), x.mH.is_conj(), x.H.grad_fn, x.mH.grad_fn, x.H.grad_fn.next_functions[0][0])
torch.linalg.vector_norm(x@x.mH).backward() if False else (x@x.mH).abs().sum().backward(); print(x.grad)
print(x.conj().sum(), x.conj().is_contiguous(), (x.conj()+1).is_conj(), x.conj().exp().is_conj(), x.conj()[0].is_conj(), torch.dot(x[0].conj(), x[0]), torch.vdot(x[0],x[0]))
for f in [lambda: torch.view_as_complex(torch.ones(3)), lambda: torch.view_as_complex(torch.ones(2).long()), lambda: torch.view_as_complex(torch.tensor(1.)), lambda: torch.view_as_complex(torch.ones(2,2).t()), lambda: torch.view_as_real(torch.ones(2)), lambda: torch.ones(2).imag, lambda: torch.ones(2).real, lambda: torch.is_conj(x.conj()), lambda: torch.resolve_conj(x.conj()).is_conj(), lambda: torch.view_as_complex(torch.ones(3,2)[:, :2].view(-1)[1:5].view(2,2))]:
    try: print(f())
    except Exception as e: print(e)
y=torch.ones(2,dtype=torch.complex64,requires_grad=True)
y2=y*1
y2.real = torch.zeros(2); print(y2, y2.grad_fn); y2.imag=torch.ones(2,requires_grad=True); print(y2)
h=y2.conj(); h.retain_grad(); h.real.sum().backward(); print(h.grad, y.grad)
