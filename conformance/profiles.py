"""How hard a run tries: the Hypothesis profiles, and what makes a run repeatable.

A run is a function of its seed. So no example database carries what an earlier run found into
this one, no time limit decides on the speed of the machine, and the seed is fixed unless one is
asked for. Ask for another seed to look elsewhere, for a greater profile to look longer.
"""

from hypothesis import HealthCheck, Phase, settings

DEFAULT = "default"
DEFAULT_SEED = 0

# Examples of each rule.
EXAMPLES = {"quick": 8, "default": 40, "thorough": 400}
# Inputs drawn for each entry of the operator database, besides those that every run tries.
DRAWN = {"quick": 2, "default": 5, "thorough": 20}

REPEATABLE = settings(
    database=None,
    deadline=None,
    derandomize=False,
    print_blob=False,
    # The first divergence of a rule is shrunk; explaining it is the report's work.
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)


def register() -> None:
    """Make the profiles known to Hypothesis; `default` takes the place of its own of that name."""
    for name, examples in EXAMPLES.items():
        settings.register_profile(name, REPEATABLE, max_examples=examples)
