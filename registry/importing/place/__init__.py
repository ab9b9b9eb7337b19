"""Where each row is: its area, by names, codes and its point."""
