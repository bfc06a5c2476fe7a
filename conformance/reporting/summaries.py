"""A run in one line of JSON, for embedding."""

import msgspec

from conformance.reporting.results import Results


def as_json(results: Results) -> str:
    """Where the run happened, and its totals."""
    summary = {
        "conforms": results.totals.fail == 0,
        "totals": results.totals,
        "environment": results.environment,
        "suite": results.suite,
    }
    return msgspec.json.encode(summary).decode()


def badge(results: Results) -> str:
    """The endpoint of a badge, as shields.io asks for it."""
    totals = results.totals
    judged = totals.rules - totals.skip
    kept = totals.passed + totals.fixed
    colour = "red" if totals.fail else "lightgrey" if not judged else "brightgreen"
    summary = {
        "schemaVersion": 1,
        "label": f"autograd conformance, torch {results.environment.torch}",
        "message": f"{kept} of {judged} rules" if judged else "no rule judged",
        "color": colour,
    }
    return msgspec.json.encode(summary).decode()


FORMS = {"json": as_json, "badge": badge}
