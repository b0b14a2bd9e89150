"""``python -m enjoined`` is the command line."""

from enjoined.cli import main

main()
