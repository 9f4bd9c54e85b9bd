-- The price histories behind the evidence, for backtests, and what each saved search showed when it was last read to its end.

CREATE TABLE price_history(
  id INTEGER PRIMARY KEY,
  product TEXT NOT NULL,        -- the first key of the product, as in `evidence`
  channel TEXT NOT NULL,
  source TEXT NOT NULL,
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  as_of_us INTEGER NOT NULL,    -- when it was true
  until_us INTEGER NOT NULL,    -- when it is dropped, unless it is recorded anew
  points INTEGER NOT NULL CHECK(points>0),
  series BLOB NOT NULL,         -- differences, seven bits a byte; a version stands first
  UNIQUE(product,channel,source)
) STRICT;
CREATE INDEX price_history_until ON price_history(until_us);

CREATE TABLE search_run(        -- a saved search at one source, each time it is asked
  id INTEGER PRIMARY KEY,
  scope TEXT NOT NULL,          -- the search, its source, and a print of what it asks: another question is another scope
  source TEXT NOT NULL,
  after_scan INTEGER NOT NULL,  -- the last scan before it began: what a later one saw is there, whoever saw it
  started_us INTEGER NOT NULL,
  completed_us INTEGER          -- set only when all that it finds was read
) STRICT;
CREATE INDEX search_run_scope ON search_run(scope,id);

CREATE TABLE search_seen(       -- what a search shows
  scope TEXT NOT NULL,
  offer_id TEXT NOT NULL REFERENCES offer(id),
  run_id INTEGER NOT NULL REFERENCES search_run(id),   -- the last run that saw it
  PRIMARY KEY(scope,offer_id)
) STRICT, WITHOUT ROWID;
