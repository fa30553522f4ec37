"""Many files: walking folders, worker processes."""
