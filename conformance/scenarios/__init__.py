"""Scenarios: for each rule a program with a fixed heart, the rule, and random surroundings.

    @scenario("detach.shares-version-counter")
    def shares_version_counter(s):
        ...

A scenario is a function that writes its lines through a `Scene`. `build` makes the program of a
rule; `all_scenarios` lists what there is.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from conformance.scenarios.builder import Scene, Unbound
from conformance.scenarios.sources import HypothesisSource, RandomSource, SimplestSource, Source

__all__ = [
    "HypothesisSource",
    "RandomSource",
    "Scenario",
    "Scene",
    "SimplestSource",
    "Source",
    "all_scenarios",
    "build",
    "scenario",
]

Scenario = Callable[[Scene], None]
S = TypeVar("S", bound=Scenario)

_registry: dict[str, Scenario] = {}


def scenario(rule_id: str) -> Callable[[S], S]:
    """Decorator: this function writes programs about that rule."""

    def register(function: S) -> S:
        if rule_id in _registry:
            raise ValueError(f"two scenarios for the rule {rule_id}")
        _registry[rule_id] = function
        return function

    return register


def all_scenarios() -> dict[str, Scenario]:
    """Each rule's scenario, by rule id."""
    _load()
    return dict(_registry)


def build(
    rule_id: str,
    source: Source,
    expectation: str = "reference",
    sweep: int | None = None,
    surrounded: bool = True,
) -> Scene:
    """A scene that has run one program about a rule."""
    scene = Scene(source, expectation, sweep)
    _load()
    try:
        _registry[rule_id](scene)
        if surrounded:
            scene.surround()
    except Unbound as name:
        # What the scenario builds on was refused: its program ends there, and shows that.
        scene.broken_claims.append(f"{name} is bound")
    finally:
        scene.close()
    return scene


@cache
def _load() -> None:
    """Import every module of this package, so that its scenarios register themselves."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
