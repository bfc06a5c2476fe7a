"""Reading results files: of this format and of older ones, whole or damaged.

A results file comes from another machine, another release of this package, or an editor. What is
read is therefore taken apart in three steps, and nothing is believed before the last one: it has to
be JSON without the liberties that hide a mistake (a key given twice), of the published form, and in
agreement with itself (totals that are the totals, a rule once). A file that fails is refused in one
line; one that passes says what its run found.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from conformance.reporting.results import SCHEMA, Results, ResultsError, Totals
from conformance.reporting.text import one_line

# Statuses that say the subject did as expected, or was not asked.
_WITHOUT_DIVERGENCE = ("pass", "fixed", "skip")
_LONGEST_NAME = 200


def read(path: Path) -> Results:
    """Read a results file of this format or of an older one.

    Raises:
        ResultsError: it cannot be read, is not a results file, or contradicts itself.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ResultsError(f"cannot read results file {path}: {error.strerror}") from error
    except ValueError as error:  # a name that no file can have
        raise ResultsError(f"cannot read results file {str(path)!r}: {error}") from error
    try:
        found = _parsed(content)
        version = msgspec.convert(found, _Versioned).schema
    except _Malformed as error:
        raise ResultsError(f"{path} is not a results file: {one_line(str(error))}") from error
    except msgspec.ValidationError as error:
        raise ResultsError(f"{path} is not a results file: {one_line(str(error))}") from error
    if not 1 <= version <= SCHEMA:
        raise ResultsError(
            f"{path} is a results file of version {version}, and this program reads versions 1 to "
            f"{SCHEMA}; use the release that wrote it, or run the suite again"
        )
    try:
        results = msgspec.convert(_UPGRADES[version](found), Results)
    except msgspec.ValidationError as error:
        raise ResultsError(f"{path} is not a valid results file: {one_line(str(error))}") from error
    for contradiction in _contradictions(results, version):
        raise ResultsError(f"{path} contradicts itself: {one_line(contradiction)}")
    return results


class _Malformed(ValueError):
    """The content is not JSON that can be relied on."""


class _Versioned(msgspec.Struct):
    """As much of a results file of any version as tells the version."""

    schema: int


def _parsed(content: bytes) -> Any:
    """The JSON value in the content: strict JSON in UTF-8, with every key once."""
    try:
        # msgspec is the strict one, as to encoding, numbers and surrogates; json sees each pair.
        msgspec.json.decode(content)
        return json.loads(content, object_pairs_hook=_without_repetition)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _Malformed(str(error)) from error
    except RecursionError as error:
        raise _Malformed("it is nested too deeply") from error
    except ValueError as error:  # a key twice, or a number of thousands of digits
        raise _Malformed(str(error)) from error


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (key, times), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise _Malformed(f"the key {key!r} stands {times} times in one object")
    return found


def _from_1(content: dict[str, Any]) -> dict[str, Any]:
    """Version 1 did not say which suite judged on which levels: that stays unknown."""
    environment = content.get("environment")
    if isinstance(environment, dict):
        environment = {**environment, "levels": []}
    unknown = {"version": "", "revision": ""}
    return {**content, "schema": SCHEMA, "suite": unknown, "environment": environment}


_UPGRADES = {1: _from_1, 2: lambda content: content}


def _contradictions(results: Results, version: int) -> Iterator[str]:
    """What cannot be true of any run, in the order in which it is noticed."""
    if version > 1 and not (results.suite.revision and results.environment.levels):
        yield "a file of this version says which suite judged, and on which levels"
    yield from _unprintable(results)
    for rule_id, times in Counter(rule.id for rule in results.rules).items():
        if times > 1:
            yield f"the rule {rule_id!r} stands in it {times} times"
    for rule in results.rules:
        if rule.id.partition(".")[0].replace("-", "_") != rule.area:
            yield f"the rule {rule.id!r} is not of the area {rule.area!r}"
        if rule.divergences and rule.status in _WITHOUT_DIVERGENCE:
            yield f"the rule {rule.id!r} has the status {rule.status!r} and a divergence"
    counted = msgspec.to_builtins(Totals.of(results.rules))
    for name, total in msgspec.to_builtins(results.totals).items():
        if total != counted[name]:
            yield f"totals.{name} is {total}, and the rules make {counted[name]}"


def _unprintable(results: Results) -> Iterator[str]:
    """Names are shown in lines and headings: each has to fit there, and to be seen."""
    suite, environment = results.suite, results.environment
    names = [suite.version, suite.revision, environment.torch, environment.python]
    names += [environment.platform, environment.device, environment.subject, environment.profile]
    names += environment.levels
    for rule in results.rules:
        names += [rule.id, rule.area, *(each.switch for each in rule.semantics)]
    for name in names:
        if not name.isprintable() or len(name) > _LONGEST_NAME:
            yield f"{name[:_LONGEST_NAME]!r} is no name of anything"
