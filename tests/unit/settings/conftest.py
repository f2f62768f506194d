"""A small valid schedules folder that a test breaks in one place."""

from datetime import time

import pytest

from broadcaster.domain.timetables import QuietHours
from broadcaster.errors import SettingsError
from broadcaster.settings.schedules import load_timetable

QUIET = QuietHours(starts=time(21, 30), stops=time(4, 30))

FILES = {
    "units.toml": """\
[[unit]]
id = "huyen-nghia-hung"
kind = "huyện"
name = "Nghĩa Hưng"
codes = [{ code = "361", valid_to = 2025-06-30 }]

[[unit]]
id = "nghia-son-2023"
kind = "xã"
name = "Nghĩa Sơn"
parent = "huyen-nghia-hung"
codes = [{ code = "13918", valid_to = 2025-06-30 }]

[[unit]]
id = "xa-nghia-hung-2023"
kind = "xã"
name = "Nghĩa Hùng"
parent = "huyen-nghia-hung"
codes = [{ code = "13942", valid_to = 2025-06-30 }]

[[unit]]
id = "nghia-son-2025"
kind = "xã"
name = "Nghĩa Sơn"
codes = [{ code = "13918", valid_from = 2025-07-01 }]
""",
    "outlets.toml": """\
[[outlet]]
id = "HUYEN-NGHIA-HUNG"
unit = "huyen-nghia-hung"
name = "Đài Phát thanh huyện Nghĩa Hưng"
transmission = "fm"

[[outlet]]
id = "NGHIA-SON"
unit = "nghia-son-2023"
name = "Đài Truyền thanh xã Nghĩa Sơn"
transmission = "ip"
groups = ["xa"]

[[outlet]]
id = "XA-NGHIA-HUNG"
unit = "xa-nghia-hung-2023"
name = "Đài Truyền thanh xã Nghĩa Hùng"
transmission = "wired"
groups = ["xa"]
""",
    "topics.toml": """\
[[topic]]
code = 0
name = "Chung"

[[topic]]
code = 2
name = "Cải cách thủ tục hành chính"
short = "Thủ tục hành chính"
""",
    "grid.toml": """\
[[daypart]]
id = "morning"
name = "buổi sáng"
starts = "05:00"
stops = "08:00"

[[daypart]]
id = "evening"
name = "buổi chiều"
starts = "17:00"
stops = "22:00"

[[clock]]
id = "ban-tin-15"
name = "Bản tin"
length = "15:00"
events = ["ident", { kind = "headlines", least = 3, most = 5 }, { kind = "news", least = 3, most = 8 }, "closing"]

[[slot]]
session = "morning"
clock = "ban-tin-15"
starts = "06:00"
weekdays = "mon-sun"
outlets = ["*"]
""",
    "targets.toml": """\
[[target]]
topic = "all"
period = "2023"
measure = "minutes"
baseline = 100
rise_percent = 20
baseline_source = "Sổ nhật ký năm 2022"
""",
}


class Schedules:
    """The folder, its files, and what the loader says of them."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8", newline="\n")

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def change(self, name, old, new):
        text = self.read(name)
        assert old in text, old
        self.write(name, text.replace(old, new, 1))

    def add(self, name, text):
        self.write(name, self.read(name) + text)

    def line(self, name, wanted, nth=1):
        lines = [number for number, line in enumerate(self.read(name).splitlines(), 1) if wanted in line]
        return f"schedules/{name}, dòng {lines[nth - 1]}"

    def load(self, quiet=QUIET):
        return load_timetable(self.folder, default_quiet=quiet)

    @property
    def timetable(self):
        return self.load()[0]

    @property
    def warnings(self):
        return self.load()[1]

    @property
    def findings(self):
        with pytest.raises(SettingsError) as caught:
            self.load()
        return caught.value.findings

    @property
    def finding(self):
        (only,) = self.findings
        return only


@pytest.fixture
def schedules(tmp_path):
    return Schedules(tmp_path / "schedules")
