"""Where the next centres go: location problems over demand points, a greedy answer, and the proven best one."""
