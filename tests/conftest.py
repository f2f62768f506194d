"""How the suite runs: on all cores when it is asked for whole, its dearest things made once."""

import signal

import hypothesis
import pytest
from browser_made import at, browser, shot
from day_made import commune, district, either, shared
from stores import new_stores_are_copied

__all__ = ["at", "browser", "commune", "district", "either", "new_stores_are_copied", "shared", "shot"]

# A busy machine is no fault of the code.
hypothesis.settings.register_profile("suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("suite")


def pytest_addoption(parser):
    parser.addoption("--shots", default="", metavar="FOLDER", help="where pictures of pages are written")


def pytest_xdist_auto_num_workers(config):
    """Give every core to the whole suite; what is asked for by its name starts at once, in this process."""
    return 0 if config.args_source is pytest.Config.ArgsSource.ARGS else None


def pytest_configure():
    """Let programs that tests start hear an interrupt, also when a shell started the suite in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_make_parametrize_id(val, argname):
    """Name long bytes by their argument: an encoder may write the second into them, and workers must agree on names."""
    return argname if isinstance(val, bytes) and len(val) > 40 else None
