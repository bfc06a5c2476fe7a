"""What is delivered: the wheel, the README's commands, the environments of tox."""

import configparser
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile

import pytest

from conformance import __version__
from tests.product.conftest import CHECKOUT

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy of the sources."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(CHECKOUT / name, source)
    for name in ("conformance", "reference_impl"):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(CHECKOUT / name, source / name, ignore=ignored)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(source)], check=True)
    return next(folder.glob("*.whl"))


class TestWheel:
    """The package as it is installed."""

    def test_has_every_file_of_the_packages(self, wheel):
        """Modules, rules, schema, corpus and templates; and nothing else."""
        expected = {
            path.relative_to(CHECKOUT).as_posix()
            for package in ("conformance", "reference_impl")
            for path in (CHECKOUT / package).rglob("*")
            if path.suffix in {".py", ".toml", ".json", ".html", ".css", ".js"}
        }
        names = zipfile.ZipFile(wheel).namelist()
        assert {name for name in names if ".dist-info/" not in name} == expected

    def test_does_not_require_torch(self, wheel):
        """Installing the suite must not replace the torch it is to judge."""
        required = [
            line for line in self.metadata(wheel) if line.startswith("Requires-Dist: torch")
        ]
        assert [line for line in required if "extra ==" not in line] == []
        assert required == ['Requires-Dist: torch>=1.13; extra == "torch"']

    def test_names_itself(self, wheel):
        """Name, version and Python."""
        metadata = self.metadata(wheel)
        assert "Name: torch-autograd-conformance" in metadata
        assert f"Version: {__version__}" in metadata
        assert "Requires-Python: >=3.10" in metadata

    def test_works_from_another_folder(self, wheel, tmp_path):
        """Command, plugin and `--pyargs` after a plain install, far from the checkout."""
        site = tmp_path / "site"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
        subprocess.run([*pip, "--target", str(site), str(wheel)], check=True)
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()

        def run(*command):
            environment = os.environ | {"PYTHONPATH": str(site)}
            return subprocess.run(
                command, cwd=elsewhere, env=environment, capture_output=True, text=True
            )

        collected = run(
            sys.executable, "-m", "pytest", "--pyargs", "conformance", "--collect-only", "-q"
        )
        assert collected.returncode == 0, collected.stdout + collected.stderr
        assert "test_detach.py::test_rule[detach.shares-memory]" in collected.stdout
        listed = run(
            sys.executable, site / "bin" / "torch-conformance", "rules", "--area", "detach"
        )
        assert "detach.shares-memory" in listed.stdout, listed.stderr
        ran = run(
            *(sys.executable, site / "bin" / "torch-conformance", "run", "--profile", "quick"),
            *("-k", "detach.shares-memory", "-p", "no:cacheprovider"),
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert "1 pass" in ran.stdout

    @staticmethod
    def metadata(wheel):
        """The lines of the wheel's metadata."""
        archive = zipfile.ZipFile(wheel)
        name = next(name for name in archive.namelist() if name.endswith("/METADATA"))
        return archive.read(name).decode().splitlines()


class TestReadme:
    """The two commands the README opens with."""

    def command(self, name):
        """The command of that mark."""
        return re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", README)[1]

    def test_opens_with_them(self):
        """The main job first, then the tests; each one line."""
        blocks = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
        assert blocks[:2] == [self.command("main"), self.command("tests")]

    @pytest.mark.parametrize(("mark", "environment"), [("main", "conformance"), ("tests", "tests")])
    def test_run_an_environment_of_tox(self, mark, environment):
        """Which sets itself up."""
        assert self.command(mark).endswith(f"tox run -e {environment}")

    @pytest.mark.parametrize(
        ("tests", "status", "closing"),
        [
            ("echo '===== 3 passed in 0.10s ====='", 0, "===== 3 passed in 0.10s ====="),
            ("echo '== 1 failed in 1.0s =='; exit 1", 1, "== 1 failed in 1.0s =="),
            ("echo nothing", 1, ".ci/run: the tests did not run to their end"),
        ],
    )
    def test_ci_runs_the_command_as_written(self, tmp_path, tests, status, closing):
        """Its closing line is printed last, and its failure is a failure."""
        (tmp_path / ".ci").mkdir()
        shutil.copy(CHECKOUT / ".ci" / "run", tmp_path / ".ci")
        text = README.replace(self.command("tests"), tests)
        (tmp_path / "README.md").write_text(text, encoding="utf-8")
        run = subprocess.run(
            [tmp_path / ".ci" / "run"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert run.returncode == status, run.stdout
        assert run.stdout.splitlines()[0] == f"+ {tests}"
        assert run.stdout.splitlines()[-1] == closing

    def test_ci_is_executable(self):
        """As a file of the repository."""
        assert (CHECKOUT / ".ci" / "run").stat().st_mode & stat.S_IXUSR


def test_the_matrix_has_supported_pairs_only():
    """Old releases of torch have no wheels for new Pythons."""
    tox = subprocess.run(
        [sys.executable, "-m", "tox", "list", "--no-desc", "-m", "matrix"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    newest = {"torch1131": 311, "torch201": 311, "torch241": 312}
    releases = ("1131", "201", "241", "280", "2130", "2141", "215")
    expected = {
        f"py{python}-torch{release}"
        for release in releases
        for python in range(310, newest.get(f"torch{release}", 313) + 1)
    }
    assert {line for line in tox.stdout.split() if line.startswith("py")} == expected


def test_defaults_are_of_one_torch():
    """The main job and the tests use the same release, without asking for an index."""
    tox = configparser.ConfigParser()
    tox.read(CHECKOUT / "tox.ini", encoding="utf-8")
    for name in ("conformance", "tests"):
        assert "torch==2.13.0" in tox[f"testenv:{name}"]["deps"].split()
    assert "index" not in (CHECKOUT / "tox.ini").read_text(encoding="utf-8")
