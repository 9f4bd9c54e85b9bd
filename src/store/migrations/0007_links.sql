-- Links for what came after the chain: refunds, stops.

CREATE TRIGGER chain_refund AFTER INSERT ON refund
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='refund' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('refund',NEW.id); END;
CREATE TRIGGER chain_refund_upd AFTER UPDATE ON refund
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='refund' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('refund',NEW.id); END;
CREATE TRIGGER chain_refund_move AFTER INSERT ON refund_event
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('refund_move',NEW.id); END;
CREATE TRIGGER chain_stop AFTER INSERT ON halt_event
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('stop',NEW.id); END;
CREATE TRIGGER chain_halt_buys AFTER INSERT ON halt_buys
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='halt_buys')
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('halt_buys','1'); END;
CREATE TRIGGER chain_halt_buys_upd AFTER UPDATE ON halt_buys
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='halt_buys')
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('halt_buys','1'); END;
CREATE TRIGGER chain_resume_buys AFTER DELETE ON halt_buys
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='halt_buys')
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('halt_buys','1'); END;

INSERT INTO chain_due(kind,ref) SELECT 'refund',id FROM refund ORDER BY id;
INSERT INTO chain_due(kind,ref) SELECT 'refund_move',id FROM refund_event ORDER BY id;
INSERT INTO chain_due(kind,ref) SELECT 'stop',id FROM halt_event ORDER BY id;
INSERT INTO chain_due(kind,ref) SELECT 'halt_buys','1' FROM halt_buys;
