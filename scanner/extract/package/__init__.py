"""Zipped XML packages: the bounded zip, the parts, the sweep over what a reader left."""
