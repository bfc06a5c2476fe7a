"""The workflow that users copy: its parts fit together, and its shell does what it says."""

import json
import os
import re
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parents[2]
RECIPE = CHECKOUT / "docs" / "recipes" / "conformance.yml"
JOBS = yaml.safe_load(RECIPE.read_text(encoding="utf-8"))["jobs"]
STEPS = [(name, step) for name, job in JOBS.items() for step in job["steps"]]
SCRIPTS = [step["run"] for _, step in STEPS if "run" in step]
BY_NAME = {step["name"]: step["run"] for _, step in STEPS if "name" in step}

# What the workflow asks of GitHub: the last run on the main branch, its artifacts, a comment.
GH = """#!/bin/bash
case "$1 $2" in
  "run list") if [ -e main ]; then echo 42; fi ;;
  "run download") [ "$3" = 42 ] && [ -e main/kept ] || exit 1; cp -r main/kept artifacts ;;
  "pr comment") cp comment.md posted.md ;;
esac
"""


def named(action):
    """What the steps that use an action are told, by job."""
    return [(job, step["with"]) for job, step in STEPS if step.get("uses", "").startswith(action)]


def test_actions_are_pinned():
    used = [step["uses"] for _, step in STEPS if "uses" in step]
    assert used
    assert [each for each in used if not re.fullmatch(r"[\w-]+/[\w-]+@v\d+(\.\d+)*", each)] == []


def test_jobs_and_artifacts_fit_together():
    """A job waits for one that there is; what is downloaded was uploaded by a job before it."""
    (job, wanted) = named("actions/download-artifact")[0]
    before = JOBS[job]["needs"]
    uploaded = [told["name"] for name, told in named("actions/upload-artifact") if name == before]
    assert before in JOBS
    assert [name for name in uploaded if name.startswith(wanted["pattern"].rstrip("*"))] == uploaded
    releases = JOBS[before]["strategy"]["matrix"]["torch"]
    assert "${{ matrix.torch }}" in uploaded[0], "several runs may not upload under one name"
    assert len(set(releases)) == len(releases) > 1
    assert f'--pattern "{wanted["pattern"]}"' in BY_NAME["results of the main branch"]
    assert set(re.findall(r'"\$(\w+)"', "".join(SCRIPTS))) <= {
        *("SUBJECT", "PULL", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "last", "worst", "new"),
    }


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: shlex.split(script)[0])
def test_bash_understands_each_step(script):
    subprocess.run(["bash", "-n", "-c", script], check=True)


# -- the steps that compare, as GitHub runs them -----------------------------------------------


@pytest.fixture
def steps(tmp_path):
    """Runs steps one after the other, like a job: until one fails, with what they export."""
    tools = tmp_path / "bin"
    tools.mkdir()
    conformance = (
        f'#!/bin/bash\nPYTHONPATH="{CHECKOUT}" exec "{sys.executable}" -m conformance "$@"\n'
    )
    for name, text in {"gh": GH, "torch-conformance": conformance}.items():
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(stat.S_IRWXU)
    env = dict(os.environ, PATH=f"{tools}{os.pathsep}{os.environ['PATH']}", PULL="1")
    for name in ("GITHUB_ENV", "GITHUB_STEP_SUMMARY"):
        env[name] = str(tmp_path / name.lower())

    def run(*names):
        for name in names:
            exported = tmp_path / "github_env"
            lines = exported.read_text(encoding="utf-8").split() if exported.exists() else []
            given = {**env, **dict(line.split("=") for line in lines)}
            script = ["bash", "-e", "-c", BY_NAME[name]]
            status = subprocess.run(script, cwd=tmp_path, env=given, check=False).returncode
            if status:
                return name, status
        return None, 0

    return run


def put(folder, release, status="pass"):
    """Writes published results to a folder; one rule in them has this status."""
    folder.mkdir(parents=True, exist_ok=True)
    text = (CHECKOUT / "docs" / "matrix" / "2.15.0.json").read_text(encoding="utf-8")
    results = json.loads(text)
    (rule,) = (each for each in results["rules"] if each["id"] == "detach.shares-memory")
    assert rule["status"] == "pass"
    if status == "fail":
        rule["status"] = "fail"
        rule["divergences"] = [
            {
                "signature": "planted",
                "program": "import torch\nx = torch.ones(2)\n",
                "step": 1,
                "level": "values",
                "where": "x",
                "expected": "2.0",
                "actual": "3.0",
            }
        ]
        results["totals"]["pass"] -= 1
        results["totals"]["fail"] = results["totals"].get("fail", 0) + 1
    (folder / f"{release}.json").write_text(json.dumps(results), encoding="utf-8")


JOB = ("results of the main branch", "compare", "comment", "verdict")


def test_the_first_run(steps, tmp_path):
    """Nothing is on main yet: the comment says so, and all is well."""
    put(tmp_path / "new", "2.15.0")
    assert steps(*JOB) == (None, 0)
    assert "2.15.0.json: nothing on main yet" in (tmp_path / "posted.md").read_text()


def test_results_that_are_no_longer_kept(steps, tmp_path):
    """GitHub deletes artifacts after a while; that is no failure of the change."""
    put(tmp_path / "new", "2.15.0")
    (tmp_path / "main").mkdir()
    assert steps(*JOB) == (None, 0)
    assert "nothing on main yet" in (tmp_path / "posted.md").read_text()


def test_regressions_of_two_releases(steps, tmp_path):
    """The comment and the summary have both, and the job fails at its end."""
    for release in ("2.13.0", "2.15.0"):
        put(tmp_path / "main" / "kept" / f"conformance-{release}", release)
        put(tmp_path / "new", release, "fail")
    assert steps(*JOB) == ("verdict", 1)
    posted = (tmp_path / "posted.md").read_text()
    assert posted.count("1 rule regressed of ") == 2
    assert posted == (tmp_path / "github_step_summary").read_text()


def test_no_regression(steps, tmp_path):
    put(tmp_path / "main" / "kept" / "conformance-2.15.0", "2.15.0")
    put(tmp_path / "new", "2.15.0")
    assert steps(*JOB) == (None, 0)
    assert "no rule regressed" in (tmp_path / "posted.md").read_text()
