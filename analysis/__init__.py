"""What the register and the population mean together: filters, claims, measures."""
