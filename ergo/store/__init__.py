"""Cases on disk: every save a version in a database, and the case file in which a case travels."""
