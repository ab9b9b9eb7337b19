"""Heavy work in a process aside: it can be watched and stopped, and neither its time nor its death is the caller's."""
