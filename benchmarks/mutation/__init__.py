"""Mutation testing of the specification's core: which faults in it would none of our tests notice?

See `docs/mutation.md`, and `python -m benchmarks.mutation --help`.
"""
