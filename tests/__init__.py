"""Tests of the specification, of the harness and of the product."""
