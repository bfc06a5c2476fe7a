"""Loads the plugin when the suite is run from a checkout that is not installed.

An installed package has it loaded already, by its entry point. That must then be this checkout's
(`pip install --editable .`): two copies of one package cannot be imported in one process.
"""

import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent

_loaded = sys.modules.get("conformance.plugin")
if _loaded is None:
    pytest_plugins = ["conformance.plugin"]
elif CHECKOUT not in Path(_loaded.__file__).resolve().parents:
    raise pytest.UsageError(
        f"conformance is installed at {Path(_loaded.__file__).parent}, but this is the checkout "
        f"{CHECKOUT}: run `python -m pytest`, which prefers the checkout, or from another folder "
        "`pytest --pyargs conformance`"
    )
