-- Refunds to buyers as changes of ours, and every refund that was ever made, whoever began it, booked once.

ALTER TABLE listing_sale ADD COLUMN buyer TEXT;  -- by the channel's id of them, where it gives one
-- What open refunds hold of it. Together with what was refunded it never passes what was paid.
ALTER TABLE listing_sale ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK(held>=0 AND held+refunded<=gross);
CREATE INDEX listing_sale_buyer ON listing_sale(source,buyer) WHERE buyer IS NOT NULL;

CREATE TABLE refund(
  id INTEGER PRIMARY KEY,
  intent_key TEXT UNIQUE NOT NULL,               -- refund/1|channel|order|line|slot
  intent_hash TEXT NOT NULL,                     -- an authorisation binds to these bytes: any change voids it
  state TEXT NOT NULL CHECK(state IN('requested','authorised','held','submitting','unknown','manual','pending_vendor',
    'refunded','refused','voided')),
  channel TEXT NOT NULL,
  ext_order TEXT NOT NULL,
  ext_line TEXT NOT NULL,
  slot INTEGER NOT NULL CHECK(slot>0),           -- the how-manieth of its line
  buyer TEXT NOT NULL,                           -- who is counted; the order itself where the channel names nobody
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  amount INTEGER NOT NULL CHECK(amount>0),
  allowed INTEGER NOT NULL CHECK(allowed>=0),    -- what the policy gave at that time
  policy TEXT NOT NULL,                          -- its version
  code TEXT NOT NULL,                            -- the reason
  vendor TEXT NOT NULL,
  reference TEXT UNIQUE NOT NULL,                -- ours at the vendor
  generation INTEGER NOT NULL DEFAULT 0 CHECK(generation>=0),   -- rises only after proof that nothing was refunded
  vendor_refund TEXT,
  actual INTEGER,
  overrun INTEGER NOT NULL DEFAULT 0 CHECK(overrun IN(0,1)),
  beyond INTEGER NOT NULL DEFAULT 0 CHECK(beyond IN(0,1)),      -- a person with a name allowed it beyond policy and limits
  approval_id INTEGER REFERENCES approval(id),
  authorised_by TEXT,
  authorised_us INTEGER,
  authorised_until_us INTEGER,
  day TEXT,                                      -- the limit's day it was held on, and how much of it
  day_key TEXT,
  day_amt INTEGER NOT NULL DEFAULT 0 CHECK(day_amt>=0),
  reason TEXT,                                   -- why it stands where it stands
  requested_us INTEGER NOT NULL,
  first_sent_us INTEGER,
  refunded_us INTEGER,
  updated_us INTEGER NOT NULL,
  UNIQUE(channel,ext_order,ext_line,slot),
  CHECK((day IS NULL)=(day_key IS NULL)),
  CHECK(authorised_by IS NOT NULL OR state IN('requested','voided')),
  CHECK(actual IS NULL OR actual<=amount OR overrun=1),
  CHECK(state<>'refunded' OR (vendor_refund IS NOT NULL AND actual IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX refund_vendor ON refund(channel,vendor_refund) WHERE vendor_refund IS NOT NULL;
CREATE INDEX refund_state ON refund(state);
CREATE INDEX refund_buyer ON refund(channel,buyer);
CREATE INDEX refund_day ON refund(day,day_key) WHERE day IS NOT NULL;
CREATE TRIGGER refund_no_del BEFORE DELETE ON refund BEGIN SELECT RAISE(ABORT,'refunds are never deleted'); END;
CREATE TRIGGER refund_same BEFORE UPDATE ON refund WHEN NEW.intent_key<>OLD.intent_key OR NEW.intent_hash<>OLD.intent_hash
    OR NEW.amount<>OLD.amount OR NEW.ccy<>OLD.ccy OR NEW.channel<>OLD.channel OR NEW.ext_order<>OLD.ext_order
    OR NEW.ext_line<>OLD.ext_line OR NEW.slot<>OLD.slot OR NEW.code<>OLD.code OR NEW.vendor<>OLD.vendor
  BEGIN SELECT RAISE(ABORT,'what was asked for never changes: ask for another refund'); END;
CREATE TRIGGER refund_final BEFORE UPDATE ON refund WHEN OLD.state IN('refunded','refused','voided') AND NEW.state<>OLD.state
  BEGIN SELECT RAISE(ABORT,'what became of a refund is final'); END;

CREATE TABLE refund_event(      -- every move of a refund, never edited
  id INTEGER PRIMARY KEY,
  refund_id INTEGER NOT NULL REFERENCES refund(id),
  at_us INTEGER NOT NULL,
  state TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX refund_event_of ON refund_event(refund_id);
CREATE TRIGGER refund_event_no_upd BEFORE UPDATE ON refund_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE TRIGGER refund_event_no_del BEFORE DELETE ON refund_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;

CREATE TABLE refund_hold(       -- of which sale rows an open refund holds how much
  refund_id INTEGER NOT NULL REFERENCES refund(id),
  sale_id INTEGER NOT NULL REFERENCES listing_sale(id),
  amt INTEGER NOT NULL CHECK(amt>0),
  PRIMARY KEY(refund_id,sale_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_hold_sale ON refund_hold(sale_id);

CREATE TABLE refund_fact(       -- one row per refund that was made; what is told twice is one row
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  ext_order TEXT NOT NULL,
  ext_line TEXT NOT NULL,
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  amt INTEGER NOT NULL CHECK(amt>0),
  vendor_refund TEXT,           -- the channel's id, once one is known
  refund_id INTEGER UNIQUE REFERENCES refund(id),   -- ours, once our vendor said so; NULL is the marketplace's own
  feed TEXT,                    -- the event that told of it, once it came
  feed_id TEXT,
  at_us INTEGER NOT NULL,
  txn_id INTEGER REFERENCES txn(id),
  UNIQUE(feed,feed_id),
  CHECK((feed IS NULL)=(feed_id IS NULL)),
  CHECK(refund_id IS NOT NULL OR feed_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX refund_fact_vendor ON refund_fact(channel,vendor_refund) WHERE vendor_refund IS NOT NULL;
CREATE INDEX refund_fact_line ON refund_fact(channel,ext_order,ext_line);
CREATE TRIGGER refund_fact_no_del BEFORE DELETE ON refund_fact BEGIN SELECT RAISE(ABORT,'facts are never deleted'); END;

INSERT INTO refund_fact(channel,ext_order,ext_line,ccy,amt,feed,feed_id,at_us,txn_id)
  SELECT json_extract(payload,'$.channel'), json_extract(payload,'$.order'), json_extract(payload,'$.line'), ccy, amt,
    source, ext_id, at_us, txn_id
  FROM ext_fact WHERE kind='refunded' AND amt>0 AND json_valid(payload)
    AND json_extract(payload,'$.channel') IS NOT NULL AND json_extract(payload,'$.order') IS NOT NULL
    AND json_extract(payload,'$.line') IS NOT NULL
  ORDER BY at_us, source, ext_id;

CREATE TABLE approval_refund(   -- refunds that wait in a plan
  approval_id INTEGER NOT NULL REFERENCES approval(id),
  refund_id INTEGER NOT NULL REFERENCES refund(id),
  intent_hash TEXT NOT NULL,
  PRIMARY KEY(approval_id,refund_id)
) STRICT, WITHOUT ROWID;
