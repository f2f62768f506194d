"""Working fakes of the ports and the suites that every adapter must pass, for authors of engines."""
