"""Settings of optimizers that came later: a group of an earlier release does not list them."""

from .. import semantics

# By the release's switch; the optimizers not named had them from the first.
_LATER = {
    "lbfgs_may_maximize": {"maximize": ("LBFGS",)},
    "all_optimizers_may_be_differentiable": {
        "differentiable": ("Adadelta", "Adamax", "ASGD", "NAdam", "RAdam", "Rprop"),
    },
    "optimizers_run_otherwise": {
        "capturable": ("Adadelta", "Adamax", "ASGD", "NAdam", "RAdam", "Rprop"),
        "decoupled_weight_decay": ("NAdam", "RAdam"),
        "maximize": ("NAdam", "RAdam"),
    },
}


def settings_of_release(optimizer, settings):
    """Those of the settings that this optimizer has in this release."""
    names = {cls.__name__ for cls in type(optimizer).__mro__}
    absent = {
        setting
        for switch, later in _LATER.items()
        if not getattr(semantics.current(), switch)
        for setting, optimizers in later.items()
        if names.intersection(optimizers)
    }
    return {name: value for name, value in settings.items() if name not in absent}
