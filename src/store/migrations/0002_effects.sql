-- One table for every change to the outside world: the intent with its exact bytes, and what became of it.
-- What a purchase kept of this for itself moves here.

CREATE TABLE effect(
  id INTEGER PRIMARY KEY,       -- also the place of its lock in the lock file
  kind TEXT NOT NULL CHECK(kind IN('purchase','cancel','listing','price','message','refund')),
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
  UNIQUE(kind,subject,generation),
  CHECK((state IN('done','refused','absent','unsent'))=(ended_us IS NOT NULL)),
  CHECK(result IS NOT NULL OR state<>'done')
) STRICT;
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

INSERT INTO effect(kind,subject,generation,vendor,key,state,request,request_sha256,pre_image,result,attempts,begun_us,
    first_sent_us,last_sent_us,next_check_us,fence,reason,ended_us)
  SELECT 'purchase', id, 1, vendor, reference,
    CASE WHEN state IN('submitting','unknown','manual') THEN state WHEN vendor_order IS NOT NULL THEN 'done'
      WHEN state='reserved' THEN 'unsent' WHEN state='voided' THEN 'absent' ELSE 'refused' END,
    request, request_sha256, coalesce(pre_image,'[]'), vendor_order, max(attempts,1), first_sent_us, first_sent_us, first_sent_us,
    next_check_us, max(fence,1), reason,
    CASE WHEN state IN('submitting','unknown','manual') THEN NULL ELSE coalesce(placed_us,updated_us) END
  FROM purchase WHERE request IS NOT NULL AND first_sent_us IS NOT NULL ORDER BY id;

CREATE TABLE purchase_next(
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
  external INTEGER NOT NULL DEFAULT 0 CHECK(external IN(0,1)),   -- found at the vendor, not bought by us
  vendor TEXT NOT NULL,
  vendor_order TEXT,
  reference TEXT UNIQUE NOT NULL,                -- the idempotency key sent to the vendor
  generation INTEGER NOT NULL DEFAULT 0,         -- rises only after proof that nothing was bought
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
  CHECK(actual IS NULL OR actual<=cap OR overrun=1)
) STRICT;
INSERT INTO purchase_next(id,intent_key,intent_hash,state,record_id,source,item,seller,product,sku,title,condition,quantity,units,
    rebuy_slot,ccy,est,cap,actual,overrun,disputed,vendor,vendor_order,reference,generation,approval_id,run_id,reason,tracking,
    evidence,proposed_us,approved_us,approved_until_us,reserved_us,placed_us,shipped_us,received_us,updated_us)
  SELECT id,intent_key,intent_hash,state,record_id,source,item,seller,product,sku,title,condition,quantity,units,
    rebuy_slot,ccy,est,cap,actual,overrun,disputed,vendor,vendor_order,reference,generation,approval_id,run_id,reason,tracking,
    evidence,proposed_us,approved_us,approved_until_us,reserved_us,placed_us,shipped_us,received_us,updated_us
  FROM purchase;
DROP TABLE purchase;
ALTER TABLE purchase_next RENAME TO purchase;
CREATE UNIQUE INDEX purchase_vendor_order ON purchase(vendor,vendor_order) WHERE vendor_order IS NOT NULL;
CREATE UNIQUE INDEX purchase_open ON purchase(source,item,seller,rebuy_slot) WHERE state NOT IN('voided','rejected','cancelled');
CREATE INDEX purchase_record ON purchase(record_id);
CREATE INDEX purchase_state ON purchase(state);
CREATE INDEX purchase_product ON purchase(product);
CREATE TRIGGER purchase_no_del BEFORE DELETE ON purchase BEGIN SELECT RAISE(ABORT,'purchases are never deleted'); END;

-- What the channel is known to show of a listing: a revision that it refuses goes back to this.
ALTER TABLE listing ADD COLUMN shown TEXT;
UPDATE listing SET shown=json_object('quantity',quantity,'price',price,'title',title,'description',description,
    'condition',condition,'floor',floor,'ceiling',ceiling) WHERE state='live';

-- An answer in flight when the program was older has no bytes on record: a person looks.
UPDATE ticket SET state='manual', reason=coalesce(reason,'it was being sent when arb stopped') WHERE state IN('sending','unknown');
