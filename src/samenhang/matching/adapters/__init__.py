"""The one bridge to each engine: rows to a problem, a result to rows."""
