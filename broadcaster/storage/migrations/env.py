"""Runs migrations on the connection that ``broadcaster.storage.upgrade`` hands over; there is no alembic.ini."""

from alembic import context

from broadcaster.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # on SQLite too: the connection is inside BEGIN IMMEDIATE
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
