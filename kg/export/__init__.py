"""Stage 6, export: the graph and the records in; files out, each written whole or not at all."""
