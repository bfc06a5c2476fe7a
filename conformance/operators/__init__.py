"""The operators of PyTorch's own database, each held to the reference.

`op_db` (in `torch.testing._internal`, in every wheel) lists torch's operators, with inputs to try
them on. It says nothing of what should come out: that is the reference's part here.

    entry = database.entries("linalg.svd")[0]       # an entry of op_db that is differentiable
    for sample in samples.draw(entry, "float64"):   # its inputs, as plain data
        expected = evaluate(reference, entry.call(), sample)
        actual = evaluate(eager, entry.call(), sample)
        differences(expected, actual)               # none: they agree
    coverage.judge(entry)                           # the verdict about an entry, over all of this

The gradients of the reference come from the reference alone. What is drawn from the database is
turned into plain numbers first, so that no tensor of the torch under test gets into it.
"""
