"""What helps most: which remedies would give how many more people a place, from the smallest package to the largest.

`solve.frontier` walks the budgets, `effect.effect` tells what one given package does, `verify.check` reads an answer
again. The problem, the goals and the meaning of a bound are those of the allocation engine.
"""
