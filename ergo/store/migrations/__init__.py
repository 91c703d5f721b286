"""The steps that bring the tables of an older database to those of this edition (Alembic)."""
