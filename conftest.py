"""Loads the plugin when the suite is run from a checkout that is not installed.

An installed package has it loaded already, by its entry point. That must then be this checkout's
(`pip install --editable .`): two copies of one package cannot be imported in one process.
"""

import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent

_loaded = sys.modules.get("conformance.plugin")
if _loaded is None:
    pytest_plugins = ["conformance.plugin"]
elif CHECKOUT not in Path(_loaded.__file__).resolve().parents:

    def pytest_configure(config):
        """Say which of the two copies to use, and how."""
        raise _loaded.CannotRun(
            f"it is installed at {Path(_loaded.__file__).parent}, and this is the checkout "
            f"{CHECKOUT}: run `python -m pytest`, which prefers the checkout, or from another "
            "folder `pytest --pyargs conformance`"
        )
