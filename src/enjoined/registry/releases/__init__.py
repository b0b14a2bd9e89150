"""The registry as one file: compiled, kept on disk, released, installed."""
