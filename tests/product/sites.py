"""Results to build sites of: some runs of a few rules, a hostile one, and a great many."""

from conformance.reporting.results import (
    Divergence,
    Environment,
    Example,
    Results,
    RuleResult,
    Semantics,
)

PROGRAM = "import torch\na = torch.ones(2)\nb = a.detach()\n"
HOSTILE = (
    "</code></pre></script><script>document.title='owned'</script><img src=x "
    "onerror=\"document.title='owned'\">'\"`{{ 7 * 7 }}{% raw %}&lt;\x00\x1b[2J\u202e]]>-->"
)


def run_of(torch, *rules, subject="eager"):
    """The results of a run on that release."""
    environment = Environment.of_this_process(
        torch=torch, device="cpu", subject=subject, seed=0, profile="quick"
    )
    return Results.of(environment, list(rules))


def divergence(actual="memory of its own", program=PROGRAM):
    """A divergence in the last step."""
    return Divergence(
        "aliasing: memory after detach", program, 2, "aliasing", "memory shared with a", actual
    )


def rule(rule_id, status="pass", grad=None, **more):
    """A rule with an example; `grad`, 0 or 1, is what a switch makes of it in this release."""
    example = Example(PROGRAM, "each", ["", "a: [1.0, 1.0]", f"b: {grad}", ""])
    shows = [Semantics("a_switch", str(grad == 1), example, [f"b: {grad}"])]
    found = [divergence()] if status in ("fail", "known") else []
    facts = {
        "example": example,
        "semantics": [] if grad is None else shows,
        "divergences": found,
    } | more
    area = rule_id.partition(".")[0].replace("-", "_")
    return RuleResult(rule_id, area, status, 4, **facts)


def three_runs():
    """Three releases: one behaviour changes, one rule comes to fail, one is not judged at first."""
    skipped = RuleResult("views.shares-memory", "views", "skip", 0, [], "holds since torch 2.0")
    return [
        run_of("2.13.0", rule("detach.shares-memory"), rule("data.assignment", grad=0), skipped),
        run_of(
            "2.14.1",
            rule("detach.shares-memory"),
            rule("data.assignment", grad=1),
            rule("views.shares-memory"),
        ),
        run_of(
            "2.15.0+cpu",
            rule("detach.shares-memory", "fail"),
            rule("data.assignment", grad=1),
            rule("views.shares-memory", "known"),
        ),
    ]


def hostile_runs():
    """Two runs in which whatever a subject can choose is out to do harm."""
    example = Example(HOSTILE, HOSTILE, [HOSTILE, HOSTILE])
    bad = divergence(HOSTILE, f"x = 1\n{HOSTILE}")
    evil = {
        "example": example,
        "semantics": [Semantics("a", HOSTILE, example, [HOSTILE], HOSTILE, "javascript:alert(1)")],
        "reason": HOSTILE,
    }
    name = "x.<img src=y onerror=alert(1)>/../../../etc/passwd"
    return [
        run_of(version, rule(name, status, divergences=found, **evil), rule("data.assignment"))
        for version, status, found in (
            ("<b>1", "pass", []),
            ("javascript:alert(1)", "fail", [bad]),
        )
    ]


def many_runs(runs=60, rules=300):
    """A matrix of that size, in which something fails and something changes in each run."""
    return [
        run_of(
            f"2.{number}.0",
            *(
                rule(
                    f"area-{each // 20}.rule-{each}",
                    "fail" if (each + number) % 97 == 0 else "pass",
                    grad=number // 7 % 2 if each % 31 == 0 else None,
                )
                for each in range(rules)
            ),
        )
        for number in range(runs)
    ]
