"""A loopback WebSocket server that answers like Microsoft Edge's read-aloud service, or fails in a chosen way."""

import asyncio
import contextlib
import json
import re
import threading
from xml.sax.saxutils import unescape

from aiohttp import WSMsgType, web
from local_web_voice import LEAD_MS, speech

from broadcaster.testing.engines import SYLLABLE_MS

_TICKS_PER_MS = 10_000
_PIECE = 720


class LocalEdgeVoice:
    """Answers with tones and word times; `fault` and `faults` as in LocalWebVoice; `asked` keeps voice and text."""

    def __init__(self):
        self.address = ""
        self.fault = None
        self.faults = []
        self.headers = {}
        self.asked = []
        self.configured = []


def _text_message(path, body, kind="application/json; charset=utf-8"):
    return f"X-RequestId:1234\r\nContent-Type:{kind}\r\nPath:{path}\r\n\r\n{body}"


def _sound_message(sound, kind="Content-Type:audio/mpeg\r\n"):
    header = f"X-RequestId:1234\r\n{kind}Path:audio\r\n".encode()
    return len(header).to_bytes(2, "big") + header + sound


def _boundary(number, word):
    start = (LEAD_MS + number * SYLLABLE_MS) * _TICKS_PER_MS
    text = {"Text": word, "Length": len(word), "BoundaryType": "WordBoundary"}
    data = {"Offset": start, "Duration": 240 * _TICKS_PER_MS, "text": text}
    return json.dumps({"Metadata": [{"Type": "WordBoundary", "Data": data}]})


async def _answer(voice, request):
    fault = voice.faults.pop(0) if voice.faults else voice.fault
    if isinstance(fault, int):
        return web.Response(status=fault, headers=voice.headers)
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for message in socket:
        if message.type is not WSMsgType.TEXT:
            break
        if "Path:speech.config" in message.data:
            voice.configured.append(json.loads(message.data.split("\r\n\r\n", 1)[1]))
            continue
        await _speak(voice, socket, message.data, fault)
        break
    await socket.close()
    return socket


async def _speak(voice, socket, ssml, fault):
    text = unescape(re.search(r"<prosody[^>]*>(.*)</prosody>", ssml, re.DOTALL)[1])
    voice.asked.append((re.search(r"voice name='([^']*)'", ssml)[1], text))
    await socket.send_str(_text_message("turn.start", "{}"))
    if fault == "silence":
        await asyncio.sleep(3)
        return
    if fault == "no audio":
        await socket.send_str(_text_message("turn.end", "{}"))
        return
    if fault == "other path":
        await socket.send_str(_text_message("surprise", "{}"))
        return
    sound = speech(text)
    pieces = [sound[at : at + _PIECE] for at in range(0, len(sound), _PIECE)]
    words = [word.strip(".,!?") for word in text.split()]
    if fault == "half":
        pieces, words = pieces[: len(pieces) // 2], words[: len(words) // 2]
    for piece in pieces:
        await socket.send_bytes(_sound_message(piece))
    for number, word in enumerate(words):
        await socket.send_str(_text_message("audio.metadata", _boundary(number, word)))
    if fault != "half":
        await socket.send_bytes(_sound_message(b"", kind=""))
        await socket.send_str(_text_message("turn.end", "{}"))


@contextlib.contextmanager
def running_edge():
    """Serve until the block ends."""
    voice = LocalEdgeVoice()
    loop = asyncio.new_event_loop()
    started = threading.Event()
    done = asyncio.Event()

    async def handle(request):
        return await _answer(voice, request)

    async def serve():
        app = web.Application()
        app.router.add_get("/edge/v1", handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]
        voice.address = f"ws://127.0.0.1:{port}/edge/v1"
        started.set()
        await done.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    assert started.wait(10), "the server did not start"
    try:
        yield voice
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
        loop.close()
