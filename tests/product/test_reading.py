"""Reading results files: old ones are understood, and damaged ones refused in one line."""

import json

import msgspec
import pytest

from conformance.reporting.reading import read
from conformance.reporting.results import SCHEMA, ResultsError
from tests.product.mutations import mutations
from tests.product.test_results import results

# Each takes a few tenths of a millisecond.
MUTATIONS = 6000


def content():
    """What a results file holds."""
    return msgspec.to_builtins(results())


def read_content(tmp_path, found):
    """Read what a file with this content holds; `found` is its bytes, or what they stand for."""
    path = tmp_path / "out.json"
    path.write_bytes(found if isinstance(found, bytes) else json.dumps(found).encode())
    return read(path)


def assert_refused(tmp_path, found, message):
    """One line names the file and the reason."""
    with pytest.raises(ResultsError, match=message) as caught:
        read_content(tmp_path, found)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "out.json"))


def test_what_is_not_known_is_ignored(tmp_path):
    """A file with a field more is still a file of this version."""
    assert read_content(tmp_path, content() | {"host": "x"}) == results()


def test_a_file_of_version_1(tmp_path):
    """What it did not say is unknown; all else is understood."""
    found = content() | {"schema": 1}
    del found["suite"], found["environment"]["levels"]
    for rule in found["rules"]:
        rule.pop("example", None), rule.pop("semantics", None)
    old = read_content(tmp_path, found)
    assert (old.suite.revision, old.environment.levels) == ("", [])
    assert old.environment.torch == results().environment.torch
    assert [rule.status for rule in old.rules] == [rule.status for rule in results().rules]
    assert old.rules[1].divergences == results().rules[1].divergences


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (b'{"schema": 99}', rf"of version 99, .* reads versions 1 to {SCHEMA}"),
        (b'{"schema": 0}', r"of version 0"),
        (b'{"schema": "2"}', r"is not a results file: Expected `int`, got `str`"),
        (b'{"schema": 2, "rules": "of another form"}', r"is not a valid results file"),
        (b'{"schema": 1, "environment": 3}', r"is not a valid results file"),
        (b'{"rules": []}', r"is not a results file: .*`schema`"),
        (b"[]", r"is not a results file: Expected `object`, got `array`"),
        (b"", r"is not a results file: Input data was truncated"),
        (b"\xff\xfe", r"is not a results file"),
        ('{"schema": 2}'.encode("utf-16"), r"is not a results file"),
        (b'{"schema": NaN}', r"is not a results file: JSON is malformed"),
        (b'{"schema": 1' + b"0" * 10_000 + b"}", r"is not a results file"),
        (b'{"schema": 1, "schema": 2}', r"the key 'schema' stands 2 times in one object"),
        (b"[" * 100_000, r"is not a results file: it is nested too deeply"),
        (b'{"schema": 2, "x": "\\ud800"}', r"is not a results file"),
    ],
)
def test_what_is_no_results_file(tmp_path, found, message):
    """Another kind of file, another version, or broken JSON."""
    assert_refused(tmp_path, found, message)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda found: found["totals"].update({"pass": 3}), r"totals.pass is 3, .* make 2$"),
        (lambda found: found["totals"].update(examples=1), r"totals.examples is 1, .* make 53$"),
        (lambda found: found["rules"].pop(), r"totals.rules is 4, and the rules make 3$"),
        (lambda found: found["rules"].append(found["rules"][0]), r"'detach.a' stands in it 2 tim"),
        (lambda found: found["rules"][0].update(area="data"), r"is not of the area 'data'$"),
        (lambda found: found["rules"][1].update(status="pass"), r"the status 'pass' and a diverg"),
        (lambda found: found["rules"][0].update(status="ok"), r"Invalid enum value 'ok'"),
        (lambda found: found["rules"][0].update(status="a\nb"), r"Invalid enum value 'a\\nb'"),
        (lambda found: found["rules"][0].update(examples=1e300), r"Expected `int`, got `float`"),
        (lambda found: found["suite"].update(revision=""), r"says which suite judged"),
        (lambda found: found["environment"].update(levels=[]), r"says which suite judged"),
        (lambda found: found["environment"].update(torch="\x1b[2J"), r"'\\x1b\[2J' is no name"),
        (lambda found: found["environment"].update(subject="x" * 999), r"'x+' is no name"),
    ],
)
def test_a_file_that_contradicts_itself(tmp_path, damage, message):
    """No run can have written it so."""
    found = content()
    damage(found)
    assert_refused(tmp_path, found, message)


def test_a_place_without_a_file(tmp_path):
    """A folder, nothing, or a name that no file has."""
    for path, reason in (("", "Is a directory"), ("none", "No such file"), ("a\0b", "null byte")):
        with pytest.raises(ResultsError, match=f"^cannot read results file .*{reason}"):
            read(tmp_path / path)


def test_mangled_files_are_refused_or_read_as_they_stand(tmp_path):
    """Whatever happened to a file: one line, or what a plain reading of its JSON says."""
    path = tmp_path / "out.json"
    refusals, read_anyhow = [], 0
    for mangled in mutations(json.dumps(content()).encode(), MUTATIONS, seed=0):
        path.write_bytes(mangled)
        try:
            found = read(path)
        except ResultsError as error:
            refusals.append(str(error))
            continue
        read_anyhow += 1
        plain = json.loads(mangled)
        assert [rule.status for rule in found.rules] == [rule["status"] for rule in plain["rules"]]
        assert [rule.id for rule in found.rules] == [rule["id"] for rule in plain["rules"]]
        assert found.environment.torch == plain["environment"]["torch"]
        assert found.totals.fail == sum(rule.status == "fail" for rule in found.rules)
    assert [refusal for refusal in refusals if "\n" in refusal] == []
    # Both happen, or this test would show nothing.
    assert min(len(refusals), read_anyhow) > MUTATIONS // 50
