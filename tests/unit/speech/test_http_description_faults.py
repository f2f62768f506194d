import pytest
from local_vendor import VOICES

from broadcaster.speech.http_description_faults import load_descriptions

GOOD = (
    """
name = "Thử"
rate = 1.0
[request]
url = "https://tts.example.vn/say"
headers = { X-Key = "{secret:KEY}" }
json = { text = "{text}", voice = "{voice}", speed = "{rate}" }
[answer]
sound = "url"
path = "data.url"
format = "mp3"
[poll]
url = "https://tts.example.vn/jobs/{id}"
id = "job"
state = "state"
done = ["DONE"]
"""
    + VOICES
)


def faults(folder, *changes, text=GOOD):
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    (folder / "thu.toml").write_text(text, encoding="utf-8")
    return load_descriptions(folder, "voices/http")[1]


def test_a_good_description_has_no_fault(tmp_path):
    assert faults(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[request]\nurl", "[request]\nuri", "không có khóa 'request.uri'; ý bạn là 'url'?"),
        ("[request]\nurl", "[request]\nuri", "thiếu khóa 'request.url'"),
        ('name = "Thử"\n', "", "thiếu khóa 'name'"),
        ('name = "Thử"', "name = 5", "'name' phải là chữ, đặt trong dấu nháy kép"),
        ("rate = 1.0", "longest = 5", "'longest' là 5, phải từ 40"),
        ("rate = 1.0", "at_once = 99", "'at_once' là 99, không được quá 16"),
        ("rate = 1.0", 'per_minute = "nhiều"', "'per_minute' phải là số nguyên"),
        ('format = "mp3"', 'format = "aac"', "'answer.format' chỉ nhận mp3, wav, ogg, pcm"),
        ('sound = "url"', 'sound = "link"', "'answer.sound' chỉ nhận body, base64, url"),
        ('presenter = "NAM"', 'presenter = "ông"', "'voices[2].presenter' chỉ nhận NỮ, NAM"),
        ('id = "thu-nam"', 'id = "Thử Nam"', "'voices[2].id' chỉ gồm chữ thường không dấu"),
        ('id = "thu-nam"', 'id = "thu-nu"', "voices.id 'thu-nu' đã có ở tệp hoặc mục khác"),
        ('text = "{text}"', 'text = "xin chào"', "chưa chỗ nào có {text}"),
        ('voice = "{voice}"', 'voice = "v1"', "chưa chỗ nào có {voice}"),
        ("{voice}", "{giọng}", "'request.json.voice' có {giọng} không dùng được ở đây"),
        ("{rate}", "{id}", "'request.json.speed' có {id} không dùng được ở đây"),
        ("/say", "/say/{text}", "'request.url' không được chứa {text}"),
        ("https://tts.example.vn/say", "tts.example.vn/say", "'request.url' phải bắt đầu bằng https://"),
        ("https://tts.example.vn/say", "https://a:b@tts.example.vn/say", "'request.url' không được chứa mật khẩu"),
        ("https://tts.example.vn/say", "http://tts.example.vn/say", "gửi khóa bí mật qua http:// ai cũng đọc được"),
        ("https://tts.example.vn/jobs", "http://tts.example.vn/jobs", "'poll.url' gửi khóa bí mật qua http://"),
        ("{secret:KEY}", "sk-123456", "'request.headers.X-Key' ghi thẳng khóa bí mật"),
        ("X-Key", '"X Key"', "'request.headers.X Key' chỉ nhận chữ không dấu trên một dòng"),
        ("{secret:KEY}", "khóa", "'request.headers.X-Key' chỉ nhận chữ không dấu"),
        ("json = {", 'form = { a = "{text}" }\njson = {', "[request] chỉ dùng một trong json, form"),
        ("json = {", 'method = "GET"\njson = {', "request.method 'GET' không gửi được nội dung"),
        ('path = "data.url"\n', "", "thiếu khóa 'answer.path'"),
        ('"data.url"', '"$.data url"', "'answer.path' phải là các tên nối bằng dấu chấm"),
        ('sound = "url"', 'sound = "body"', "answer.path chỉ dùng khi"),
        ('sound = "url"', 'sound = "body"', "[poll] cần answer.sound là 'url' hoặc 'base64'"),
        ('format = "mp3"', 'format = "pcm"', "thiếu khóa 'answer.rate_hz'"),
        ('format = "mp3"', 'format = "mp3"\nrate_hz = 24000', "answer.rate_hz chỉ dùng khi"),
        ('format = "mp3"', 'format = "mp3"\ncheck = "error"', "answer.check và answer.good phải đi cùng nhau"),
        ('state = "state"\n', "", "[poll] có url thì phải có state và done"),
        ('id = "job"\n', "", "poll.id và {id} trong poll.url phải đi cùng nhau"),
        (
            'url = "https://tts.example.vn/jobs/{id}"\nid = "job"\n',
            "interval_ms = 5\n",
            "'poll.interval_ms' là 5, phải từ 100",
        ),
        ("[poll]", "[poll", "không đúng cú pháp TOML, dòng 12"),
    ],
)
def test_a_fault_is_said_with_file_and_key(tmp_path, old, new, sentence):
    found = faults(tmp_path, (old, new))
    assert any(fault.startswith("voices/http/thu.toml: ") and sentence in fault for fault in found), found


def test_all_faults_of_all_files_come_at_once(tmp_path):
    (tmp_path / "a.toml").write_text(GOOD.replace("{text}", "x").replace('"data.url"', '"a b"'), encoding="utf-8")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    found = faults(tmp_path, ('name = "Thử"', "nam = 5"), ('code = "v2"', ""))
    assert len(found) == 6
    assert {fault.split(":")[0] for fault in found} == {f"voices/http/{name}.toml" for name in ("a", "b", "thu")}


def test_a_misspelt_key_does_not_hide_what_is_wrong_elsewhere(tmp_path):
    found = faults(tmp_path, ("rate = 1.0", "rat = 1.0"), ('path = "data.url"\n', ""))
    assert len(found) == 2
    assert "ý bạn là 'rate'?" in found[0]
    assert "thiếu khóa 'answer.path'" in found[1]


def test_two_files_may_not_offer_the_same_voice(tmp_path):
    (tmp_path / "khac.toml").write_text(GOOD, encoding="utf-8")
    assert len(faults(tmp_path)) == 4


def test_a_literal_key_is_not_repeated_in_the_fault(tmp_path):
    assert "sk-123456" not in "".join(faults(tmp_path, ("{secret:KEY}", "sk-123456")))


def test_a_machine_of_the_office_may_be_asked_without_encryption(tmp_path):
    for host in ("127.0.0.1:8000", "192.168.1.20", "may-chu", "tts.lan", "[::1]:80"):
        change = ("https://tts.example.vn", f"http://{host}")
        assert faults(tmp_path, change) == (), host


def test_examples_are_no_descriptions(tmp_path):
    (tmp_path / "fpt.toml.example").write_text("hỏng", encoding="utf-8")
    assert load_descriptions(tmp_path, "voices/http") == ({}, ())
    assert load_descriptions(tmp_path / "none", "voices/http") == ({}, ())
