-- What bounds spending beyond the buckets of the first schema.

CREATE TABLE limit_accepted(    -- the caps that a person accepted; the newest row of a name is in force
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  value TEXT NOT NULL,          -- decimal text, as in the settings
  previous TEXT,                -- what was in force before; NULL for the first
  accepted_us INTEGER NOT NULL,
  who TEXT NOT NULL
) STRICT;
CREATE INDEX limit_accepted_name ON limit_accepted(name,id);
CREATE TRIGGER limit_accepted_no_upd BEFORE UPDATE ON limit_accepted BEGIN SELECT RAISE(ABORT,'accepted limits are append-only'); END;
CREATE TRIGGER limit_accepted_no_del BEFORE DELETE ON limit_accepted BEGIN SELECT RAISE(ABORT,'accepted limits are append-only'); END;

CREATE TABLE limit_day(         -- a local day, once begun, keeps the hours that belong to it
  day TEXT PRIMARY KEY,
  from_us INTEGER NOT NULL,
  until_us INTEGER NOT NULL,
  CHECK(from_us<until_us)
) STRICT, WITHOUT ROWID;

CREATE TABLE purchase_class(    -- what a reserved purchase counts as; `unknown` where its record does not say
  purchase_id INTEGER PRIMARY KEY REFERENCES purchase(id),
  category TEXT NOT NULL,
  brand TEXT NOT NULL
) STRICT;
CREATE TABLE purchase_key(      -- every key its product goes by
  purchase_id INTEGER NOT NULL REFERENCES purchase(id),
  key TEXT NOT NULL,
  PRIMARY KEY(key,purchase_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX purchase_reserved ON purchase(source,reserved_us) WHERE reserved_us IS NOT NULL;
CREATE INDEX purchase_seller ON purchase(source,seller) WHERE seller<>'';

CREATE TABLE tally(             -- counters of what is neither purchase nor refund: replies, revisions, models
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  period TEXT NOT NULL,
  cap INTEGER NOT NULL CHECK(cap>=0),
  used INTEGER NOT NULL DEFAULT 0 CHECK(used>=0),
  CHECK(used<=cap),
  PRIMARY KEY(scope,key,period)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally_link(        -- who took what from which counter: a subject takes from a counter once
  subject TEXT NOT NULL,
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  period TEXT NOT NULL,
  amt INTEGER NOT NULL CHECK(amt>0),
  at_us INTEGER NOT NULL,
  PRIMARY KEY(subject,scope,key,period)
) STRICT, WITHOUT ROWID;
CREATE INDEX tally_link_of ON tally_link(scope,key,period);

CREATE TABLE vendor_call(       -- the last calls of a vendor while it is not shut off
  id INTEGER PRIMARY KEY,
  vendor TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  ok INTEGER NOT NULL CHECK(ok IN(0,1))
) STRICT;
CREATE INDEX vendor_call_of ON vendor_call(vendor,id);
CREATE TABLE vendor_breaker(
  vendor TEXT PRIMARY KEY,
  trips INTEGER NOT NULL CHECK(trips>0),
  until_us INTEGER NOT NULL,
  probe_us INTEGER              -- when somebody took the one probe
) STRICT, WITHOUT ROWID;
CREATE TABLE vendor_quota(
  vendor TEXT PRIMARY KEY,
  tokens INTEGER NOT NULL CHECK(tokens>=0),   -- thousandths
  at_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
