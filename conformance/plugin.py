"""The pytest plugin: options, the fixture the suite speaks to, and the results at the end.

It is loaded by every pytest run of an environment the suite is installed in, most of which have
nothing to do with it. So it imports nothing heavy until it knows that the conformance suite is
what runs (`_is_chosen`), and changes nothing of other runs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conformance import __version__, garbage

if TYPE_CHECKING:
    from conformance.reporting.recorder import Collector, Recorder
    from conformance.reporting.results import Environment, Results
    from conformance.subjects import Subject

PACKAGE = Path(__file__).resolve().parent

EXIT_DIVERGES = 1
EXIT_CANNOT_RUN = 2


class CannotRun(pytest.UsageError):
    """Something the person who started the run has to mend; ends it with exit status 2."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("conformance", "conformance of a torch's autograd")
    group.addoption(
        "--subject",
        default=None,
        metavar="NAME",
        help="what is judged: eager (default), reference, compile:BACKEND, or an importable module "
        "with torch's names, as in mypkg.torchlike",
    )
    group.addoption(
        "--device",
        default=None,
        metavar="DEVICE",
        help="device the programs run on (default: cpu)",
    )
    group.addoption(
        "--conformance-report",
        default=None,
        metavar="OUT.json",
        help="write the results to this file",
    )
    group.addoption(
        "--expectations",
        action="append",
        default=[],
        metavar="DIR",
        help="a folder of TOML files with known deviations, besides those of PyTorch's releases",
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_cmdline_main(config: pytest.Config):
    """Turn what makes a run impossible into one line on stderr and exit status 2."""
    try:
        return (yield)
    except CannotRun as error:
        print(f"conformance: {error}", file=sys.stderr)
        return EXIT_CANNOT_RUN


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose profile and seed before Hypothesis' own plugin reads them."""
    if _is_chosen(config):
        _set_up_hypothesis(config)
        _check_report_path(config)


@pytest.hookimpl(wrapper=True)
def pytest_sessionstart(session: pytest.Session):
    """Make the subject: after every plugin is configured, since one may have changed torch."""
    if _is_chosen(session.config):
        run = _Run(session.config)
        session.config.pluginmanager.register(run, _Run.NAME)
    return (yield)


@pytest.fixture(scope="session")
def conformance_run(pytestconfig: pytest.Config) -> Recorder:
    """What is judged, and where a test of the suite says its verdict: a `Recorder`."""
    run = pytestconfig.pluginmanager.get_plugin(_Run.NAME)
    if run is None:
        raise CannotRun(
            "the fixture conformance_run is there in runs of the conformance suite only: "
            "pytest --pyargs conformance"
        )
    return run.recorder


class _Run:
    """The hooks of a session that runs the suite."""

    NAME = "conformance-run"

    def __init__(self, config: pytest.Config):
        from conformance.expectations import deviations
        from conformance.installation import NoTorch, torch_version
        from conformance.reporting.recorder import Collector, Recorder
        from conformance.reporting.results import Environment
        from conformance.rules.catalogue import CatalogueError, load

        subject_name = config.option.subject or "eager"
        device = config.option.device or "cpu"
        profile = config.option.hypothesis_profile
        seed = int(config.option.hypothesis_seed)
        try:
            torch = torch_version()
            self.catalogue = load()
            folders = [deviations.FOLDER, *map(Path, config.option.expectations)]
            known = deviations.load(folders, self.catalogue)
        except (NoTorch, CatalogueError, deviations.ExpectationError) as error:
            raise CannotRun(str(error)) from error
        subject = _subject(subject_name, device)
        known = [entry for entry in known if entry.applies(subject_name, device, torch)]
        self.recorder: Recorder = Recorder(
            subject, device=device, profile=profile, seed=seed, expectations=known
        )
        self.collector: Collector = Collector(self.catalogue, known)
        self.environment: Environment = Environment.of_this_process(
            torch=torch,
            device=device,
            subject=subject_name,
            seed=seed,
            profile=profile,
            levels=subject.levels,
        )
        self.results: Results | None = None
        self.problem: str | None = None
        self._config = config
        self._deselected = False

    def pytest_report_header(self) -> str:
        from conformance.reporting.terminal import environment_line

        return f"conformance {__version__}: {environment_line(self.environment)}"

    def pytest_deselected(self) -> None:
        self._deselected = True

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item):
        """What is recorded from here on belongs to this test, and travels with its report."""
        self.recorder.attach(item.user_properties)
        return (yield)

    def pytest_collection_finish(self) -> None:
        """All is imported that programs need."""
        garbage.settle()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item):
        """A divergence is shown as a divergence, once, and not as a traceback of the harness."""
        from conformance.reporting.recorder import records_in

        report = yield
        diverging = [each for each in records_in(item.user_properties) if each["divergence"]]
        if report.failed and diverging and self._config.option.tbstyle == "auto":
            rules = ", ".join(dict.fromkeys(each["rule"] for each in diverging))
            report.longrepr = f"diverges: {rules} (shown in full in the summary below)"
            report.sections.clear()
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """In the main process: take what each test recorded, wherever it ran."""
        if report.failed:
            self.collector.add_failure(report.nodeid, report.user_properties, _reason(report))
        elif report.skipped and not hasattr(report, "wasxfail"):
            self.collector.add_skip(report.user_properties, _reason(report))
        if report.when == "teardown":
            self.collector.add(report.user_properties)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Make the results, and let the exit status agree with them."""
        from conformance.reporting.results import Results, ResultsError, write

        if hasattr(self._config, "workerinput") or self._config.option.collectonly:
            return
        self.results = Results.of(self.environment, self.collector.results(self._missing(session)))
        totals = self.results.totals
        if (totals.fail or totals.fixed) and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = EXIT_DIVERGES
        path = self._config.option.conformance_report
        if path:
            try:
                write(self.results, Path(path))
            except ResultsError as error:
                self.problem = str(error)
                session.exitstatus = EXIT_CANNOT_RUN

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        from conformance.reporting.terminal import as_text, summary

        if self.results is None:
            return
        terminalreporter.section("conformance")
        terminalreporter.write(
            as_text(
                summary(self.results, self.catalogue, verbose=self._config.option.verbose > 0),
                encoding=getattr(sys.stdout, "encoding", None) or "utf-8",
                color=terminalreporter.hasmarkup,
            )
        )
        for failure in self.collector.failed_elsewhere:
            terminalreporter.write_line(f"failed outside the rules: {failure}")
        for reason in self.collector.skipped_elsewhere:
            terminalreporter.write_line(f"not judged: {reason}")
        if self.problem:
            print(f"conformance: {self.problem}", file=sys.stderr)

    def _missing(self, session: pytest.Session) -> str:
        """Why a rule without any verdict has none."""
        from conformance.reporting.recorder import UNASKED

        if session.shouldstop or session.shouldfail:
            return UNASKED["stopped"]
        option = self._config.option
        narrowed = self._deselected or option.keyword or option.markexpr or option.deselect
        whole = _is_whole(self._config) and not narrowed
        return UNASKED["untested" if whole else "narrowed"]


def _reason(report: pytest.TestReport) -> str:
    """Why a test failed or was skipped, in one line: the error that ended it."""
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    crash = getattr(report.longrepr, "reprcrash", None)
    return (crash.message if crash else report.longreprtext).strip().partition("\n")[0]


def _is_chosen(config: pytest.Config) -> bool:
    """Whether this run is one of the conformance suite, by what was asked for.

    That is: one of our options is given, or one of the paths is the package, in it, or the folder
    of a checkout that holds it.
    """
    option = config.option
    if option.subject or option.device or option.conformance_report or option.expectations:
        return True
    return any(
        path in (PACKAGE, PACKAGE.parent) or PACKAGE in path.parents for path in _asked_for(config)
    )


def _is_whole(config: pytest.Config) -> bool:
    """Whether all of the suite was asked for."""
    return any(path in (PACKAGE, PACKAGE.parent) for path in _asked_for(config))


def _asked_for(config: pytest.Config) -> list[Path]:
    """The paths a run was asked for; names of packages count as their folders under --pyargs."""
    paths = []
    for argument in config.args:
        name = argument.partition("::")[0]
        if config.option.pyargs and name.split(".")[0] == PACKAGE.name:
            paths.append(PACKAGE.joinpath(*name.split(".")[1:]))
        else:
            paths.append((config.invocation_params.dir / name).resolve())
    return paths


def _set_up_hypothesis(config: pytest.Config) -> None:
    """Hand Hypothesis' plugin, which runs after this, a profile and a seed."""
    from hypothesis import settings
    from hypothesis.errors import InvalidArgument

    from conformance import profiles

    profiles.register()
    option = config.option
    if not hasattr(option, "hypothesis_seed"):
        raise CannotRun("the suite needs Hypothesis' pytest plugin, and this run has it turned off")
    option.hypothesis_profile = option.hypothesis_profile or profiles.DEFAULT
    try:
        settings.get_profile(option.hypothesis_profile)
    except InvalidArgument as error:
        known = ", ".join(profiles.EXAMPLES)
        raise CannotRun(
            f"unknown profile {option.hypothesis_profile!r} (--hypothesis-profile); use {known}"
        ) from error
    if option.hypothesis_seed is None:
        option.hypothesis_seed = str(profiles.DEFAULT_SEED)
    try:
        int(option.hypothesis_seed)
    except ValueError as error:
        raise CannotRun(
            f"the seed must be a whole number, not {option.hypothesis_seed!r} (--hypothesis-seed)"
        ) from error


def _check_report_path(config: pytest.Config) -> None:
    """Find out before the run, not after it, that its results could not be kept."""
    name = config.option.conformance_report
    if not name or hasattr(config, "workerinput"):
        return
    path = Path(name)
    existed = path.exists()
    try:
        path.open("ab").close()
    except OSError as error:
        raise CannotRun(f"cannot write results file {path}: {error.strerror}") from error
    if not existed:
        path.unlink()


def _subject(name: str, device: str) -> Subject:
    """The subject of that name, on that device."""
    from conformance import subjects

    try:
        subject = subjects.get(name, device)
        subjects.run_on(device)
    except (subjects.UnknownSubject, subjects.MissingDevice) as error:
        raise CannotRun(str(error)) from error
    return subject
