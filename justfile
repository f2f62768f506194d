# Chores. `just` runs what CI checks, without the demo.

# Another project has the name on the package index: our own wheel is always named by its file.
version := "0.1.0"

set windows-shell := ["powershell.exe", "-NoLogo", "-Command"]

# Lint, types, imports, tests
default: lint types imports test

# Style and mistakes
lint:
    ruff check .
    ruff format --check .

# Put the code in the house form
format:
    ruff check --fix .
    ruff format .

types:
    pyright

imports:
    lint-imports

test:
    pytest

# A whole day, into ./demo
demo:
    broadcaster demo --into demo

# A folder for a USB stick: `pip install --no-index --find-links wheelhouse broadcaster` on a PC without Internet
wheelhouse folder="wheelhouse":
    python -m pip wheel --quiet -c constraints.txt --wheel-dir {{folder}} .

# The same for the station's Windows PC, made on any machine with Internet (pip leaves out what only Windows needs: named)
wheelhouse-windows folder="wheelhouse-windows" python="3.11":
    python -m pip wheel --quiet --no-deps --wheel-dir {{folder}} .
    python -m pip wheel --quiet -c constraints.txt --no-deps --wheel-dir {{folder}} feedparser-sgmllib
    python -m pip download --quiet -c constraints.txt --platform win_amd64 --python-version {{python}} --only-binary=:all: --find-links {{folder}} --dest {{folder}} {{folder}}/broadcaster-{{version}}-py3-none-any.whl colorama tzdata

# Write docs/tham-khao.md anew
docs:
    python docs/make_reference.py

# Seconds of audio made per second, and peak memory; reading beside the public normalisers that are installed
bench:
    python benchmarks/day.py
    python benchmarks/reading.py
    python benchmarks/ingest.py
    python benchmarks/topics.py
    python benchmarks/voices.py

# A million damaged and made-up texts through the reading, a hundred thousand damaged files through what takes news in
fuzz:
    python benchmarks/fuzz_reading.py
    python benchmarks/fuzz_news.py
