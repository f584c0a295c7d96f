"""What the log keeps apart from the database: the signing key and the record of checkpoints."""
