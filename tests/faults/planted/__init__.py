"""The faults, one file a subject. `tests.faults.names()` imports them all."""
