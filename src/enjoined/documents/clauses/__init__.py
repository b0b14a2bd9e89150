"""From lines to numbered clauses and their sentences, and the clauses of one version against another's."""
