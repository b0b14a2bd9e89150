"""From a question to its answers: cells, restraints, qualifiers, proof, and all of it in legal words."""
