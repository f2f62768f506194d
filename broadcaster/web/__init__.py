"""The newsroom's pages: thin, server-rendered, each calls one service."""
