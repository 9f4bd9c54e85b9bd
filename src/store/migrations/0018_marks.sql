-- A name that is forgotten leaves a mark under a key of this database, not a bare hash; a row that is never deleted isn't replaced
-- either, which is a deletion that no trigger for deletions sees.

INSERT INTO meta(key,value) VALUES('person_key',lower(hex(randomblob(32)))) ON CONFLICT(key) DO NOTHING;

CREATE TRIGGER effect_no_rep BEFORE INSERT ON effect
  WHEN EXISTS(SELECT 1 FROM effect WHERE id=NEW.id)
    OR EXISTS(SELECT 1 FROM effect WHERE kind=NEW.kind AND subject=NEW.subject
      AND (generation=NEW.generation OR (state IN('submitting','unknown','manual') AND NEW.state IN('submitting','unknown','manual'))))
    OR EXISTS(SELECT 1 FROM effect WHERE vendor=NEW.vendor AND kind=NEW.kind AND result=NEW.result
      AND kind IN('purchase','message','refund'))
  BEGIN SELECT RAISE(ABORT,'effects are never deleted'); END;
CREATE TRIGGER observation_no_rep BEFORE INSERT ON observation WHEN EXISTS(SELECT 1 FROM observation WHERE id=NEW.id) BEGIN SELECT RAISE(ABORT,'observations are append-only'); END;
CREATE TRIGGER evidence_no_rep BEFORE INSERT ON evidence WHEN EXISTS(SELECT 1 FROM evidence WHERE id=NEW.id) BEGIN SELECT RAISE(ABORT,'evidence is append-only'); END;
CREATE TRIGGER analysis_no_rep BEFORE INSERT ON analysis WHEN EXISTS(SELECT 1 FROM analysis WHERE id=NEW.id) BEGIN SELECT RAISE(ABORT,'analyses are append-only'); END;
CREATE TRIGGER purchase_event_no_rep BEFORE INSERT ON purchase_event WHEN EXISTS(SELECT 1 FROM purchase_event WHERE id=NEW.id) BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE TRIGGER listing_price_no_rep BEFORE INSERT ON listing_price WHEN EXISTS(SELECT 1 FROM listing_price WHERE id=NEW.id) BEGIN SELECT RAISE(ABORT,'prices are append-only'); END;
CREATE TRIGGER limit_accepted_no_rep BEFORE INSERT ON limit_accepted WHEN EXISTS(SELECT 1 FROM limit_accepted WHERE id=NEW.id) BEGIN SELECT RAISE(ABORT,'accepted limits are append-only'); END;
CREATE TRIGGER chain_no_rep BEFORE INSERT ON chain WHEN EXISTS(SELECT 1 FROM chain WHERE n=NEW.n) BEGIN SELECT RAISE(ABORT,'the chain is append-only'); END;
CREATE TRIGGER balance_assertion_no_rep BEFORE INSERT ON balance_assertion WHEN EXISTS(SELECT 1 FROM balance_assertion WHERE id=NEW.id) BEGIN SELECT RAISE(ABORT,'assertions are append-only'); END;
CREATE TRIGGER refund_event_no_rep BEFORE INSERT ON refund_event WHEN EXISTS(SELECT 1 FROM refund_event WHERE id=NEW.id) BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE TRIGGER halt_event_no_rep BEFORE INSERT ON halt_event WHEN EXISTS(SELECT 1 FROM halt_event WHERE id=NEW.id) BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
