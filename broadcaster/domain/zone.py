"""The one zone in which times are shown; stored times are UTC."""

from __future__ import annotations

from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""Vietnam has no summer time, so that every local time exists once."""
