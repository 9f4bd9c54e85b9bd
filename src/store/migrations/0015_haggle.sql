-- Haggling, promises, and what tickets need for both: deals with their moves, obligations, who has a ticket.

-- What is haggled over. An offer that may be out is money that may be owed: `held` counts against the limits of purchases.
CREATE TABLE deal(
  id INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  source TEXT NOT NULL,
  item TEXT NOT NULL,
  seller TEXT NOT NULL DEFAULT '',
  product TEXT,
  title TEXT NOT NULL,
  category TEXT NOT NULL DEFAULT 'unknown',
  brand TEXT NOT NULL DEFAULT 'unknown',
  state TEXT NOT NULL CHECK(state IN('open','person','agreed','bought','walked','declined','gone','lapsed')),
  quantity INTEGER NOT NULL CHECK(quantity>0),   -- purchase units
  units INTEGER NOT NULL CHECK(units>0),         -- sellable units in them
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  asked INTEGER NOT NULL CHECK(asked>0),         -- what the seller asked for a unit at first
  top INTEGER NOT NULL CHECK(top>0),             -- the highest price of a unit that is ever offered or agreed to
  ladder TEXT NOT NULL,                          -- JSON: the rungs and what they were made of
  offer INTEGER CHECK(offer>0 AND offer<=top),   -- what we offer for a unit now
  agreed INTEGER CHECK(agreed>0 AND agreed<=top),
  held INTEGER NOT NULL DEFAULT 0 CHECK(held>=0),
  reason TEXT,
  opened_us INTEGER NOT NULL,
  deadline_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  CHECK(held=0 OR state IN('open','person','agreed')),
  CHECK((agreed IS NOT NULL)=(state IN('agreed','bought')) OR state IN('lapsed','gone'))
) STRICT;
CREATE UNIQUE INDEX deal_one ON deal(source,item,seller) WHERE state IN('open','person','agreed');
CREATE INDEX deal_record ON deal(record_id);
CREATE INDEX deal_held ON deal(ccy) WHERE held>0;
CREATE TRIGGER deal_no_del BEFORE DELETE ON deal BEGIN SELECT RAISE(ABORT,'deals are never deleted'); END;
CREATE TRIGGER deal_same BEFORE UPDATE ON deal WHEN NEW.top<>OLD.top OR NEW.asked<>OLD.asked OR NEW.ladder<>OLD.ladder
    OR NEW.ccy<>OLD.ccy OR NEW.quantity<>OLD.quantity OR NEW.units<>OLD.units OR NEW.source<>OLD.source OR NEW.item<>OLD.item
    OR NEW.seller<>OLD.seller OR NEW.deadline_us<>OLD.deadline_us
  BEGIN SELECT RAISE(ABORT,'what a deal goes by never changes'); END;
CREATE TRIGGER deal_begins BEFORE INSERT ON deal WHEN NEW.state NOT IN('open')
  BEGIN SELECT RAISE(ABORT,'illegal move: no deal begins there'); END;
CREATE TRIGGER deal_moves BEFORE UPDATE OF state ON deal
  WHEN NEW.state<>OLD.state AND OLD.state||'>'||NEW.state NOT IN(
    'open>person','open>agreed','open>walked','open>declined','open>gone','open>lapsed',
    'person>open','person>agreed','person>walked','person>declined','person>gone','person>lapsed',
    'agreed>bought','agreed>gone','agreed>lapsed')
  BEGIN SELECT RAISE(ABORT,'illegal move: the deal can''t go there'); END;

-- Every move of both sides, never edited.
CREATE TABLE deal_move(
  id INTEGER PRIMARY KEY,
  deal_id INTEGER NOT NULL REFERENCES deal(id),
  at_us INTEGER NOT NULL,
  who TEXT NOT NULL CHECK(who IN('us','seller')),
  act TEXT NOT NULL CHECK(act IN('offer','nudge','accept','walk','agreed','counter','firm','declined','gone','unclear')),
  price INTEGER CHECK(price>0),                  -- of a unit
  ticket_id INTEGER REFERENCES ticket(id),       -- the message that we sent
  inbox_id INTEGER REFERENCES inbox(id),         -- the message that it came in
  detail TEXT,
  CHECK((who='us')=(act IN('offer','nudge','accept','walk')))
) STRICT;
CREATE INDEX deal_move_of ON deal_move(deal_id,id);
CREATE UNIQUE INDEX deal_move_ticket ON deal_move(ticket_id) WHERE ticket_id IS NOT NULL;
CREATE UNIQUE INDEX deal_move_inbox ON deal_move(inbox_id) WHERE inbox_id IS NOT NULL;
CREATE TRIGGER deal_move_no_upd BEFORE UPDATE ON deal_move BEGIN SELECT RAISE(ABORT,'moves are append-only'); END;
CREATE TRIGGER deal_move_no_del BEFORE DELETE ON deal_move BEGIN SELECT RAISE(ABORT,'moves are append-only'); END;
CREATE TRIGGER deal_move_top BEFORE INSERT ON deal_move
  WHEN NEW.who='us' AND NEW.price>(SELECT top FROM deal WHERE id=NEW.deal_id)
  BEGIN SELECT RAISE(ABORT,'an offer above the reservation price'); END;
CREATE TRIGGER chain_bid AFTER INSERT ON deal_move BEGIN INSERT INTO chain_due(kind,ref) VALUES('bid',NEW.id); END;

-- Who has a ticket, whose words its answer is in, when it was done with.
ALTER TABLE ticket ADD COLUMN assignee TEXT;
ALTER TABLE ticket ADD COLUMN worded TEXT NOT NULL DEFAULT 'template' CHECK(worded IN('template','model','person'));
ALTER TABLE ticket ADD COLUMN closed_us INTEGER;
CREATE INDEX inbox_order ON inbox(source,ext_order) WHERE ext_order IS NOT NULL;
CREATE INDEX inbox_buyer ON inbox(source,buyer);

-- What an answer that left promised: by when, and what keeps it.
CREATE TABLE promise(
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES ticket(id),
  what TEXT NOT NULL CHECK(what IN('refund','ship','replacement','cancel','reply')),
  words TEXT NOT NULL,           -- the sentence that says so
  made_us INTEGER NOT NULL,
  due_us INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK(state IN('open','kept','waived')),
  evidence TEXT,
  settled_us INTEGER,
  settled_by TEXT,
  UNIQUE(ticket_id,what),
  CHECK((state='open')=(settled_us IS NULL)),
  CHECK(state='open' OR (evidence IS NOT NULL AND settled_by IS NOT NULL))
) STRICT;
CREATE INDEX promise_open ON promise(due_us) WHERE state='open';
CREATE TRIGGER promise_no_del BEFORE DELETE ON promise BEGIN SELECT RAISE(ABORT,'promises are never deleted'); END;
CREATE TRIGGER promise_same BEFORE UPDATE ON promise WHEN NEW.ticket_id<>OLD.ticket_id OR NEW.what<>OLD.what OR NEW.words<>OLD.words
    OR NEW.made_us<>OLD.made_us OR OLD.state<>'open'
  BEGIN SELECT RAISE(ABORT,'what was promised never changes'); END;

-- Calls of models: one role more, and each of them in the chain.
CREATE TABLE advice_call_new(
  id INTEGER PRIMARY KEY,
  at_us INTEGER NOT NULL,
  role TEXT NOT NULL CHECK(role IN('analyst','copywriter','support','negotiator')),
  subject TEXT NOT NULL,        -- the record, the SKU, the ticket or the deal that it is about
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  prompt_sha256 TEXT NOT NULL CHECK(length(prompt_sha256)=64),
  bounds TEXT NOT NULL,         -- JSON: what the advice could not go beyond
  reply TEXT,                   -- as it came; NULL where nothing did
  act TEXT,                     -- JSON: what was understood; NULL where that was no advice
  effective TEXT NOT NULL,      -- JSON: what held afterwards
  why TEXT,                     -- why there is no act
  kept_id INTEGER REFERENCES advice_call(id),   -- the earlier call whose reply was used again
  input_tokens INTEGER CHECK(input_tokens>=0),
  output_tokens INTEGER CHECK(output_tokens>=0),
  cost_millionths INTEGER CHECK(cost_millionths>=0),  -- of the account currency; NULL where the price is unknown
  CHECK((act IS NULL)<>(why IS NULL)),
  CHECK(act IS NULL OR reply IS NOT NULL)
) STRICT;
INSERT INTO advice_call_new SELECT * FROM advice_call;
DROP TRIGGER advice_call_no_upd;
DROP TRIGGER advice_call_no_del;
DROP TABLE advice_call;
ALTER TABLE advice_call_new RENAME TO advice_call;
CREATE INDEX advice_call_prompt ON advice_call(prompt_sha256,provider,model,id);
CREATE INDEX advice_call_subject ON advice_call(subject,id);
CREATE TRIGGER advice_call_no_upd BEFORE UPDATE ON advice_call BEGIN SELECT RAISE(ABORT,'calls of models are append-only'); END;
CREATE TRIGGER advice_call_no_del BEFORE DELETE ON advice_call BEGIN SELECT RAISE(ABORT,'calls of models are append-only'); END;
CREATE TRIGGER chain_advice AFTER INSERT ON advice_call BEGIN INSERT INTO chain_due(kind,ref) VALUES('advice',NEW.id); END;
INSERT INTO chain_due(kind,ref) SELECT 'advice',id FROM advice_call ORDER BY id;
