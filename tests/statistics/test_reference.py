"""Against R's `survey` on its school samples: share, error, effect of the design, intervals.

R and its data are asked for on the spot (GPL, not ours to carry); the expected numbers were
computed once with R 4.2.2 and survey 4.1-1 (MEASUREMENT 2.7).
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lantoa.statistics.design import estimate_share
from lantoa.statistics.intervals import beta_interval, korn_graubard_interval
from lantoa.statistics.records import read_design, read_records, units_of

EXPORT = """
suppressMessages(library(survey)); data(api)
for (n in c("apisrs", "apistrat", "apiclus1", "apiclus2"))
  write.csv(get(n)[, intersect(names(get(n)),
      c("stype", "dnum", "snum", "sch.wide", "ell", "pw", "fpc", "fpc1", "fpc2"))],
    file.path(commandArgs(TRUE)[1], paste0(n, ".csv")), row.names = FALSE, na = "")
"""


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    script = folder / "export.R"
    script.write_text(EXPORT)
    rscript = shutil.which("Rscript")
    done = rscript and subprocess.run([rscript, str(script), str(folder)], capture_output=True)
    if not done or done.returncode:
        assert os.environ.get("LANTOA_CI") != "1", "R and r-cran-survey are part of the full run"
        pytest.skip("needs Rscript and the R package survey")
    return folder


def _share(file: Path, design: str, outcome: str = "sch.wide", value: str = "Yes"):  # type: ignore[no-untyped-def]
    records = read_records(file.read_bytes())
    return estimate_share(units_of(records, read_design(design), outcome=outcome, value=value))


@pytest.mark.parametrize(
    ("file", "design", "share", "se", "df", "deff", "beta", "truncated"),
    [
        (
            "apisrs", "weight=pw,fpc=fpc", 0.815, 0.02707764556, 199, 1.0,
            (0.7550717456, 0.8656043414), None,
        ),
        (
            "apistrat", "weight=pw,stratum=stype,fpc=fpc", 0.8279480114, 0.02434478011, 197,
            0.855571851, (0.7741713286, 0.8734315926), (0.7683642587, 0.8775297900),
        ),
        (
            "apiclus1", "weight=pw,psu=dnum,fpc=fpc", 0.8743169399, 0.02035947724, 14,
            0.7074299896, (0.8237022108, 0.9147044921), (0.8174026073, 0.9186324691),
        ),
        (
            "apiclus2", "weight=pw,psu=dnum+snum,fpc=fpc1+fpc2", 0.7512915129, 0.06639498843, 39,
            3.023322061, (0.5907711261, 0.8732922797), (0.5907711261, 0.8732922797),
        ),
    ],
)  # fmt: skip
def test_share_of_yes_agrees_with_r(  # type: ignore[no-untyped-def]
    schools: Path, file: str, design: str, share, se, df, deff, beta, truncated
) -> None:
    found = _share(schools / f"{file}.csv", design)
    assert found.estimate == pytest.approx(share, rel=1e-9)
    assert found.se == pytest.approx(se, rel=1e-9)
    assert (found.df, found.unknown) == (df, 0)
    assert found.deff == pytest.approx(deff, rel=1e-8)
    ends = beta_interval(found)
    assert (ends.low, ends.high) == pytest.approx(beta, rel=1e-9)
    if truncated:
        ends = korn_graubard_interval(found)
        assert (ends.low, ends.high) == pytest.approx(truncated, rel=1e-9)


def test_share_near_zero_agrees_with_r(schools: Path) -> None:
    found = _share(schools / "apiclus1.csv", "weight=pw,psu=dnum,fpc=fpc", "ell", "0")
    ends = beta_interval(found)
    assert found.estimate == pytest.approx(0.0218579235, rel=1e-8)
    assert (ends.low, ends.high) == pytest.approx((0.0002161468, 0.1375077639), rel=1e-6)
