import pytest

from tests.benchmarks import run


def samples_of(**figures):
    samples = run.Samples()
    for figure in {name for budget in run.BUDGETS for name in (budget.figure, budget.floor) if name}:
        samples.add(figure, figures.get(figure, 0.1))
    return samples


def test_a_budget_is_a_ratio_to_the_floor_where_there_is_one():
    told = run.verdict(samples_of(still_s=1.4, floor_still_s=2.0, orbit_ms=81.0, floor_orbit_ms=100.0, knob_ms=150.0))
    assert told["budgets"]["still"] == {"reached": 0.7, "budget": 0.7, "met": True}
    assert told["budgets"]["orbit"] == {"reached": 0.81, "budget": 0.8, "met": False}
    assert told["budgets"]["knob"] == {"reached": 150.0, "budget": 150, "met": True}


def test_a_figure_is_the_median_of_the_rounds_medians():
    samples = run.Samples()
    for values in ((1.0, 9.0, 2.0), (4.0,), (300.0, 3.0, 3.0)):
        samples.add("orbit_ms", *values)
    assert samples.median("orbit_ms") == 3.0


def test_the_table_says_what_was_missed():
    samples = samples_of(simulation_s=0.6, orbit_ms=0.01)
    lines = run.table(run.verdict(samples), samples).splitlines()
    assert [line.split()[-1] for line in lines[1:] if line.startswith(("whole", "orbit"))] == ["met", "MISSED"]


def test_a_program_that_gives_up_is_quoted():
    with (
        run.Child("-c", "raise SystemExit('no brain here')") as child,
        pytest.raises(run.FailedError, match="no brain"),
    ):
        child.heard("painted")
    with pytest.raises(run.FailedError, match="no brain here"):
        run.ended(("-c", "raise SystemExit('no brain here')"))


def test_children_answer_requests_with_as_many_figures():
    program = "import sys; sys.path.insert(0, sys.argv[1]); import serving; serving.serve({'nap': serving.timed(int)})"
    with run.Child("-c", program, str(run.HERE)) as child:
        assert len(child.ask("nap", 3)) == 3
