"""``python -m kg``."""

import sys
from pathlib import Path

from kg import corpus, ids, pipeline, resolve, vocabulary
from kg.export import jsonl

words = vocabulary.load()
extractions = [pipeline.read_document(d, words) for d in corpus.run([Path(sys.argv[2])])]
out = Path(sys.argv[4])
out.mkdir(parents=True, exist_ok=True)
done = resolve.run(extractions)
(out / "claims.jsonl").write_text("".join(jsonl.claims(done, ids.BASE)), encoding="utf-8")
(out / "mentions.jsonl").write_text("".join(jsonl.mentions(done, ids.BASE)), encoding="utf-8")
