"""Before a sentence is parsed: it is put straight, cut at its joints, and each part made whole."""
