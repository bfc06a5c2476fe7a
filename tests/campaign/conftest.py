"""Campaigns, run as a person would: in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.campaign.journal import read

CHECKOUT = Path(__file__).resolve().parents[2]


def _start(folder, arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "conformance", "fuzz", *map(str, arguments)],
        cwd=folder,
        env=dict(os.environ, PYTHONPATH=str(CHECKOUT)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def start(tmp_path):
    """Starts a campaign and returns the process; it is ended with the test."""
    started = []

    def start(*arguments):
        started.append(_start(tmp_path, arguments))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def run_campaign(tmp_path_factory):
    """Runs a campaign; its exit status, what it printed, and what it said on stderr."""
    folder = tmp_path_factory.mktemp("campaign")

    def run(*arguments):
        with _start(folder, arguments) as process:
            out, err = process.communicate(timeout=600)
        return process.returncode, out, err

    return run


@pytest.fixture
def fuzz(run_campaign):
    """As `run_campaign`."""
    return run_campaign


@pytest.fixture(scope="session")
def journal():
    """Reads a results file."""
    return lambda path: read(path)[0]
