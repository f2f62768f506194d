"""Fresh stores for the suite of every store."""

from stores import (  # noqa: F401 - fixtures are found by name
    postgresql_store_url,
    ready_postgresql,
    ready_sqlite,
    real_migrations,
    sqlite_store_url,
    store,
    store_url,
)
