"""`lantoa survey`: how many to ask, whom, and what the answers say."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lantoa.core.errors import Refused

if TYPE_CHECKING:
    from lantoa.statistics.draw import Drawn

HELP = "Cỡ mẫu, rút mẫu và ước lượng của một cuộc khảo sát hộ gia đình."
VERDICTS = {
    "met": "đạt",
    "not_met": "chưa đạt",
    "inconclusive": "chưa đủ căn cứ kết luận",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    _add_size(actions.add_parser("size", help="cần hỏi bao nhiêu hộ"))
    _add_draw(actions.add_parser("draw", help="rút hộ ngẫu nhiên ở từng thôn"))
    _add_estimate(actions.add_parser("estimate", help="ước lượng tỷ lệ và kết luận"))


def _add_size(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--target", type=_number, default=0.8, metavar="P", help="mục tiêu, mặc định 0.8"
    )
    parser.add_argument(
        "--true", type=_number, required=True, metavar="P", help="tỷ lệ thật giả định"
    )
    parser.add_argument(
        "--power",
        type=_number,
        default=0.8,
        metavar="P",
        help="khả năng chứng minh được, mặc định 0.8",
    )
    parser.add_argument("--households", type=int, required=True, metavar="N", help="số hộ của xã")
    parser.add_argument(
        "--deff", type=_number, default=1.3, metavar="D", help="hệ số thiết kế, mặc định 1.3"
    )
    parser.add_argument(
        "--response", type=_number, default=0.8, metavar="P", help="tỷ lệ trả lời, mặc định 0.8"
    )
    parser.add_argument(
        "--per-day",
        type=int,
        default=12,
        metavar="N",
        help="số hộ một người thăm mỗi ngày, mặc định 12",
    )
    parser.add_argument("--json", action="store_true", help="in JSON")


def _add_draw(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "frame", metavar="DANH_SÁCH.csv", help="mỗi hộ một dòng, theo thứ tự dọc đường; có cột thôn"
    )
    parser.add_argument("--n", type=int, required=True, metavar="N", help="số hộ cần rút")
    parser.add_argument(
        "--seed", required=True, metavar="S", help="hạt giống, công bố trước khi mở danh sách"
    )
    parser.add_argument(
        "-o", "--output", required=True, metavar="KẾT_QUẢ.csv", help="tệp ghi các dòng rút được"
    )
    parser.add_argument("--hamlet", metavar="CỘT", help="tên cột thôn, nếu không phải «thôn»")


def _add_estimate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP.csv", help="mỗi phiếu một dòng")
    parser.add_argument(
        "--design",
        required=True,
        metavar="THIẾT_KẾ",
        help="weight=CỘT[,stratum=CỘT][,psu=CỘT[+CỘT]][,fpc=CỘT[+CỘT]]",
    )
    parser.add_argument(
        "--outcome", required=True, metavar="CỘT", help="cột câu trả lời; ô trống là chưa rõ"
    )
    parser.add_argument(
        "--value", required=True, metavar="GIÁ_TRỊ", help="câu trả lời được tính là có"
    )
    parser.add_argument(
        "--target", type=_number, default=0.8, metavar="P", help="mục tiêu, mặc định 0.8"
    )
    parser.add_argument("--json", action="store_true", help="in JSON")


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải số") from None


def run(arguments: argparse.Namespace) -> int:
    actions = {"size": _size, "draw": _draw, "estimate": _estimate}
    return actions[arguments.action](arguments)


def _size(arguments: argparse.Namespace) -> int:
    from lantoa.statistics.planner import sample_size
    from lantoa.vietnamese.figures import number, percent

    size = sample_size(
        target=arguments.target,
        true=arguments.true,
        power=arguments.power,
        households=arguments.households,
        deff=arguments.deff,
        response=arguments.response,
        visits_per_day=arguments.per_day,
    )
    if arguments.json:
        _print_json(
            {
                "n_effective": size.effective,
                "needed": size.needed,
                "completes": size.completes,
                "households": size.households,
                "person_days": size.person_days,
            }
        )
        return 0
    print(f"Cần {number(size.completes)} phiếu trả lời; rút {number(size.households)} hộ.")
    print(
        f"Công điều tra: {number(size.person_days)} ngày người ({arguments.per_day} hộ một ngày)."
    )
    print(
        f"Nếu tỷ lệ thật là {percent(arguments.true)}, mẫu này chứng minh được mục tiêu "
        f"{percent(arguments.target)} với khả năng {percent(arguments.power)} "
        f"(tương đương {number(size.effective)} phiếu ngẫu nhiên đơn, "
        f"cần {number(size.needed)} «có»)."
    )
    return 0


def _draw(arguments: argparse.Namespace) -> int:
    from lantoa.statistics.draw import draw
    from lantoa.statistics.records import hamlets_of, read_records
    from lantoa.vietnamese.figures import number

    records = read_records(_content(arguments.frame))
    hamlets = hamlets_of(records, column=arguments.hamlet)
    drawn = draw(hamlets, n=arguments.n, seed=arguments.seed)
    _write(arguments.output, drawn, records.lines)
    print(
        f"Đã rút {number(len(drawn))} trong {number(len(hamlets))} hộ ở "
        f"{number(len(set(hamlets)))} thôn, hạt giống «{arguments.seed}», "
        f"ghi vào {arguments.output}."
    )
    return 0


def _write(path: str, drawn: list[Drawn], lines: tuple[int, ...]) -> None:
    import csv

    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["thon", "dong", "thu_tu", "so_ho", "so_rut", "trong_so"])
            for one in drawn:
                row = [one.hamlet, lines[one.place], one.order, one.frame, one.sample, one.weight]
                out.writerow(row)
    except OSError as error:
        raise Refused(
            f"Không ghi được tệp {path} ({error.strerror}). Mẫu chưa được lưu. "
            "Chọn nơi khác bằng -o; cùng hạt giống cho lại đúng mẫu này."
        ) from error


def _estimate(arguments: argparse.Namespace) -> int:
    import sys

    from lantoa.statistics.design import estimate_share
    from lantoa.statistics.records import read_design, read_records, units_of

    if not 0 < arguments.target < 1:
        raise Refused("Mục tiêu phải nằm giữa 0 và 1. Chưa tính gì. Ghi 0.8 thay cho 80%.")
    design = read_design(arguments.design)
    records = read_records(_content(arguments.file))
    units = units_of(records, design, outcome=arguments.outcome, value=arguments.value)
    share = estimate_share(units)
    if not any(unit.outcome for unit in units):
        print(
            f"Không phiếu nào ghi «{arguments.value}» ở cột «{arguments.outcome}»: "
            "nếu gõ nhầm giá trị, kết quả dưới đây không có nghĩa.",
            file=sys.stderr,
        )
    if arguments.json:
        _print_json(_as_json(share, arguments.target))
    else:
        _print_words(share, arguments.target)
    return 0


def _as_json(share: Any, target: float) -> dict[str, object]:
    from lantoa.statistics.intervals import beta_interval, korn_graubard_interval, verdict

    beta, published = beta_interval(share), korn_graubard_interval(share)
    return {
        "estimate": share.estimate,
        "se": share.se,
        "df": share.df,
        "deff": share.deff,
        "interval": {
            "beta": [beta.low, beta.high],
            "korn_graubard": [published.low, published.high],
        },
        "verdict": verdict(share, target=target),
    }


def _print_words(share: Any, target: float) -> None:
    from lantoa.statistics.intervals import korn_graubard_interval, verdict
    from lantoa.vietnamese.figures import decimal, number, percent

    ends = korn_graubard_interval(share)
    low, high = percent(ends.low, places=1, fixed=True), percent(ends.high, places=1, fixed=True)
    print(
        f"Tỷ lệ: {percent(share.estimate, places=1, fixed=True)} "
        f"(khoảng tin cậy 95%: {low} đến {high}; {number(share.n)} phiếu)."
    )
    if share.unknown:
        print(f"Chưa rõ: {number(share.unknown)} phiếu để trống câu này.")
    if share.deff is not None:
        print(f"Hệ số thiết kế: {decimal(share.deff)}; bậc tự do: {number(share.df)}.")
    print(f"Mục tiêu {percent(target)}: {VERDICTS[verdict(share, target=target)]}.")


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Refused(
            f"Không mở được tệp {path} ({error.strerror}). Chưa tính gì. Kiểm tra lại đường dẫn."
        ) from error
