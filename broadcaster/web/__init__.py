"""The newsroom as pages: thin routes over the services that the command line calls."""
