"""What the random programs of campaigns reach of the specification.

    torch-conformance reach --programs 20000 -o reach.html

A rule that no random program comes to is one that a campaign says nothing about. Programs are
written as a campaign writes them, and run on the reference, which is watched; no subject is needed.

| module | what is in it |
|---|---|
| `marks` | which lines of the reference stand for which rule, by its `# rule: <id>` comments |
| `watching` | which of these lines run |
| `calls` | which operator a line of a program calls |
| `texts` | the texts of errors, without what is of one program only |
| `measuring` | programs in bulk: rules, pairs of rules, errors; who fired what |
| `branches` | what coverage.py says of the reference's branches and `raise` statements |
| `unfired` | the rules that random programs do not fire, with the reason |
| `findings` | what is worth showing of it: what was never fired, what is rare |
| `command` | the command line |
"""
