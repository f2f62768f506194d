"""What a person types for a report: guidance, tasks, proposals, and counts of what is not radio."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError

from broadcaster.domain.papers import TypedFigure, TypedPart
from broadcaster.errors import SettingsError
from broadcaster.settings.findings import Finding, refuse
from broadcaster.settings.shapes import Day, Table, Words, shape_findings
from broadcaster.settings.toml_files import read_toml


class FigureRow(Table):
    """``[[figure]]``: one count of another channel."""

    name: Words = Field(description="Hình thức tuyên truyền, ví dụ Pa nô, áp phích.")
    unit: str = Field(default="", description="Đơn vị tính.")
    value: float = Field(ge=0, allow_inf_nan=False, description="Số trong kỳ.")
    previous: float | None = Field(default=None, ge=0, allow_inf_nan=False, description="Số của kỳ trước.")
    note: str = Field(default="", description="Ghi chú, ví dụ số lấy từ đâu.")


class ReportFigures(Table):
    """The whole file."""

    entered_by: Words = Field(description="Ai nhập các số và đoạn văn này.")
    entered_on: Day | None = Field(default=None, description="Nhập ngày nào.")
    guidance: tuple[Words, ...] = Field(default=(), description="Mục I, công tác chỉ đạo: mỗi đoạn một mục.")
    limits: tuple[Words, ...] = Field(default=(), description="Mục III, hạn chế và nguyên nhân: thêm vào phần máy đếm.")
    next_tasks: tuple[Words, ...] = Field(default=(), description="Mục IV, nhiệm vụ kỳ tới.")
    proposals: tuple[Words, ...] = Field(default=(), description="Mục V, kiến nghị.")
    figure: tuple[FigureRow, ...] = Field(default=(), description="Số liệu ngoài phát thanh.")


def load_figures(path: Path) -> TypedPart:
    """Read the file; raises SettingsError with every finding."""
    file = read_toml(path, path.name)
    if isinstance(file, Finding):
        raise SettingsError(findings=(str(file),))
    try:
        read = ReportFigures.model_validate(file.table)
    except ValidationError as error:
        refuse(shape_findings(error, ReportFigures, file.finding))
        raise  # a validation error always has findings
    return TypedPart(
        entered_by=read.entered_by,
        entered_on=read.entered_on,
        guidance=read.guidance,
        limits=read.limits,
        next_tasks=read.next_tasks,
        proposals=read.proposals,
        figures=tuple(TypedFigure(**row.model_dump()) for row in read.figure),
    )
