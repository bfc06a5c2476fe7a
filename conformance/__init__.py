"""The conformance suite: is the autograd of a torch what the specification says?

The suite runs small programs on `reference_impl`, the specification, and on a *subject* (an
installed torch, a compiled one, a library with torch's names), and compares what can be observed.
"""

__version__ = "0.1.0"
