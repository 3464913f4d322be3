"""How long a plan takes to be read, and how much of it is read rightly.

No other program that reads such plans was found, so the peer of the reader is what its time is
made of at the least: one pass over the text that folds every letter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from lantoa.bench.plan_scores import Score, parse, score
from lantoa.bench.rows import RUNS, Row, as_row, measured, seconds
from lantoa.core.errors import Refused
from lantoa.core.home import CLONE
from lantoa.documents.readers.files import read_file
from lantoa.operation.demo.samples import plan_bytes
from lantoa.plan.reading import read_plan
from lantoa.plan.reading.folding import fold
from lantoa.typesetting import pdf

ISSUED = date(2026, 4, 8)
PAGE = 2_500
"""Letters of a page, as official documents are set."""


def measure(runs: int = RUNS) -> list[Row]:
    """The sample plan stretched to 20 pages and to 140 KB, and as a PDF of 20 pages; then the
    sets of plans with answers."""
    text = plan_bytes(issued_on=ISSUED).decode()
    pages, long = stretched(text, 20 * PAGE), stretched(text, 140 * 1024)
    return [
        measured("đọc kế hoạch 20 trang", "giây", *_times(pages), runs=runs),
        measured("đọc kế hoạch 140 KB", "giây", *_times(long), runs=runs),
        measured("đọc tệp PDF 20 trang", "giây", *_times_of_pdf(pages), runs=runs),
        *measure_sets(),
    ]


def _times(text: str) -> tuple[Callable[[], float], Callable[[], float]]:
    return (lambda: seconds(lambda: read_plan(text)), lambda: seconds(lambda: fold(text)))


def _times_of_pdf(text: str) -> tuple[Callable[[], float], Callable[[], float]]:
    """Reading the file and the plan in it, beside taking the bare text out of the same file."""
    data = _pdf_of(text)
    return (
        lambda: seconds(lambda: read_plan(read_file(data, "ke-hoach.pdf").text)),
        lambda: seconds(lambda: _bare_text(data)),
    )


PAPER = """
#set page("a4", margin: (left: 3cm, right: 2cm, y: 2cm), numbering: "1")
#set text(font: "Tinos", size: 14pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 1cm, all: true))
#for line in data.lines { par(line) }
"""


def _pdf_of(text: str) -> bytes:
    lines = [line for line in text.splitlines() if line.strip()]
    return pdf('#set document(title: "Kế hoạch")\n' + PAPER, {"lines": lines})


def _bare_text(data: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return sum(len(page.get_textpage().get_text_bounded()) for page in document)


def stretched(text: str, size: int) -> str:
    """The same plan with its tasks repeated until it has `size` bytes."""
    head, mark, rest = text.partition("1.6. ")
    task, end, tail = rest.partition("\n2. ")
    missing = size - len(text.encode())
    times = max(0, missing // len(f"{mark}{task}\n".encode()))
    return head + f"{mark}{task}\n" * (times + 1) + end.lstrip("\n") + tail


SETS = CLONE / "tests" / "plan" / "reading"
"""Plans with answers, in the folders of a clone; an installed program has none."""


def measure_sets() -> list[Row]:
    """What is read rightly, left empty and wrong, of every set of plans beside the tests."""
    rows: list[Row] = []
    for folder in sorted({answer.parent for answer in SETS.glob("*/*.answer")}):
        plans = len(list(folder.glob("*.answer")))
        rows += _totals(_scores(folder), f"bộ {folder.name} ({plans} kế hoạch): ")
    return rows


def measure_answers(folder: Path) -> list[Row]:
    """Values read rightly and wrongly, for every plan of a folder beside its `NAME.answer`."""
    scores = _scores(folder)
    if not scores:
        raise Refused(
            f"Không thấy tệp .answer nào trong {folder}. Chưa chấm gì. "
            "Chỉ đúng thư mục chứa kế hoạch và lời giải."
        )
    rows = [
        as_row(f"đọc đúng {name}", "%", [round(found.share("right"), 2)], [])
        for name, found in scores.items()
    ]
    return [*rows, *_totals(scores, "")]


def _scores(folder: Path) -> dict[str, Score]:
    scores = {}
    for answer in sorted(folder.glob("*.answer")):
        read = read_plan(read_file(plan_beside(answer)).text).as_json()
        scores[answer.stem] = score(read, parse(answer.read_text("utf-8")))
    return scores


def plan_beside(answer: Path) -> Path:
    """The plan that an answer belongs to: the file of the same name in a format of plans."""
    for ending in (".docx", ".pdf", ".txt"):
        if (plan := answer.with_suffix(ending)).exists():
            return plan
    raise Refused(
        f"Không thấy kế hoạch đi với {answer.name}. Chưa chấm gì. "
        "Đặt tệp .txt, .docx hoặc .pdf cùng tên vào thư mục đó."
    )


def _totals(scores: Mapping[str, Score], opening: str) -> list[Row]:
    rows = []
    total = sum(found.total for found in scores.values())
    for outcome, words in (("right", "đúng"), ("empty", "để trống"), ("wrong", "sai")):
        count = sum(found.counts[outcome] for found in scores.values())
        name = f"{opening}{words} {count}/{total} giá trị"
        rows.append(as_row(name, "%", [round(100 * count / total, 2)], []))
    return rows
