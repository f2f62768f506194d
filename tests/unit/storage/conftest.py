"""Fresh stores for tests of what each database does in its own way."""

from stores import (  # noqa: F401 - fixtures are found by name
    empty_url,
    postgresql_store_url,
    ready_postgresql,
    ready_sqlite,
    real_migrations,
    sqlite_store_url,
    store,
    store_url,
)
