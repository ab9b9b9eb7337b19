"""Bringing a list of one's own: from the bytes of a file to a plan that says what becomes of every row.

Five steps, each a function without a screen: `registry.importing.reading.read_file` (read),
`registry.importing.guess.guess_mapping` (match the columns), and `registry.importing.plan.plan_import` (place,
check, preview). ``Register.commit_import(plan.batch)`` then makes it so, in one transaction.
"""
