"""What `dir` shows of a node, and how nodes and what they saved are written."""

x = torch.ones(2, requires_grad=True)
c = torch.ones(2)
def shown(f): return sorted(name for name in dir(f) if "saved" in name)
print(shown((x * c).grad_fn))
print(shown((x * x).grad_fn))
print(shown((x * 2).grad_fn))
print(shown((x + 1).grad_fn))
print(shown(x.exp().grad_fn))
print(shown((x ** 2).grad_fn))
print(shown(torch.stack([x, x]).grad_fn))
print(shown(x.view(2, 1).grad_fn.next_functions[0][0]))
f = (x * c).grad_fn
print([name in dir(f) for name in ("next_functions", "name", "register_hook", "metadata", "saved", "saves")])
print(hex(id(f)) in repr(f), type(f).__module__)
y = x * c
y.sum().backward()
print(shown(y.grad_fn))
kept = [x * 2, x * c]
s = kept[0].grad_fn._raw_saved_other
print(hex(id(s)) in repr(s))
s = kept[1].grad_fn._raw_saved_self
print(hex(id(s)) in repr(s))
(x * 2).grad_fn._saved_saved_other
(x * 2).grad_fn._raw_saved_saved_other
(x + 1).grad_fn._saved_self
x.view(2, 1).grad_fn.next_functions[0][0]._saved_self
unheard = {"_register_hook_dict", "_wrapped_node"}
def listed(f): return [name for name in dir(f) if name not in unheard]
print(listed((x * c).grad_fn))
print(listed((x + 1).grad_fn))
print(listed(x.view(2, 1).grad_fn.next_functions[0][0]))
w = x * 1
w[0] = 2
print(listed(w.grad_fn))
vars(f)
f.tag = 1
first, second = (x * 2).grad_fn, (x * 3).grad_fn
if hasattr(first, "_set_sequence_nr"):
    first._set_sequence_nr(second._sequence_nr())
    print(first._sequence_nr() == second._sequence_nr())
