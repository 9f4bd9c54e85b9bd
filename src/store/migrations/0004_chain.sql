-- The chain: every thing that decides about money is written down a second time, each link sealed over the one before.
-- hash = SHA-256 of prev_hash|n|at_us|kind|bytes in ref|ref|body, in hexadecimal; the first link follows 64 zeros.

CREATE TABLE chain(
  n INTEGER PRIMARY KEY CHECK(n>0),
  at_us INTEGER NOT NULL,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,            -- the row that the link is about
  body TEXT NOT NULL,           -- what the row said, as JSON
  hash TEXT NOT NULL CHECK(length(hash)=64)
) STRICT;
CREATE INDEX chain_thing ON chain(kind,ref,n);
CREATE TRIGGER chain_no_upd BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT,'the chain is append-only'); END;
CREATE TRIGGER chain_no_del BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT,'the chain is append-only'); END;
CREATE TRIGGER chain_end BEFORE INSERT ON chain WHEN NEW.n<>(SELECT coalesce(max(n),0)+1 FROM chain)
  BEGIN SELECT RAISE(ABORT,'the chain is append-only'); END;

-- What was written and has no link yet. Every transaction links what it wrote, so outside of one this is empty:
-- a row here means that something else than arb wrote to the file.
CREATE TABLE chain_due(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  UNIQUE(kind,ref)
) STRICT;

-- A balance that somebody else states: the bank, the card, a marketplace.
CREATE TABLE balance_assertion(
  id INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  day TEXT NOT NULL,            -- the local day at whose end it holds
  until_us INTEGER NOT NULL,    -- the moment that day ends
  amount INTEGER NOT NULL,      -- plus on the account's normal side
  source TEXT NOT NULL,
  at_us INTEGER NOT NULL
) STRICT;
CREATE INDEX balance_assertion_of ON balance_assertion(account,ccy,day,id);
CREATE TRIGGER balance_assertion_no_upd BEFORE UPDATE ON balance_assertion BEGIN SELECT RAISE(ABORT,'assertions are append-only'); END;
CREATE TRIGGER balance_assertion_no_del BEFORE DELETE ON balance_assertion BEGIN SELECT RAISE(ABORT,'assertions are append-only'); END;

CREATE TRIGGER chain_txn AFTER INSERT ON txn
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='txn' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('txn',NEW.id); END;
CREATE TRIGGER chain_purchase AFTER INSERT ON purchase
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='purchase' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('purchase',NEW.id); END;
CREATE TRIGGER chain_purchase_upd AFTER UPDATE ON purchase
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='purchase' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('purchase',NEW.id); END;
CREATE TRIGGER chain_move AFTER INSERT ON purchase_event
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('move',NEW.id); END;
CREATE TRIGGER chain_approval AFTER INSERT ON approval
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='approval' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('approval',NEW.id); END;
CREATE TRIGGER chain_approval_upd AFTER UPDATE ON approval
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='approval' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('approval',NEW.id); END;
CREATE TRIGGER chain_fact AFTER INSERT ON ext_fact
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='fact' AND ref=NEW.source||'/'||NEW.ext_id)
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('fact',NEW.source||'/'||NEW.ext_id); END;
CREATE TRIGGER chain_fact_upd AFTER UPDATE ON ext_fact
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='fact' AND ref=NEW.source||'/'||NEW.ext_id)
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('fact',NEW.source||'/'||NEW.ext_id); END;
CREATE TRIGGER chain_effect AFTER INSERT ON effect
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='effect' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('effect',NEW.id); END;
CREATE TRIGGER chain_effect_upd AFTER UPDATE ON effect
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='effect' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('effect',NEW.id); END;
CREATE TRIGGER chain_halt AFTER INSERT ON halt
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='halt')
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('halt','1'); END;
CREATE TRIGGER chain_halt_upd AFTER UPDATE ON halt
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='halt')
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('halt','1'); END;
CREATE TRIGGER chain_resume AFTER DELETE ON halt
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='halt')
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('halt','1'); END;
CREATE TRIGGER chain_limit AFTER INSERT ON limit_accepted
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('limit',NEW.id); END;
CREATE TRIGGER chain_assertion AFTER INSERT ON balance_assertion
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('assertion',NEW.id); END;

-- What was there before the chain began gets its links in the same transaction, in this order.
INSERT INTO chain_due(kind,ref) SELECT 'approval',id FROM approval ORDER BY id;
INSERT INTO chain_due(kind,ref) SELECT 'purchase',id FROM purchase ORDER BY id;
INSERT INTO chain_due(kind,ref) SELECT 'move',id FROM purchase_event ORDER BY id;
INSERT INTO chain_due(kind,ref) SELECT 'effect',id FROM effect ORDER BY id;
INSERT INTO chain_due(kind,ref) SELECT 'fact',source||'/'||ext_id FROM ext_fact ORDER BY at_us,source,ext_id;
INSERT INTO chain_due(kind,ref) SELECT 'txn',id FROM txn ORDER BY id;
INSERT INTO chain_due(kind,ref) SELECT 'limit',id FROM limit_accepted ORDER BY id;
INSERT INTO chain_due(kind,ref) SELECT 'halt','1' FROM halt;
