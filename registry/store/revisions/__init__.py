"""The versions of the schema, each as what brings the one before it up to date: a chain that Alembic reads.

A step says for itself what the tables were then; it never changes, whatever the tables become later. The tables of a
new register are made from `registry.store.tables`; that a register which went all steps has the same ones is a test.
"""
