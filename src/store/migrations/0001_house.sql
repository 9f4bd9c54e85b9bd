-- The first schema. Money is an integer of minor units beside its currency, prices as quoted are decimal text,
-- times are microseconds since 1970 in UTC and end in _us, payloads are JSON text.

-- What this file is. The mode is written once.
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER meta_no_upd BEFORE UPDATE ON meta WHEN OLD.key='mode' BEGIN SELECT RAISE(ABORT,'the mode of a database never changes'); END;
CREATE TRIGGER meta_no_del BEFORE DELETE ON meta WHEN OLD.key='mode' BEGIN SELECT RAISE(ABORT,'the mode of a database never changes'); END;
CREATE TRIGGER meta_no_rep BEFORE INSERT ON meta WHEN NEW.key='mode' AND EXISTS(SELECT 1 FROM meta WHERE key='mode') BEGIN SELECT RAISE(ABORT,'the mode of a database never changes'); END;
CREATE TRIGGER meta_mode BEFORE INSERT ON meta WHEN NEW.key='mode' AND NEW.value NOT IN('paper','live') BEGIN SELECT RAISE(ABORT,'a database is paper or live'); END;

-- ---------------------------------------------------------------- the ledger

CREATE TABLE account(
  id INTEGER PRIMARY KEY,
  code TEXT UNIQUE NOT NULL,
  type TEXT NOT NULL CHECK(type IN('A','L','Q','I','X')),
  floor INTEGER,          -- bounds of the normal balance in minor units; NULL is none
  ceil INTEGER
) STRICT;

CREATE TABLE txn(
  id INTEGER PRIMARY KEY,
  idem_key TEXT UNIQUE NOT NULL,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  reverses INTEGER UNIQUE REFERENCES txn(id),
  sealed INTEGER NOT NULL DEFAULT 0 CHECK(sealed IN(0,1))
) STRICT;
CREATE UNIQUE INDEX txn_once ON txn(kind,ref) WHERE kind IN('purchase','sale');
CREATE INDEX txn_ref ON txn(ref);
CREATE INDEX txn_at ON txn(at_us);

CREATE TABLE entry(
  txn_id INTEGER NOT NULL REFERENCES txn(id),
  line INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account(id),
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  amt INTEGER NOT NULL CHECK(amt<>0 OR qty IS NOT NULL),   -- + debit, - credit; nothing only where worthless units move
  lot_id INTEGER REFERENCES lot(id),
  qty INTEGER,
  PRIMARY KEY(txn_id,line)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_account ON entry(account_id,ccy);
CREATE INDEX entry_lot ON entry(lot_id) WHERE lot_id IS NOT NULL;

CREATE TRIGGER entry_no_upd BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT,'ledger is append-only'); END;
CREATE TRIGGER entry_no_del BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT,'ledger is append-only'); END;
CREATE TRIGGER entry_open BEFORE INSERT ON entry WHEN (SELECT sealed FROM txn WHERE id=NEW.txn_id)=1 BEGIN SELECT RAISE(ABORT,'txn sealed'); END;
CREATE TRIGGER entry_no_rep BEFORE INSERT ON entry WHEN EXISTS(SELECT 1 FROM entry WHERE txn_id=NEW.txn_id AND line=NEW.line) BEGIN SELECT RAISE(ABORT,'ledger is append-only'); END;
CREATE TRIGGER txn_no_del BEFORE DELETE ON txn BEGIN SELECT RAISE(ABORT,'ledger is append-only'); END;
CREATE TRIGGER txn_no_rep BEFORE INSERT ON txn WHEN NEW.sealed<>0 OR EXISTS(SELECT 1 FROM txn WHERE id=NEW.id OR idem_key=NEW.idem_key) BEGIN SELECT RAISE(ABORT,'ledger is append-only'); END;
CREATE TRIGGER txn_seal BEFORE UPDATE ON txn BEGIN SELECT CASE
  WHEN OLD.sealed=1 THEN RAISE(ABORT,'txn sealed')
  WHEN NEW.sealed<>1 OR NEW.id<>OLD.id OR NEW.idem_key<>OLD.idem_key OR NEW.kind<>OLD.kind OR NEW.ref<>OLD.ref
    OR NEW.at_us<>OLD.at_us OR NEW.reverses IS NOT OLD.reverses THEN RAISE(ABORT,'only sealing is allowed')
  WHEN (SELECT count(*) FROM entry WHERE txn_id=NEW.id)<2 THEN RAISE(ABORT,'txn needs two entries')
  WHEN EXISTS(SELECT 1 FROM entry WHERE txn_id=NEW.id GROUP BY ccy HAVING sum(amt)<>0) THEN RAISE(ABORT,'txn does not balance')
  END; END;

CREATE VIEW balance AS
  SELECT a.id, a.code, a.type, e.ccy, sum(e.amt) AS raw,
    sum(e.amt)*CASE WHEN a.type IN('A','X') THEN 1 ELSE -1 END AS normal
  FROM account a JOIN entry e ON e.account_id=a.id GROUP BY a.id,e.ccy;

-- ---------------------------------------------------------------- offers, evidence, judgements

CREATE TABLE scan(
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  started_us INTEGER NOT NULL,
  completed_us INTEGER          -- set only when the source was read to its end
) STRICT;

CREATE TABLE offer(
  id TEXT PRIMARY KEY,          -- vendor:item
  source TEXT NOT NULL,
  item TEXT NOT NULL,
  product TEXT,                 -- the product key
  price TEXT NOT NULL,
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  shipping TEXT,
  quantity INTEGER,
  record TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,   -- rises when something changed
  first_seen_us INTEGER NOT NULL,
  changed_us INTEGER NOT NULL,
  last_seen_us INTEGER NOT NULL,
  scan_id INTEGER REFERENCES scan(id),   -- the last scan that saw it
  gone_us INTEGER
) STRICT;
CREATE INDEX offer_source ON offer(source,scan_id);
CREATE INDEX offer_product ON offer(product);

CREATE TABLE observation(       -- what a backtest needs: every change, never edited
  id INTEGER PRIMARY KEY,
  offer_id TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  change TEXT NOT NULL CHECK(change IN('new','changed','gone')),
  price TEXT NOT NULL,
  ccy TEXT NOT NULL,
  shipping TEXT,
  quantity INTEGER
) STRICT;
CREATE INDEX observation_offer ON observation(offer_id,at_us);
CREATE TRIGGER observation_no_upd BEFORE UPDATE ON observation BEGIN SELECT RAISE(ABORT,'observations are append-only'); END;
CREATE TRIGGER observation_no_del BEFORE DELETE ON observation BEGIN SELECT RAISE(ABORT,'observations are append-only'); END;

CREATE TABLE evidence(          -- what was known about a product's price, and when; never edited
  id INTEGER PRIMARY KEY,
  product TEXT NOT NULL,
  channel TEXT NOT NULL,
  condition TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL,
  as_of_us INTEGER,
  stored_us INTEGER NOT NULL,
  payload TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_product ON evidence(product,channel,id);
CREATE TRIGGER evidence_no_upd BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT,'evidence is append-only'); END;
CREATE TRIGGER evidence_no_del BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT,'evidence is append-only'); END;
CREATE TABLE evidence_key(      -- every key of a product leads to its newest snapshot of a source
  key TEXT NOT NULL,
  channel TEXT NOT NULL,
  condition TEXT NOT NULL,
  source TEXT NOT NULL,
  evidence_id INTEGER NOT NULL REFERENCES evidence(id),
  PRIMARY KEY(key,channel,condition,source)
) STRICT, WITHOUT ROWID;

CREATE TABLE analysis(          -- every judgement, never edited
  id INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  offer_revision INTEGER,
  record TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX analysis_record ON analysis(record_id,id);
CREATE TRIGGER analysis_no_upd BEFORE UPDATE ON analysis BEGIN SELECT RAISE(ABORT,'analyses are append-only'); END;
CREATE TRIGGER analysis_no_del BEFORE DELETE ON analysis BEGIN SELECT RAISE(ABORT,'analyses are append-only'); END;
CREATE TABLE analysis_latest(
  record_id TEXT PRIMARY KEY,
  analysis_id INTEGER NOT NULL REFERENCES analysis(id),
  verdict TEXT NOT NULL,
  offer_revision INTEGER,
  confirmed_us INTEGER NOT NULL -- when it was last found to be so
) STRICT, WITHOUT ROWID;
CREATE INDEX analysis_verdict ON analysis_latest(verdict);

CREATE TABLE record_part(       -- what buy, list, reprice and support wrote into a record
  record_id TEXT NOT NULL,
  stage TEXT NOT NULL,
  value TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY(record_id,stage)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- purchases and what bounds them

CREATE TABLE approval(
  id INTEGER PRIMARY KEY,
  plan_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('waiting','approved','rejected','expired')),
  total INTEGER NOT NULL,       -- what the person was shown
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  created_us INTEGER NOT NULL,
  expires_us INTEGER NOT NULL,
  decided_us INTEGER,
  decided_by TEXT,
  payload TEXT NOT NULL,
  CHECK((state IN('approved','rejected'))=(decided_by IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX approval_waiting ON approval(plan_hash) WHERE state='waiting';
CREATE TABLE approval_item(
  approval_id INTEGER NOT NULL REFERENCES approval(id),
  line INTEGER NOT NULL,
  purchase_id INTEGER NOT NULL REFERENCES purchase(id),
  intent_hash TEXT NOT NULL,    -- approval binds to these bytes: any change voids it
  PRIMARY KEY(approval_id,line)
) STRICT, WITHOUT ROWID;

CREATE TABLE purchase(
  id INTEGER PRIMARY KEY,
  intent_key TEXT UNIQUE NOT NULL,
  intent_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('proposed','approved','reserved','submitting','unknown','manual','placed','confirmed',
    'shipped','received','returning','returned','cancelling','cancel_refused','cancelled','rejected','voided')),
  record_id TEXT NOT NULL,
  source TEXT NOT NULL,
  item TEXT NOT NULL,
  seller TEXT NOT NULL DEFAULT '',
  product TEXT,                 -- the product key
  sku TEXT NOT NULL,            -- ours, once it is in stock
  title TEXT,
  condition TEXT,
  quantity INTEGER NOT NULL CHECK(quantity>0),   -- purchase units
  units INTEGER NOT NULL CHECK(units>0),         -- sellable units in them
  rebuy_slot INTEGER NOT NULL DEFAULT 0 CHECK(rebuy_slot>=0),
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  est INTEGER NOT NULL CHECK(est>0),
  cap INTEGER NOT NULL CHECK(cap>=est),
  actual INTEGER,
  overrun INTEGER NOT NULL DEFAULT 0 CHECK(overrun IN(0,1)),
  disputed INTEGER NOT NULL DEFAULT 0 CHECK(disputed IN(0,1)),
  vendor TEXT NOT NULL,
  vendor_order TEXT,
  reference TEXT UNIQUE NOT NULL,                -- the idempotency key sent to the vendor
  generation INTEGER NOT NULL DEFAULT 0,         -- rises only after proof that nothing was bought
  request BLOB,                                  -- the exact bytes sent
  request_sha256 TEXT,
  pre_image TEXT,                                -- ids visible at the vendor before sending
  attempts INTEGER NOT NULL DEFAULT 0,
  first_sent_us INTEGER,
  next_check_us INTEGER,
  lease_owner TEXT,
  lease_until_us INTEGER,
  fence INTEGER NOT NULL DEFAULT 0,
  approval_id INTEGER REFERENCES approval(id),
  run_id TEXT,
  reason TEXT,
  tracking TEXT,
  evidence TEXT,                                 -- the record it was decided on
  proposed_us INTEGER NOT NULL,
  approved_us INTEGER,
  approved_until_us INTEGER,
  reserved_us INTEGER,
  placed_us INTEGER,
  shipped_us INTEGER,
  received_us INTEGER,
  updated_us INTEGER NOT NULL,
  CHECK(vendor_order IS NOT NULL OR state NOT IN('placed','confirmed','shipped','received','returning','returned','cancelling','cancel_refused')),
  CHECK(actual IS NULL OR actual<=cap OR overrun=1),
  CHECK(request IS NOT NULL OR state NOT IN('submitting'))
) STRICT;
CREATE UNIQUE INDEX purchase_vendor_order ON purchase(vendor,vendor_order) WHERE vendor_order IS NOT NULL;
CREATE UNIQUE INDEX purchase_open ON purchase(source,item,seller,rebuy_slot) WHERE state NOT IN('voided','rejected','cancelled');
CREATE INDEX purchase_record ON purchase(record_id);
CREATE INDEX purchase_state ON purchase(state);
CREATE INDEX purchase_product ON purchase(product);
CREATE TRIGGER purchase_no_del BEFORE DELETE ON purchase BEGIN SELECT RAISE(ABORT,'purchases are never deleted'); END;

CREATE TABLE purchase_event(    -- every move of a purchase, never edited
  id INTEGER PRIMARY KEY,
  purchase_id INTEGER NOT NULL REFERENCES purchase(id),
  at_us INTEGER NOT NULL,
  state TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX purchase_event_of ON purchase_event(purchase_id);
CREATE TRIGGER purchase_event_no_upd BEFORE UPDATE ON purchase_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE TRIGGER purchase_event_no_del BEFORE DELETE ON purchase_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;

CREATE TABLE effect_observation( -- an outcome that came too late for its fence: kept, never dropped
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  effect_id INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  outcome TEXT NOT NULL
) STRICT;

CREATE TABLE reservation(
  id INTEGER PRIMARY KEY,
  purchase_id INTEGER UNIQUE NOT NULL REFERENCES purchase(id),
  amt INTEGER NOT NULL CHECK(amt>0),
  state TEXT NOT NULL CHECK(state IN('held','posted','released'))
) STRICT;

CREATE TABLE limit_bucket(
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  period TEXT NOT NULL,
  cap INTEGER NOT NULL CHECK(cap>=0),
  used INTEGER NOT NULL DEFAULT 0 CHECK(used>=0),
  forced INTEGER NOT NULL DEFAULT 0 CHECK(forced>=0),
  CHECK(used<=cap+forced),
  PRIMARY KEY(scope,key,period)
) STRICT, WITHOUT ROWID;

CREATE TABLE reservation_bucket(
  reservation_id INTEGER NOT NULL REFERENCES reservation(id),
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  period TEXT NOT NULL,
  amt INTEGER NOT NULL CHECK(amt>0),
  releases INTEGER NOT NULL CHECK(releases IN(0,1)),
  PRIMARY KEY(reservation_id,scope,key,period)
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_bucket_of ON reservation_bucket(scope,key,period);

CREATE TABLE halt(
  id INTEGER PRIMARY KEY CHECK(id=1),
  reason TEXT NOT NULL,
  since_us INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------- stock, listings, sales

CREATE TABLE lot(
  id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL,
  purchase_id INTEGER UNIQUE REFERENCES purchase(id),
  qty INTEGER NOT NULL CHECK(qty>0),
  cost INTEGER NOT NULL CHECK(cost>=0),
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  product TEXT,
  title TEXT,
  condition TEXT,
  record_id TEXT,
  received_us INTEGER NOT NULL
) STRICT;
CREATE INDEX lot_sku ON lot(sku,received_us,id);
CREATE INDEX lot_product ON lot(product);

CREATE VIEW lot_stock AS        -- what the ledger says is left of each lot
  SELECT l.id AS lot_id, l.sku, l.ccy, l.received_us, l.product, l.title, l.condition, l.record_id, l.qty AS bought, l.cost,
    coalesce(sum(e.qty),0) AS qty, coalesce(sum(e.amt),0) AS value
  FROM lot l LEFT JOIN entry e ON e.lot_id=l.id GROUP BY l.id;

CREATE TABLE listing(
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  sku TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('draft','item_put','offer_made','publishing','live','rejected','unknown','manual','ending','ended')),
  record_id TEXT,
  product TEXT,
  ext_id TEXT,                  -- the channel's listing id
  ext_offer TEXT,               -- the channel's offer id, where publishing has two steps
  quantity INTEGER NOT NULL CHECK(quantity>=0),
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  price INTEGER NOT NULL CHECK(price>0),     -- what the channel shows
  floor INTEGER NOT NULL CHECK(floor>0),
  ceiling INTEGER NOT NULL CHECK(ceiling>=floor),
  condition TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,        -- of the price we want
  wanted INTEGER NOT NULL CHECK(wanted>0),
  computed_us INTEGER NOT NULL,
  acked_version INTEGER NOT NULL DEFAULT 0 CHECK(acked_version<=version),
  attempts INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  payload TEXT,
  created_us INTEGER NOT NULL,
  live_us INTEGER,
  ended_us INTEGER,
  updated_us INTEGER NOT NULL,
  CHECK(ext_id IS NOT NULL OR state NOT IN('live','ending'))
) STRICT;
CREATE UNIQUE INDEX listing_once ON listing(channel,sku) WHERE state NOT IN('ended','rejected');
CREATE INDEX listing_sku ON listing(sku);

CREATE TABLE listing_price(     -- every price that was wanted or shown, never edited
  id INTEGER PRIMARY KEY,
  listing_id INTEGER NOT NULL REFERENCES listing(id),
  version INTEGER NOT NULL,
  what TEXT NOT NULL CHECK(what IN('wanted','acked')),
  price INTEGER NOT NULL,
  ccy TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  reason TEXT
) STRICT;
CREATE INDEX listing_price_of ON listing_price(listing_id,id);
CREATE TRIGGER listing_price_no_upd BEFORE UPDATE ON listing_price BEGIN SELECT RAISE(ABORT,'prices are append-only'); END;
CREATE TRIGGER listing_price_no_del BEFORE DELETE ON listing_price BEGIN SELECT RAISE(ABORT,'prices are append-only'); END;

CREATE TABLE ext_fact(          -- a money fact from outside, by the name its source gives it
  source TEXT NOT NULL,
  ext_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  amt INTEGER,
  ccy TEXT,
  txn_id INTEGER REFERENCES txn(id),
  at_us INTEGER NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY(source,ext_id)
) STRICT;

CREATE TABLE feed(              -- how far a feed has been read
  name TEXT PRIMARY KEY,
  cursor INTEGER NOT NULL,
  updated_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE listing_sale(
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  ext_order TEXT NOT NULL,
  ext_line TEXT NOT NULL,
  part INTEGER NOT NULL DEFAULT 1,           -- a line that takes from several lots has several parts
  lot_id INTEGER NOT NULL REFERENCES lot(id),
  sku TEXT NOT NULL,
  qty INTEGER NOT NULL CHECK(qty>0),
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  gross INTEGER NOT NULL CHECK(gross>=0),
  fees INTEGER NOT NULL,
  postage INTEGER NOT NULL CHECK(postage>=0),
  cost INTEGER NOT NULL CHECK(cost>=0),      -- in the lot's currency
  refunded INTEGER NOT NULL DEFAULT 0 CHECK(refunded>=0 AND refunded<=gross),
  restocked INTEGER NOT NULL DEFAULT 0 CHECK(restocked>=0 AND restocked<=qty),
  restocked_cost INTEGER NOT NULL DEFAULT 0 CHECK(restocked_cost>=0 AND restocked_cost<=cost),
  at_us INTEGER NOT NULL,
  UNIQUE(source,ext_order,ext_line,part)
) STRICT;
CREATE INDEX listing_sale_sku ON listing_sale(sku);
CREATE INDEX listing_sale_at ON listing_sale(at_us);
CREATE TABLE sale_fee(
  sale_id INTEGER NOT NULL REFERENCES listing_sale(id),
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  amt INTEGER NOT NULL,
  PRIMARY KEY(sale_id,line)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- customers

CREATE TABLE inbox(             -- raw first, understood later
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  msg_id TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  buyer TEXT NOT NULL,
  ext_order TEXT,
  sku TEXT,
  body TEXT NOT NULL,
  raw TEXT NOT NULL,
  received_us INTEGER NOT NULL,
  handled_us INTEGER,
  UNIQUE(source,msg_id)
) STRICT;
CREATE INDEX inbox_open ON inbox(id) WHERE handled_us IS NULL;

CREATE TABLE ticket(
  id INTEGER PRIMARY KEY,
  inbox_id INTEGER NOT NULL REFERENCES inbox(id),
  slot INTEGER NOT NULL DEFAULT 1,
  dedup TEXT UNIQUE NOT NULL,   -- reply:source:msg_id:slot
  state TEXT NOT NULL CHECK(state IN('drafted','escalated','ready','sending','sent','unknown','manual','failed','dead','closed')),
  category TEXT NOT NULL,
  class TEXT NOT NULL CHECK(class IN('info','commitment')),
  confidence TEXT NOT NULL,     -- percent, decimal text
  body TEXT NOT NULL DEFAULT '',
  reason TEXT,
  payload TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  first_sent_us INTEGER,
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  sent_us INTEGER,
  CHECK(body<>'' OR state NOT IN('ready','sending','sent'))
) STRICT;
CREATE INDEX ticket_state ON ticket(state);

CREATE TABLE outbox(
  id INTEGER PRIMARY KEY,
  dedup TEXT UNIQUE NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('ready','sending','unknown','sent','failed','dead')),
  attempts INTEGER NOT NULL DEFAULT 0
) STRICT;

-- ---------------------------------------------------------------- runs

CREATE TABLE run(
  id INTEGER PRIMARY KEY,
  name TEXT UNIQUE NOT NULL,    -- ARB_RUN_ID, or made here
  started_us INTEGER NOT NULL,
  ended_us INTEGER,
  outcome TEXT,
  summary TEXT
) STRICT;
