"""The day that acceptance and browser tests look at is made once."""

from day_made import commune, district, either
from hypothesis import HealthCheck, settings

__all__ = ["commune", "district", "either"]

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # no test may fail because others keep the machine busy
