"""Import of lists: from the bytes of a file to a plan that says what becomes of every row.

`read` makes sheets of a file, `columns` finds what each column means, `place` finds the area of each row, `check` makes
rows of the register of them and holds them against what it has. `registry.importing.plan.plan_import` runs the last
two; ``Register.imports.commit(plan.batch)`` saves, in one transaction.
"""
