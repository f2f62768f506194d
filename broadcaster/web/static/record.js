// Recording in the browser: what the microphone gives is made a WAV file here, which every server can open.
"use strict";
const desk = document.getElementById("may-thu"), field = document.getElementById("tep");
if (desk && navigator.mediaDevices && window.MediaRecorder && window.DataTransfer) {
  const start = desk.querySelector("[data-start]"), stop = desk.querySelector("[data-stop]");
  const level = desk.querySelector("meter"), told = desk.querySelector("[role=status]"), again = desk.querySelector("audio");
  let recorder = null, stream = null, sounds = null;

  const wav = sound => {
    const samples = sound.getChannelData(0), view = new DataView(new ArrayBuffer(44 + samples.length * 2));
    const word = (at, letters) => [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
    word(0, "RIFF"); view.setUint32(4, 36 + samples.length * 2, true); word(8, "WAVEfmt ");
    view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
    view.setUint32(24, sound.sampleRate, true); view.setUint32(28, sound.sampleRate * 2, true);
    view.setUint16(32, 2, true); view.setUint16(34, 16, true); word(36, "data"); view.setUint32(40, samples.length * 2, true);
    samples.forEach((value, i) => view.setInt16(44 + i * 2, Math.max(-1, Math.min(1, value)) * 32767, true));
    return new Blob([view.buffer], { type: "audio/wav" });
  };
  const finish = async parts => {
    try {
      const sound = await sounds.decodeAudioData(await new Blob(parts).arrayBuffer());
      const file = new File([wav(sound)], `${desk.dataset.file}.wav`, { type: "audio/wav" });
      const basket = new DataTransfer();
      basket.items.add(file);
      field.files = basket.files;
      again.src = URL.createObjectURL(file);
      again.hidden = false;
      told.textContent = desk.dataset.ready;
    } catch { told.textContent = desk.dataset.broken; }
    await sounds.close();
  };
  const measure = () => {
    const meter = sounds.createAnalyser(), heights = new Float32Array(1024);
    sounds.createMediaStreamSource(stream).connect(meter);
    const look = () => {
      if (!recorder || recorder.state !== "recording") { level.value = 0; return; }
      meter.getFloatTimeDomainData(heights);
      level.value = heights.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
      requestAnimationFrame(look);
    };
    look();
  };
  start.addEventListener("click", async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
    } catch { told.textContent = desk.dataset.denied; return; }
    sounds = new AudioContext();
    const parts = [];
    recorder = new MediaRecorder(stream);
    recorder.ondataavailable = event => parts.push(event.data);
    recorder.onstop = () => { stream.getTracks().forEach(track => track.stop()); finish(parts); };
    recorder.start();
    start.disabled = true; stop.disabled = false; again.hidden = true;
    told.textContent = desk.dataset.live;
    measure();
  });
  stop.addEventListener("click", () => { recorder.stop(); start.disabled = false; stop.disabled = true; });
  desk.hidden = false;
}
