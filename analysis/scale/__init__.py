"""People at more points than one machine's memory holds: the same measures, partition by partition."""
