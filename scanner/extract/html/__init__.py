"""Web pages: every tag, attribute, script and address with its place in the source."""
