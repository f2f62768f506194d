"""Runs migrations on the connection that ``broadcaster.storage.upgrade`` hands over; there is no alembic.ini.

That connection is inside a writer's transaction, on SQLite too, so that a migration happens whole or not at all.
"""

from alembic import context

from broadcaster.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
