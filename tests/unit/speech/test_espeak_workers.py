"""Worker processes: they start when they pay, die alone, are replaced, and are gone when the station is."""

import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import espeakng_loader
import psutil
import pytest

from broadcaster.errors import SpeechFailed
from broadcaster.speech import espeak, espeak_library, espeak_workers
from broadcaster.speech.espeak import EspeakEngine
from broadcaster.speech.espeak_presets import PRESETS
from broadcaster.speech.espeak_workers import WorkerLost, Workers

PLACES = (espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
PRESET = PRESETS["nu-phat-thanh"][1]
SENTENCES = [f"Xã số {number} đã trả {number + 40} hồ sơ đúng hạn, không hồ sơ nào quá hạn." for number in range(24)]
CRASHING = """
import ctypes, sys
sys.path.insert(0, {folder!r})
import espeak_library
answered = espeak_library.answered
def crash_at_the_word(line, library, data):
    if "vỡ".encode() in line:
        ctypes.string_at(0)  # a real access violation
    return answered(line, library, data)
espeak_library.answered = crash_at_the_word
espeak_library.serve(sys.argv[1], sys.argv[2], float(sys.argv[3]))
"""
STATION = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from broadcaster.speech.espeak import EspeakEngine
from broadcaster.speech.espeak_workers import workers
from broadcaster.speech import espeak
engine, all_are_waiting = EspeakEngine(), Event()
def say(number):
    engine.synthesise(f"Tin số {number} của xã.", "nu-phat-thanh")
    if number == 20:
        all_are_waiting.wait()  # an interrupt while a pool takes an order may leave the pool's own lock taken
        print(*workers(*espeak._places()).processes(), flush=True)
pool = ThreadPoolExecutor(2)
jobs = [pool.submit(say, number) for number in range(int(sys.argv[1]))]
all_are_waiting.set()
try:
    for job in jobs:
        job.result()
finally:
    pool.shutdown(cancel_futures=True)
"""


def order(text):
    return espeak_library.order(PRESET.variant, PRESET.parameters, 1, text)


@pytest.fixture
def pool():
    made = []

    def make(**wanted):
        made.append(Workers(*PLACES, **wanted))
        return made[-1]

    yield make
    for workers in made:
        workers.close()


@pytest.fixture
def crashing(tmp_path):
    program = tmp_path / "crashing.py"
    folder = str(espeak_workers.Path(espeak_library.__file__).parent)
    program.write_text(CRASHING.format(folder=folder), encoding="utf-8")
    return str(program)


def here(text):
    return espeak_library.answered(order(text), *PLACES)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_any_number_of_workers_in_any_order_gives_what_one_process_gives(pool, most):
    alone = [here(sentence) for sentence in SENTENCES]
    workers = pool(most=most)
    with ThreadPoolExecutor(4) as threads:
        forward = list(threads.map(lambda sentence: workers.ask(order(sentence)), SENTENCES))
        backward = list(threads.map(lambda sentence: workers.ask(order(sentence)), SENTENCES[::-1]))
    assert forward == alone
    assert backward == alone[::-1]
    assert 1 <= len(workers.processes()) <= most


def test_one_sentence_after_another_needs_one_worker(pool):
    workers = pool(most=4)
    assert workers.processes() == ()
    for sentence in SENTENCES[:5]:
        workers.ask(order(sentence))
    assert len(workers.processes()) == 1


def test_a_worker_imports_next_to_nothing(pool):
    workers = pool()
    workers.ask(order("một"))
    (process,) = workers.processes()
    assert psutil.Process(process).memory_info().rss < 40_000_000  # with numpy alone it would be more


def test_a_worker_that_was_ended_from_outside_is_replaced_and_its_sentence_said(pool):
    workers = pool()
    workers.ask(order("một"))
    (first,) = workers.processes()
    psutil.Process(first).kill()
    assert workers.ask(order("hai")) == here("hai")
    assert first not in workers.processes()


def test_a_sentence_that_crashes_the_library_is_lost_alone(pool, crashing):
    workers = pool(program=crashing, most=2)
    with ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(workers.ask, order(text)) for text in ("một", "bị vỡ", "hai", "ba")]
    lost = asked.pop(1).exception()
    assert isinstance(lost, WorkerLost)
    assert lost.code != 0
    assert not lost.overdue
    assert [each.result() for each in asked] == [here(text) for text in ("một", "hai", "ba")]
    assert len(workers.processes()) <= 2


def test_a_sentence_that_hangs_is_given_up_and_the_next_one_said(pool):
    workers = pool(most=1, seconds=1.0)
    with pytest.raises(WorkerLost) as lost:
        workers.ask(order("một hai ba bốn năm " * 20_000))
    assert lost.value.overdue
    assert workers.ask(order("hai")) == here("hai")


@pytest.mark.parametrize(("overdue", "reason"), [(True, "quá 60 giây"), (False, "dừng đột ngột")])
def test_a_lost_worker_is_told_as_a_sentence_not_said(monkeypatch, overdue, reason):
    class Lost:
        def ask(self, order):
            raise WorkerLost(-11, overdue=overdue)

    monkeypatch.setattr(espeak, "workers", lambda *places: Lost())
    with pytest.raises(SpeechFailed, match=f'"Xin chào".*{reason}'):
        EspeakEngine().synthesise("Xin chào", "nu-phat-thanh")


def test_an_interrupted_sentence_is_not_taken_for_the_next_ones_sound(pool, monkeypatch):
    workers = pool(most=1)
    workers.ask(order("một"))
    (first,) = workers.processes()
    with monkeypatch.context() as patch:
        patch.setattr(espeak_workers._Worker, "_read", lambda self, size: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            workers.ask(order("hai"))
    assert workers.ask(order("ba")) == here("ba")
    assert workers.processes() != (first,)


def test_those_who_wait_for_a_worker_get_one_when_another_is_lost(pool, crashing):
    workers = pool(program=crashing, most=1)
    done = threading.Event()

    def ask():
        for text in ("bị vỡ", "một"):
            try:
                workers.ask(order(text))
            except WorkerLost:
                continue
        done.set()

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=600)
    assert done.is_set()
    assert not any(thread.is_alive() for thread in threads)


def test_a_closed_pool_leaves_no_process(pool):
    workers = pool(most=2)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda sentence: workers.ask(order(sentence)), SENTENCES[:6]))
    processes = workers.processes()
    workers.close()
    assert not any(psutil.pid_exists(process) for process in processes)


def _station(sentences):
    command = [sys.executable, "-c", STATION, str(sentences)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _gone(processes):
    alive = [psutil.Process(each) for each in processes if psutil.pid_exists(each)]
    return not psutil.wait_procs(alive, timeout=600)[1]


def test_a_program_that_ends_takes_its_workers_along():
    with _station(40) as station:
        told, wrong = station.communicate(timeout=600)
    assert (station.returncode, wrong) == (0, "")
    assert told.split()
    assert _gone(map(int, told.split()))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("by", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_program_that_is_ended_takes_its_workers_along(by):
    with _station(20_000) as station:
        processes = [int(each) for each in station.stdout.readline().split()]
        station.send_signal(getattr(signal, by))
        station.communicate(timeout=600)
    assert station.returncode != 0
    assert processes
    assert _gone(processes)
