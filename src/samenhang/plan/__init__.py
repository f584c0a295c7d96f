"""The one plan: goals, actions, one agreed approach, signalling plan, back-up plan, evaluations; who directs."""
