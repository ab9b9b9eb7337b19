"""A mixed-integer program put to HiGHS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import highspy
import numpy as np

from analysis.siting.errors import SitingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix


_FAILURES: Final = (
    highspy.HighsModelStatus.kNotset, highspy.HighsModelStatus.kLoadError, highspy.HighsModelStatus.kModelError,
    highspy.HighsModelStatus.kPresolveError, highspy.HighsModelStatus.kSolveError,
    highspy.HighsModelStatus.kPostsolveError,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Program:
    """Minimise ``cost @ x`` with ``row_lower <= rows @ x <= row_upper`` and ``0 <= x <= 1``.

    integer
        Which variables are 0 or 1 (bool).
    """

    cost: NDArray[np.float64]
    rows: csr_matrix
    row_lower: NDArray[np.float64]
    row_upper: NDArray[np.float64]
    integer: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Solution:
    """What HiGHS found.

    x
        The best solution, or None where none was found.
    bound
        No solution costs less; minus infinity where nothing is known.
    optimal, infeasible
        Whether the solution is proven best; whether there is proven to be none.
    """

    x: NDArray[np.float64] | None
    bound: float
    optimal: bool
    infeasible: bool


def solve(
    program: Program,
    *,
    seconds: float,
    start: NDArray[np.float64] | None = None,
    watch: Callable[[NDArray[np.float64] | None, float], None] | None = None,
    absolute_gap: float = 1e-6,
) -> Solution:
    """Return the best solution of a program.

    Parameters
    ----------
    program
        What to solve.
    seconds
        After how long HiGHS is asked to stop; it may overshoot.
    start
        A known solution.
    watch
        Called with each better solution, or None, and the bound.
    absolute_gap
        A solution this near to the bound is the best.

    Raises
    ------
    SitingError
        HiGHS failed (siting_solver).

    """
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (
        ("output_flag", False), ("log_to_console", False),
        ("time_limit", max(0.05, seconds)), ("threads", 1), ("random_seed", 0),
        ("mip_rel_gap", 0.0), ("mip_abs_gap", absolute_gap), ("mip_feasibility_tolerance", 1e-9),
    ):  # fmt: skip
        highs.setOptionValue(name, value)
    refused = highs.passModel(_model(program)) == highspy.HighsStatus.kError
    if start is not None:
        start_solution = highspy.HighsSolution()
        start_solution.col_value = start.tolist()
        highs.setSolution(start_solution)
    if watch is not None:
        highs.cbMipImprovingSolution.subscribe(
            lambda event: watch(np.asarray(event.data_out.mip_solution), event.data_out.mip_dual_bound)
        )
        highs.cbMipLogging.subscribe(lambda event: watch(None, event.data_out.mip_dual_bound))
    failed = refused or highs.run() == highspy.HighsStatus.kError
    status, info = highs.getModelStatus(), highs.getInfo()
    if failed or status in _FAILURES:
        raise SitingError("siting_solver", reason=highs.modelStatusToString(status))
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    optimal = status == highspy.HighsModelStatus.kOptimal
    return Solution(
        x=np.asarray(highs.getSolution().col_value) if feasible else None,
        bound=float(info.mip_dual_bound) if program.integer.any() else float(info.objective_function_value),
        optimal=optimal,
        infeasible=status == highspy.HighsModelStatus.kInfeasible,
    )


def _model(program: Program) -> highspy.HighsLp:
    rows = program.rows
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = rows.shape
    model.col_cost_ = program.cost
    model.col_lower_, model.col_upper_ = np.zeros(rows.shape[1]), np.ones(rows.shape[1])
    model.row_lower_, model.row_upper_ = program.row_lower, program.row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = rows.indptr, rows.indices, rows.data
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    model.integrality_ = [kinds[whole] for whole in program.integer.astype(int)]
    return model
