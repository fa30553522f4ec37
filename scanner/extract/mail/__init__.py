"""Messages: eml, mbox, mht, msg."""
