"""What is possible, due or derived in picture: day and facts are arguments."""
