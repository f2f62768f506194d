"""The airtime report as an official paper: sections I to V, and an annex with the evidence.

Sections: the usual ones of reports on reform publicity; what people do is typed by people and marked as such, what
aired is counted, and where there is nothing, it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from broadcaster.domain.airings import Evidence
from broadcaster.domain.airtime import AirtimeReport, AirtimeRow, Tally
from broadcaster.domain.chains import key_fingerprint
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.periods import Period
from broadcaster.domain.reconciliations import Departure
from broadcaster.reports.figures import change, decimal, minutes
from broadcaster.reports.grades import BY_OPERATOR, BY_PLAYER, MEASURED, WITNESSES, Grade
from broadcaster.reports.naming import genre_name, hash_groups, outlet_name, target_name, topic_name
from broadcaster.reports.official import Annex, Block, Clause, Grid, OfficialPaper, Picture, Section, Words, ended
from broadcaster.reports.report_charts import Bars, bar_chart
from broadcaster.reports.report_facts import ReportFacts
from broadcaster.reports.target_blocks import measure_name, target_amount, target_blocks

NOT_TYPED = "(Chưa có nội dung: phần này do người lập báo cáo viết, nạp bằng tệp số liệu kèm theo lệnh lập báo cáo.)"
NO_RECORDS = "Trong kỳ không có kế hoạch phát, không có gói phát đã gửi và không có mục nào trong nhật ký phát sóng."
_MOST_CAUSES = 20
"""Lines of the table of what did not go as planned; the workbook has them all."""
_RUNS = ("Lần đầu\n(lượt)", "Lần đầu\n(phút)", "Phát lại\n(lượt)", "Phát lại\n(phút)")


def airtime_paper(facts: ReportFacts) -> OfficialPaper:
    """Write the report of a period."""
    return OfficialPaper(
        letterhead=facts.letterhead,
        kind="BÁO CÁO",
        kind_symbol="BC",
        subject=f"Kết quả phát thanh tuyên truyền cải cách hành chính {facts.period.spoken}",
        opening=tuple(_opening(facts)),
        sections=(
            Section(title="I. Công tác chỉ đạo", blocks=_typed(facts.typed.guidance if facts.typed else ())),
            Section(title="II. Kết quả tuyên truyền", blocks=tuple(_results(facts))),
            Section(title="III. Hạn chế, nguyên nhân", blocks=tuple(_limits(facts))),
            Section(title="IV. Nhiệm vụ kỳ tới", blocks=tuple(_tasks(facts))),
            Section(title="V. Kiến nghị, đề xuất", blocks=ended(tuple(_proposals(facts)))),
        ),
        annexes=(
            Annex(name="Phụ lục", title="Bằng chứng phát sóng và đầu chuỗi nhật ký", blocks=tuple(_annex(facts))),
        ),
        as_of=facts.as_of,
    )


# --- opening and I


def _opening(facts: ReportFacts) -> Iterator[Block]:
    scope = f" ({facts.scope})" if facts.scope else ""
    yield Words(
        text=f"{facts.letterhead.in_words} báo cáo kết quả phát thanh tuyên truyền cải cách hành chính "
        f"{facts.period.spoken}{scope}, từ ngày {facts.period.first:%d/%m/%Y} đến ngày {facts.period.last:%d/%m/%Y}. "
        f"Số liệu tính theo các bằng chứng có đến hết ngày {facts.as_of:%d/%m/%Y}, như sau:"
    )


def _typed(paragraphs: Sequence[str]) -> tuple[Block, ...]:
    return tuple(Words(text=each) for each in paragraphs) or (Words(text=NOT_TYPED, italic=True),)


# --- II


def _results(facts: ReportFacts) -> Iterator[Block]:
    yield Clause(text="1. Kết quả chung")
    if facts.is_empty:
        yield Words(text=NO_RECORDS)
    else:
        yield from _summary(facts)
        yield from _tables(facts)
    yield Clause(text="6. So với kỳ trước và cùng kỳ năm trước")
    yield from _comparison(facts)
    yield Clause(text="7. So với chỉ tiêu")
    yield from target_blocks(facts)
    yield Clause(text="8. Các hình thức tuyên truyền khác")
    yield from _other_channels(facts)


def _summary(facts: ReportFacts) -> Iterator[Block]:
    total, report = facts.report.total, facts.report
    first, repeat = total.aired_first, total.aired_repeat
    yield Words(
        text=f"Đã phát {_count(report.items)} tin, bài khác nhau với {_count(first.airings + repeat.airings)} lượt, "
        f"tổng thời lượng {minutes(first.length + repeat.length, 1)} phút. Trong đó phát lần đầu "
        f"{_count(first.airings)} lượt, {minutes(first.length, 1)} phút; phát lại {_count(repeat.airings)} lượt, "
        f"{minutes(repeat.length, 1)} phút."
    )
    least = f"; chỉ tính từ mức {facts.grade.label} trở lên" if facts.grade is not Evidence.OPERATOR else ""
    told = "; ".join(f"{grade.label.lower()} {_said(total, grade)}" for grade in WITNESSES)
    yield Words(
        text=f"Theo bằng chứng: {told} (mỗi lượt chỉ tính một lần, theo bằng chứng mạnh nhất{least}). "
        f"Kế hoạch trong kỳ {_pair(total.planned_first, total.planned_repeat)}; đã giao gói phát "
        f"{_pair(total.sent_first, total.sent_repeat)}."
    )
    if report.rehearsals:
        yield Words(
            text=f"Có {_count(report.rehearsals)} mục diễn tập trong nhật ký, không tính là đã phát.", italic=True
        )


def _tables(facts: ReportFacts) -> Iterator[Block]:
    report, timetable = facts.report, facts.timetable
    yield Clause(text="2. Theo chủ đề")
    yield _by("Chủ đề", [(topic_name(timetable, row.topic), row) for row in report.by_topic], report.total)
    yield _chart(report, [topic_name(timetable, row.topic) for row in report.by_topic])
    yield Clause(text="3. Theo thể loại")
    yield _by("Thể loại", [(genre_name(row.genre), row) for row in report.by_genre], report.total)
    yield Clause(text="4. Theo đài, cụm loa")
    yield _by("Đài, cụm loa", [(outlet_name(timetable, row.outlet_id), row) for row in report.by_outlet], report.total)
    yield Clause(text="5. Theo bằng chứng")
    yield _by_evidence(report.total)


def _by(what: str, rows: Iterable[tuple[str, AirtimeRow]], total: AirtimeRow) -> Grid:
    lines = [
        (str(number), name, *_aired(row), minutes(_planned(row), 1)) for number, (name, row) in enumerate(rows, start=1)
    ]
    return Grid(
        columns=("TT", what, *_RUNS, "Tổng\n(phút)", "Kế hoạch\n(phút)"),
        rows=(*lines, ("", "Tổng cộng", *_aired(total), minutes(_planned(total), 1))),
        widths=(0.65, 3.35, 1.3, 1.5, 1.3, 1.6, 1.65, 1.65),
        left=(1,),
        total=True,
        small=True,
    )


def _aired(row: AirtimeRow) -> tuple[str, ...]:
    first, repeat = row.aired_first, row.aired_repeat
    lengths = (minutes(first.length, 1), minutes(repeat.length, 1), minutes(first.length + repeat.length, 1))
    return _count(first.airings), lengths[0], _count(repeat.airings), lengths[1], lengths[2]


def _planned(row: AirtimeRow) -> int:
    return row.planned_first.length + row.planned_repeat.length


def _by_evidence(total: AirtimeRow) -> Grid:
    rows = [(grade.label, *_tallies(grade.tallies(total))) for grade in WITNESSES]
    return Grid(columns=("Bằng chứng", *_RUNS), rows=rows, widths=(4, 1.5, 1.5, 1.5, 1.5))


def _tallies(pair: tuple[Tally, Tally]) -> tuple[str, ...]:
    return tuple(cell for tally in pair for cell in (_count(tally.airings), minutes(tally.length, 1)))


def _chart(report: AirtimeReport, names: Sequence[str]) -> Picture:
    def of(tally_of: Grade | None) -> list[float]:
        return [(_planned(row) if tally_of is None else tally_of.length(row)) / 60_000 for row in report.by_topic]

    series = [
        Bars(label="Kế hoạch", values=of(None)),
        Bars(label="Người trực xác nhận", values=of(BY_OPERATOR)),
        Bars(label="Máy phát ghi", values=of(BY_PLAYER)),
        *([Bars(label=MEASURED.label, values=of(MEASURED))] if MEASURED.airings(report.total) else []),
    ]
    return bar_chart(
        names, series, caption="Thời lượng theo chủ đề: kế hoạch và đã phát theo từng loại bằng chứng (phút)"
    )


# --- comparison


def _comparison(facts: ReportFacts) -> Iterator[Block]:
    before, earlier = facts.period.before, facts.period.year_before
    periods = [facts.report, facts.previous, facts.year_before]
    rows = [
        ("Tin, bài đã phát", *_three([each.items for each in periods], 0)),
        ("Lượt phát lần đầu", *_three([each.total.aired_first.airings for each in periods], 0)),
        ("Lượt phát lại", *_three([each.total.aired_repeat.airings for each in periods], 0)),
        ("Phút phát lần đầu", *_three([each.total.aired_first.length / 60_000 for each in periods], 1)),
        ("Phút phát lại", *_three([each.total.aired_repeat.length / 60_000 for each in periods], 1)),
    ]
    yield Grid(
        columns=("Nội dung", "Kỳ này", "Kỳ trước", "Tăng, giảm", "Cùng kỳ năm trước", "Tăng, giảm"),
        rows=rows,
        widths=(3.2, 1.4, 1.4, 1.6, 1.6, 1.6),
    )
    for told, period in ((facts.previous, before), (facts.year_before, earlier)):
        if not (told.total.aired_first.airings or told.total.aired_repeat.airings):
            yield Words(
                text=f"Nhật ký của đài không có mục đã phát nào trong {_named(period)}, nên không so sánh.", italic=True
            )


def _named(period: Period) -> str:
    return f"{period.spoken} (kỳ {period.text})" if ".." not in period.text else f"thời gian {period.spoken}"


def _three(values: Sequence[float], places: int) -> tuple[str, ...]:
    now, *others = values
    compared = [cell for value in others for cell in (decimal(value, places) if value else "–", change(now, value))]
    return decimal(now, places), *compared


# --- other channels, III, IV, V


def _other_channels(facts: ReportFacts) -> Iterator[Block]:
    typed = facts.typed
    if typed is None or not typed.figures:
        yield Words(text="Chưa có số liệu ngoài phát thanh nào được nhập.", italic=True)
        return
    rows = [
        (
            each.name,
            each.unit,
            _plain(each.value),
            "-" if each.previous is None else _plain(each.previous),
            each.note,
        )
        for each in typed.figures
    ]
    yield Grid(
        columns=("Hình thức", "Đơn vị", "Kỳ này", "Kỳ trước", "Ghi chú"),
        rows=rows,
        widths=(3.4, 1.3, 1.2, 1.2, 3),
        left=(0, 1, 4),
    )
    yield Words(text=f"Bảng này là {typed.mark}, không phải số đài đếm từ nhật ký.", italic=True)


def _limits(facts: ReportFacts) -> Iterator[Block]:
    if facts.departures:
        yield Words(text="Đối chiếu kế hoạch với nhật ký phát sóng, các mục không như kế hoạch:")
        rows = [
            (each.outcome.label, departure_cause(each), _count(each.items), minutes(each.lost, 1), _places(each))
            for each in facts.departures[:_MOST_CAUSES]
        ]
        if rest := facts.departures[_MOST_CAUSES:]:
            items, lost = sum(each.items for each in rest), sum(each.lost for each in rest)
            causes = f"{len(rest)} nguyên nhân khác, có trong bảng tính kèm theo"
            places = len({outlet for each in rest for outlet in each.outlets})
            rows.append(("khác", causes, _count(items), minutes(lost, 1), _count(places)))
        columns = ("Kết quả", "Nguyên nhân", "Số lượt", "Mất (phút)", "Số nơi")
        yield Grid(columns=columns, rows=rows, widths=(2.2, 4.2, 1.2, 1.4, 1.1), left=(0, 1))
    elif facts.is_empty:
        yield Words(text="Kỳ này không có số liệu để đối chiếu.")
    else:
        yield Words(text="Đối chiếu kế hoạch với nhật ký phát sóng, mọi mục đều phát đúng kế hoạch.")
    for each in facts.typed.limits if facts.typed else ():
        yield Words(text=each)


def departure_cause(each: Departure) -> str:
    """Say why items did not go as planned, or that nobody says."""
    return each.cause or ("chưa ai xác nhận" if each.outcome is Outcome.UNKNOWN else "không ghi nguyên nhân")


def _places(each: Departure) -> str:
    return _count(len(each.outlets))


def _tasks(facts: ReportFacts) -> Iterator[Block]:
    behind = [each for each in facts.standings if each.unplanned > 0 and not each.target.bands]
    for each in behind:
        target = each.target
        amount, name = (
            f"{target_amount(target, each.unplanned)} {measure_name(target)}",
            target_name(facts.timetable, target),
        )
        period = Period.parse(target.period).spoken
        yield Words(text=f"Phát bù {amount} ({name}) trước khi hết {period}: kế hoạch đang có chưa đủ để đạt chỉ tiêu.")
    if not behind or (facts.typed and facts.typed.next_tasks):
        yield from _typed(facts.typed.next_tasks if facts.typed else ())


def _proposals(facts: ReportFacts) -> Iterator[Block]:
    yield from _typed(facts.typed.proposals if facts.typed else ())


# --- annex


def _annex(facts: ReportFacts) -> Iterator[Block]:
    yield Words(
        text=f"Số liệu đã phát trong báo cáo cộng từ {_count(facts.entries)} mục nhật ký; hỏi từng con số bằng lệnh "
        f"broadcaster log why --period {facts.period.text}. Mục nhật ký không sửa, không xóa được; mỗi mục nối với mục "
        "trước bằng mã băm SHA-256, đầu chuỗi mỗi ngày do đài ký số."
    )
    yield Clause(text="1. Bằng chứng theo đài, cụm loa")
    rows = [
        (outlet_name(facts.timetable, row.outlet_id), *(cell for grade in WITNESSES for cell in _both(grade, row)))
        for row in facts.report.by_outlet
    ]
    short = ("Đo ngoài sóng", "Máy phát ghi", "Người trực")
    columns = ("Đài, cụm loa", *(f"{name}\n({unit})" for name in short for unit in ("lượt", "phút")))
    yield Grid(columns=columns, rows=rows, widths=(4, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3), small=True)
    yield Clause(text="2. Đầu chuỗi nhật ký đã khóa")
    for key in sorted({each.key for each in facts.heads}):
        yield Words(
            text=f"Khóa ký của đài (Ed25519), dấu vân tay: {key_fingerprint(key)}. Ai giữ bản giấy này thì dùng nó để "
            "đối chiếu nhật ký (broadcaster log verify --head) và hồ sơ minh chứng."
        )
    if not facts.heads:
        yield Words(
            text="Chưa khóa sổ ngày nào: chưa có đầu chuỗi (khóa bằng lệnh broadcaster log close).", italic=True
        )
        return
    yield Grid(
        columns=("Đài, cụm loa", "Khóa tới hết ngày", "Số mục", "Mã băm của mục cuối (SHA-256)"),
        rows=[
            (str(each.outlet_id), f"{each.arrival_day:%d/%m/%Y}", str(each.sequence), hash_groups(each.link))
            for each in facts.heads
        ],
        widths=(2.3, 1.9, 1, 5.0),
        left=(0, 1, 3),
        small=True,
    )


def _both(grade: Grade, row: AirtimeRow) -> tuple[str, str]:
    return _count(grade.airings(row)), minutes(grade.length(row), 1)


# --- figures


def _said(row: AirtimeRow, grade: Grade) -> str:
    return _pair(*grade.tallies(row))


def _pair(first: Tally, repeat: Tally) -> str:
    return f"{_count(first.airings + repeat.airings)} lượt, {minutes(first.length + repeat.length, 1)} phút"


def _count(number: int) -> str:
    return decimal(number, 0)


def _plain(value: float) -> str:
    return decimal(value, 0 if value == int(value) else 1)
