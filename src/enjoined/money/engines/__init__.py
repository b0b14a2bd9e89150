"""One SQL, ``status.sql``, on DuckDB and on Spark, over the same Arrow tables."""
