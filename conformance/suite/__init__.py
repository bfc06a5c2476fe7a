"""The suite: pytest tests, one file an area. `pytest --pyargs conformance` runs it."""
