"""How values are named by their content: canonical JSON, then SHA-256."""

from __future__ import annotations

import hashlib
import json

from broadcaster.domain.ids import Sha256


def canonical(value: object) -> bytes:
    """Write plain values (dicts, lists, strings, whole numbers) as JSON bytes that never vary."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256_of(content: bytes) -> Sha256:
    """Name some bytes by their SHA-256."""
    return Sha256(hashlib.sha256(content).hexdigest())


def fingerprint(value: object) -> Sha256:
    """Name a plain value by the SHA-256 of its canonical JSON."""
    return sha256_of(canonical(value))
