"""What is possible, due or derived in intake: day and facts are arguments."""
