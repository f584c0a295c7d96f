"""What is possible, due or derived in plan: day and facts are arguments."""
