"""The command line: what it prints, and its exit statuses."""

import json
import re
import shlex
import subprocess
import sys

import pytest
from msgspec import UNSET

from conformance.cli import cli, main
from conformance.reporting.results import Divergence, Environment, Results, RuleResult, write
from conformance.rules.catalogue import load
from tests.product.conftest import CHECKOUT
from tests.product.mutations import mutations

ENVIRONMENT = Environment.of_this_process(
    torch="2.13.0", device="cpu", subject="eager", seed=0, profile="quick"
)


@pytest.fixture
def command(python):
    """Runs `python -m conformance`."""

    def run(*arguments, **environment):
        return python("-m", "conformance", *arguments, **environment)

    return run


def assert_cannot_run(run, *parts):
    """Exit status 2, with one line on stderr that has these parts."""
    assert run.status == 2, run.text
    assert run.out == ""
    assert run.err.count("\n") == 1, run.text
    assert run.err.startswith("torch-conformance: ")
    for part in parts:
        assert part in run.err


class TestRules:
    """`torch-conformance rules`."""

    def test_lists_all(self, command):
        """Id, statement and source of each, without torch being imported."""
        run = command("rules")
        assert run.status == 0, run.text
        for rule in load().values():
            assert f"{rule.id}\n  {rule.statement}\n  {rule.source}\n" in run.out

    def test_of_one_area_as_json(self, command):
        """What a program reads."""
        run = command("rules", "--area", "requires_grad", "--format", "json")
        entries = json.loads(run.out)
        assert {entry["area"] for entry in entries} == {"requires_grad"}
        assert set(entries[0]) == {"id", "area", "statement", "source", "since", "places"}

    def test_as_a_page(self, command, tmp_path):
        """With an example of each, and what it does; of the rules that were asked for."""
        run = command("rules", "--area", "detach", "--format", "html")
        assert run.status == 0, run.text
        rules = load().in_area("detach")
        ids = set(re.findall(r'<h3 id="([\w.-]+)">', run.out))
        assert ids == {rule.id for rule in rules}
        examples = set(re.findall(r'<pre id="program-([\w.-]+)"', run.out))
        assert len(examples) >= len(rules) - 1
        assert "grad_fn " in run.out
        assert not re.findall(r"(?:src|rel=.stylesheet. href)=.(?!data:)", run.out)

    def test_that_match_a_text(self, command):
        """In the id or the statement, in upper or lower case."""
        run = command("rules", "--match", "VERSION COUNTER", "--format", "json")
        found = {entry["id"] for entry in json.loads(run.out)}
        assert "detach.shares-version-counter" in found
        assert len(found) < len(load())

    def test_none_matches(self, command):
        """Which is no error."""
        run = command("rules", "--match", "no such words anywhere")
        assert (run.status, run.out) == (0, "")
        assert "no rule matches" in run.err

    def test_unknown_area(self, command):
        """Names the areas there are."""
        assert_cannot_run(command("rules", "--area", "colours"), "'colours'", "detach")

    def test_reader_that_stops_reading(self):
        """As `| head` does."""
        process = subprocess.run(
            f"{sys.executable} -m conformance rules | head -n 1",
            shell=True,
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
        )
        assert (process.returncode, process.stderr) == (0, "")


class TestReport:
    """`torch-conformance report`."""

    def test_shows_a_results_file(self, command, tmp_path):
        """As the run showed it."""
        found = Divergence("s", "x = torch.ones(2)", 0, "values", "1.0", "2.0")
        rules = [RuleResult("detach.shares-memory", "detach", "fail", 3, [found])]
        write(Results.of(ENVIRONMENT, rules), tmp_path / "out.json")
        run = command("report", "out.json")
        assert run.status == 0, run.text
        assert "FAIL detach.shares-memory" in run.out
        assert "   > x = torch.ones(2)" in run.out
        assert "\x1b" not in run.out

    def test_in_one_line(self, command, tmp_path):
        """For a program, and for a badge."""
        rules = [RuleResult("detach.shares-memory", "detach", "pass", 3, [])]
        write(Results.of(ENVIRONMENT, rules), tmp_path / "out.json")
        run = command("report", "out.json", "--summary", "json")
        assert (run.status, run.out.count("\n")) == (0, 1)
        found = json.loads(run.out)
        assert found["conforms"] is True
        assert found["totals"]["pass"] == 1
        assert json.loads(command("report", "out.json", "--summary", "badge").out) == {
            "schemaVersion": 1,
            "label": "autograd conformance, torch 2.13.0",
            "message": "1 of 1 rules",
            "color": "brightgreen",
        }

    @pytest.mark.parametrize(
        ("content", "part"),
        [
            (None, "No such file"),
            ("", "is not a results file"),
            ('{"schema": 99}', "version 99"),
            ('{"schema": 2}', "is not a valid results file"),
        ],
    )
    def test_bad_file(self, command, tmp_path, content, part):
        """One line with the name of the file and the reason."""
        if content is not None:
            (tmp_path / "out.json").write_text(content, encoding="utf-8")
        assert_cannot_run(command("report", "out.json"), "out.json", part)


class TestCompare:
    """`torch-conformance compare`."""

    @pytest.fixture
    def files(self, tmp_path):
        """Results files by what they say of one rule."""
        found = Divergence("s", "x = torch.ones(2)", 0, "values", "1.0", "2.0")
        for status, reason in (("pass", UNSET), ("fail", UNSET), ("skip", "not selected")):
            divergences = [found] if status == "fail" else []
            rules = [
                RuleResult("detach.shares-memory", "detach", status, 3, divergences, reason),
                RuleResult("detach.cuts-gradient", "detach", "pass", 3, []),
            ]
            write(Results.of(ENVIRONMENT, rules), tmp_path / f"{status}.json")
        return tmp_path

    def test_nothing_regressed(self, command, files):
        """Exit status 0."""
        run = command("compare", "pass.json", "pass.json")
        assert run.status == 0, run.text
        assert run.out.endswith("no rule regressed of 2 judged in both runs\n")

    def test_a_regression(self, command, files):
        """Exit status 1; and a file if one is asked for."""
        run = command("compare", "pass.json", "fail.json", "--format", "markdown", "-o", "out.md")
        assert (run.status, run.out, run.err) == (1, "", "")
        assert "x = torch.ones(2)" in (files / "out.md").read_text(encoding="utf-8")

    def test_a_rule_that_was_left_out(self, command, files):
        """Exit status 2: nothing can be said of it."""
        run = command("compare", "pass.json", "skip.json")
        assert run.status == 2, run.text
        assert "UNCHECKED" in run.out
        assert "detach.shares-memory: not selected" in run.err

    def test_a_rule_that_is_missing(self, command, files):
        """The same, where the newer file does not know the rule at all."""
        found = json.loads((files / "pass.json").read_text(encoding="utf-8"))
        found["rules"][0]["id"] = "detach.another"
        (files / "renamed.json").write_text(json.dumps(found), encoding="utf-8")
        run = command("compare", "pass.json", "renamed.json")
        assert run.status == 2, run.text
        assert "(detach.shares-memory: is not there)" in run.err

    def test_damage_never_ends_in_a_traceback(self, files, capsys):
        """In no format: the regression, or exit status 2 and one line."""
        statuses = set()
        formats = ("text", "markdown", "json", "junit")
        whole = (files / "fail.json").read_bytes()
        for number, mangled in enumerate(mutations(whole, 800, seed=2)):
            (files / "mangled.json").write_bytes(mangled)
            asked = ["compare", files / "pass.json", files / "mangled.json"]
            with pytest.raises(SystemExit) as end:
                main([*map(str, asked), "--format", formats[number % 4]])
            statuses.add(end.value.code)
            assert len(capsys.readouterr().err.splitlines()) == (end.value.code == 2), mangled
        assert statuses == {1, 2}

    def test_a_place_that_cannot_be_written(self, command, files):
        """One line."""
        run = command("compare", "pass.json", "pass.json", "-o", "pass.json/out")
        assert_cannot_run(run, "cannot write pass.json/out: ")

    def test_what_cannot_be_compared(self, command, files):
        """Exit status 2, and one line."""
        environment = Environment.of_this_process(
            torch="2.13.0", device="cpu", subject="eager", seed=0, profile="thorough"
        )
        write(Results.of(environment, []), files / "other.json")
        run = command("compare", "pass.json", "other.json")
        assert_cannot_run(run, "profile quick and thorough")
        assert_cannot_run(command("compare", "pass.json", "none.json"), "none.json: No such file")


class TestDocuments:
    """The commands that the documents tell people to use."""

    def test_are_understood(self):
        """Each has a command of that name, with these options."""
        texts = [*CHECKOUT.glob("docs/**/*.md"), *CHECKOUT.glob("docs/recipes/*.y*ml")]
        told = 0
        for path in [CHECKOUT / "README.md", *texts]:
            text = path.read_text(encoding="utf-8")
            for line in re.findall(r"^[ \w:-]*\btorch-conformance ([a-z].*)$", text, re.MULTILINE):
                plain = re.split(r" +(?:#|>|>>|\|\|) ?", line)[0]
                name, *arguments = shlex.split(plain)
                cli.commands[name].make_context(name, arguments)
                told += 1
        assert told > 10

    def test_the_site_of_the_documents(self, command, tmp_path):
        """A folder of results makes a site; an empty one is no mistake to pass over."""
        (tmp_path / "matrix").mkdir()
        assert_cannot_run(command("report", "matrix", "-o", "site"), "matrix holds no results file")
        rules = [RuleResult("detach.shares-memory", "detach", "pass", 3, [])]
        write(Results.of(ENVIRONMENT, rules), tmp_path / "matrix" / "2.13.0.json")
        assert command("report", "matrix", "-o", "site").status == 0
        assert (tmp_path / "site" / "rules" / "detach.shares-memory.html").exists()


class TestRun:
    """`torch-conformance run`."""

    @pytest.mark.parametrize(
        "arguments", [["--subject", "nothing_like_this"], ["--report", "none/out.json"]]
    )
    def test_cannot_run(self, command, arguments):
        """One line on stderr and exit status 2, from here as from pytest."""
        run = command("run", *arguments, PYTEST_DISABLE_PLUGIN_AUTOLOAD="")
        assert (run.status, run.out) == (2, ""), run.text
        assert run.err.count("\n") == 1, run.text

    def test_nothing_selected(self, command):
        """A run that judged nothing does not conform."""
        run = command("run", "-k", "no_such_rule_anywhere", PYTEST_DISABLE_PLUGIN_AUTOLOAD="")
        assert run.status == 2, run.text
        assert "no test of the suite was selected" in run.err

    def test_passes_and_reports(self, command, tmp_path):
        """Options of its own and of pytest work together."""
        run = command(
            *("run", "--profile", "quick", "--seed", "3", "--report", "out.json", "-q"),
            *("-k", "detach.shares-memory"),
            PYTEST_DISABLE_PLUGIN_AUTOLOAD="",
        )
        assert run.status == 0, run.text
        content = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
        assert content["environment"]["seed"] == 3
        assert content["totals"]["pass"] == 1


PROGRAM = """\
x = torch.ones(2, requires_grad=True)
y = x * 3
with torch.no_grad():
    y.add_(1)
y.sum().backward()
"""

# A library that looks like torch, and whose `ones` are twos.
TWOS = """
import reference_impl
globals().update(vars(reference_impl))

def ones(*sizes, **options):
    return reference_impl.full(sizes, 2.0, **options)
"""


class TestReplay:
    """`torch-conformance replay`."""

    @pytest.fixture
    def program(self, tmp_path):
        """A program file without header."""
        (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
        return "program.py"

    def test_that_conforms(self, command, program):
        """Each step with what it did, and exit status 0."""
        run = command("replay", program, "--subject", "reference")
        assert run.status == 0, run.text
        assert re.search(
            r"^2  y = x \* 3 +y: \[3\.0, 3\.0\], .*Mul.* the same *$", run.out, re.MULTILINE
        )
        assert run.out.endswith("reference conforms on this program\n")

    def test_that_diverges(self, command, program, tmp_path):
        """Both sides of each difference, where the first is, and exit status 1."""
        (tmp_path / "twos.py").write_text(TWOS, encoding="utf-8")
        run = command("replay", program, "--subject", "twos")
        assert run.status == 1, run.text
        line = re.search(r"^1  x = torch.ones.*$", run.out, re.MULTILINE)
        assert re.search(r" x\.value: \[1\.0, 1\.0\] +x\.value: \[2\.0, 2\.0\] *$", line[0])
        assert run.out.endswith("twos parts from the specification at step 1 of 4: values\n")

    def test_a_file_of_the_corpus(self, command):
        """Its header says what it shows."""
        path = CHECKOUT / "conformance" / "corpus" / "detach" / "function_form.py"
        run = command("replay", path, "--subject", "reference")
        assert run.status == 0, run.text
        assert run.out.startswith("detach.")

    def test_as_a_script(self, command, program):
        """For plain torch, to be pasted elsewhere."""
        run = command("replay", program, "--python")
        assert (run.status, run.out) == (0, "import torch\n" + PROGRAM)

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            (None, ["cannot read bad.py: No such file"]),
            (b"\xff\xfe\x00", ["cannot read bad.py: not UTF-8"]),
            (b"x = (", ["bad.py: line 1: not Python"]),
            (b"import torch\nimport os", ["bad.py: line 2: ", "os"]),
            (b"x = open('bad.py')", ["bad.py: line 1: ", "open"]),
            (b"# rule: detach.a\nx = torch.ones(2)", ["bad.py:1: ", "'source'"]),
            (b"# claim: x\n# colour: red\nx = torch.ones(2)", ["bad.py:2: ", "'colour'"]),
        ],
    )
    def test_bad_program(self, command, tmp_path, text, parts):
        """One line with file, place and reason; nothing of it was run."""
        if text is not None:
            (tmp_path / "bad.py").write_bytes(text)
        assert_cannot_run(command("replay", "bad.py"), *parts)

    @pytest.mark.parametrize("option", [["--subject", "nothing_like_this"], ["--device", "none"]])
    def test_bad_subject(self, command, program, option):
        """As everywhere."""
        assert_cannot_run(command("replay", program, *option), option[1])


class TestOps:
    """`torch-conformance ops`."""

    def test_total(self, command):
        """A line an entry, then how many are covered."""
        run = command("ops", "acosh")
        assert run.status == 0, run.text
        assert re.search(r"^yes  acosh +f64 .*; values flags aliasing", run.out, re.MULTILINE)
        assert run.out.endswith("\n1 of 1 differentiable entries are covered\n")

    def test_as_json(self, command):
        """What a program reads."""
        content = json.loads(command("ops", "--format", "json", "acosh").out)
        assert [entry["name"] for entry in content["entries"]] == ["acosh"]

    def test_no_such_entry(self, command):
        """Nothing was judged."""
        assert_cannot_run(command("ops", "no_such_entry"), "'no_such_entry'")

    def test_without_expecttest(self, python):
        """Says what torch's database needs."""
        code = "import sys; sys.modules['expecttest'] = None; from conformance.cli import main; "
        run = python("-c", code + "main(['ops'])")
        assert_cannot_run(run, "needs expecttest", "pip install expecttest")

    def test_a_run_without_expecttest(self, python):
        """Says in its summary what it does not judge, and why."""
        code = "import sys; sys.modules['expecttest'] = None; import pytest; "
        plugins = ["-p", "hypothesispytest", "-p", "conformance.plugin"]
        run = python(
            "-c", code + f"pytest.main({[*plugins, '--pyargs', 'conformance.suite.test_op_db']})"
        )
        assert "not judged: the operator database of torch needs expecttest" in run.out


@pytest.mark.parametrize("arguments", [[], ["dance"], ["rules", "--colour"], ["report"]])
def test_wrong_usage(command, arguments):
    """Exit status 2 and one line."""
    assert_cannot_run(command(*arguments))


@pytest.mark.parametrize("name", ["run", "rules", "report", "replay", "ops"])
def test_help(command, name):
    """Every command explains itself, and the group lists it."""
    assert command(name, "--help").status == 0
    assert f"  {name} " in command("--help").out
