-- Goods sent to a marketplace's warehouses: a plan at the marketplace, and the step that it is at.
CREATE TABLE inbound(
  id INTEGER PRIMARY KEY,
  name TEXT UNIQUE NOT NULL,    -- ours: the plan is found by it
  channel TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('draft','submitting','unknown','manual','working','ready','failed','rejected','cancelled')),
  step TEXT NOT NULL CHECK(step IN('create','offer_packing','confirm_packing','offer_placement','confirm_placement','offer_transport','cancel')),
  plan TEXT,                    -- the marketplace's id of it
  operation TEXT,               -- what the marketplace is working on
  packing TEXT,                 -- the packing that was chosen
  placement TEXT,               -- the placement that was chosen, or that transport was asked for
  items TEXT NOT NULL,          -- JSON: SKUs and units
  reason TEXT,
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  CHECK(plan IS NOT NULL OR state NOT IN('working','ready','cancelled'))
) STRICT;
CREATE INDEX inbound_state ON inbound(state);
CREATE TRIGGER inbound_no_del BEFORE DELETE ON inbound BEGIN SELECT RAISE(ABORT,'plans are never deleted'); END;

-- What a marketplace says is in its warehouses; what it does not say is unknown.
CREATE TABLE warehouse(
  channel TEXT NOT NULL,
  sku TEXT NOT NULL,
  label TEXT,
  on_hand INTEGER CHECK(on_hand>=0),
  inbound INTEGER CHECK(inbound>=0),
  reserved INTEGER CHECK(reserved>=0),
  unfulfillable INTEGER CHECK(unfulfillable>=0),
  researching INTEGER CHECK(researching>=0),
  seen_us INTEGER NOT NULL,
  PRIMARY KEY(channel,sku)
) STRICT, WITHOUT ROWID;

-- The same table with one more kind of effect.
CREATE TABLE effect_next(
  id INTEGER PRIMARY KEY,       -- also the place of its lock in the lock file
  kind TEXT NOT NULL CHECK(kind IN('purchase','cancel','listing','price','message','refund','inbound')),
  subject INTEGER NOT NULL,     -- the row in the table of its kind; a cancel's is its purchase, a price's its listing
  generation INTEGER NOT NULL CHECK(generation>0),   -- rises only after proof that the one before never happened
  version INTEGER,              -- of the wanted price
  vendor TEXT NOT NULL,
  key TEXT NOT NULL,            -- the idempotency key
  state TEXT NOT NULL CHECK(state IN('submitting','unknown','manual','done','refused','absent','unsent')),
  request BLOB NOT NULL,        -- the exact bytes sent
  request_sha256 TEXT NOT NULL CHECK(length(request_sha256)=64),
  pre_image TEXT NOT NULL DEFAULT '[]',              -- ids that were at the vendor before we sent
  result TEXT,                  -- the vendor's id
  attempts INTEGER NOT NULL CHECK(attempts>0),
  begun_us INTEGER NOT NULL,
  first_sent_us INTEGER NOT NULL,
  last_sent_us INTEGER NOT NULL,
  next_check_us INTEGER,
  absent_us INTEGER,            -- the first of an unbroken row of not-founds after the settle time
  lease_owner TEXT,
  lease_until_us INTEGER,
  fence INTEGER NOT NULL DEFAULT 1,                  -- rises each time another worker takes it over
  reason TEXT,
  evidence TEXT,                -- what a person said when settling it
  ended_us INTEGER,
  undated_us INTEGER,           -- since when its times are known to be by a clock that was wrong
  repeat_refused INTEGER NOT NULL DEFAULT 0 CHECK(repeat_refused IN(0,1)),   -- a repeat of it was refused
  UNIQUE(kind,subject,generation),
  CHECK((state IN('done','refused','absent','unsent'))=(ended_us IS NOT NULL)),
  CHECK(result IS NOT NULL OR state<>'done')
) STRICT;
INSERT INTO effect_next(id,kind,subject,generation,version,vendor,key,state,request,request_sha256,pre_image,result,attempts,begun_us,first_sent_us,last_sent_us,
    next_check_us,absent_us,lease_owner,lease_until_us,fence,reason,evidence,ended_us,undated_us,repeat_refused)
  SELECT id,kind,subject,generation,version,vendor,key,state,request,request_sha256,pre_image,result,attempts,begun_us,first_sent_us,last_sent_us,
    next_check_us,absent_us,lease_owner,lease_until_us,fence,reason,evidence,ended_us,undated_us,repeat_refused FROM effect;
DROP TABLE effect;
ALTER TABLE effect_next RENAME TO effect;
CREATE UNIQUE INDEX effect_open ON effect(kind,subject) WHERE state IN('submitting','unknown','manual');
CREATE UNIQUE INDEX effect_once ON effect(vendor,kind,result) WHERE result IS NOT NULL AND kind IN('purchase','message','refund');
CREATE INDEX effect_due ON effect(next_check_us) WHERE state IN('submitting','unknown');
CREATE INDEX effect_key ON effect(vendor,key);
CREATE TRIGGER effect_no_del BEFORE DELETE ON effect BEGIN SELECT RAISE(ABORT,'effects are never deleted'); END;
CREATE TRIGGER effect_same_bytes BEFORE UPDATE ON effect
  WHEN NEW.request IS NOT OLD.request OR NEW.request_sha256<>OLD.request_sha256 OR NEW.key<>OLD.key OR NEW.vendor<>OLD.vendor
    OR NEW.kind<>OLD.kind OR NEW.subject<>OLD.subject OR NEW.pre_image<>OLD.pre_image
  BEGIN SELECT RAISE(ABORT,'the same key is the same bytes'); END;
CREATE TRIGGER effect_final BEFORE UPDATE ON effect WHEN OLD.state IN('done','refused','absent','unsent')
  BEGIN SELECT RAISE(ABORT,'what became of an effect is final'); END;
CREATE TRIGGER chain_effect AFTER INSERT ON effect
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='effect' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('effect',NEW.id); END;
CREATE TRIGGER chain_effect_upd AFTER UPDATE ON effect
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='effect' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('effect',NEW.id); END;
CREATE TRIGGER effect_begins BEFORE INSERT ON effect WHEN NEW.state NOT IN('submitting')
  BEGIN SELECT RAISE(ABORT,'illegal move: no effect begins there'); END;
CREATE TRIGGER effect_moves BEFORE UPDATE OF state ON effect
  WHEN NEW.state<>OLD.state AND OLD.state||'>'||NEW.state NOT IN(
    'submitting>unknown','submitting>manual','submitting>done','submitting>refused','submitting>absent','submitting>unsent',
    'unknown>submitting','unknown>manual','unknown>done','unknown>refused','unknown>absent','unknown>unsent',
    'manual>done','manual>refused','manual>absent')
  BEGIN SELECT RAISE(ABORT,'illegal move: the effect can''t go there'); END;
CREATE TRIGGER effect_rises BEFORE UPDATE ON effect
  WHEN NEW.generation<>OLD.generation OR NEW.attempts<OLD.attempts OR NEW.fence<OLD.fence
    OR NEW.first_sent_us<>OLD.first_sent_us OR NEW.last_sent_us<OLD.first_sent_us OR NEW.version IS NOT OLD.version
  BEGIN SELECT RAISE(ABORT,'a count of what happened never falls'); END;
