-- The state machines of domain/moves.rs, and what never changes once money hangs on it.

CREATE TRIGGER purchase_begins BEFORE INSERT ON purchase WHEN NEW.state NOT IN('proposed','placed')
  BEGIN SELECT RAISE(ABORT,'illegal move: no purchase begins there'); END;
CREATE TRIGGER purchase_moves BEFORE UPDATE OF state ON purchase
  WHEN NEW.state<>OLD.state AND OLD.state||'>'||NEW.state NOT IN(
    'proposed>approved','proposed>voided',
    'approved>reserved','approved>voided',
    'reserved>submitting','reserved>manual','reserved>voided',
    'submitting>placed','submitting>rejected','submitting>unknown','submitting>manual','submitting>reserved','submitting>voided',
    'unknown>placed','unknown>rejected','unknown>manual','unknown>reserved','unknown>voided',
    'manual>placed','manual>voided',
    'placed>confirmed','placed>shipped','placed>received','placed>cancelling','placed>cancelled',
    'confirmed>shipped','confirmed>received','confirmed>cancelling','confirmed>cancelled',
    'shipped>received','shipped>cancelled',
    'cancelling>cancelled','cancelling>cancel_refused','cancelling>received',
    'cancel_refused>shipped','cancel_refused>received','cancel_refused>cancelling','cancel_refused>cancelled',
    'received>returning',
    'returning>returned')
  BEGIN SELECT RAISE(ABORT,'illegal move: the purchase can''t go there'); END;

CREATE TRIGGER listing_begins BEFORE INSERT ON listing WHEN NEW.state NOT IN('draft')
  BEGIN SELECT RAISE(ABORT,'illegal move: no listing begins there'); END;
CREATE TRIGGER listing_moves BEFORE UPDATE OF state ON listing
  WHEN NEW.state<>OLD.state AND OLD.state||'>'||NEW.state NOT IN(
    'draft>publishing','draft>ended',
    'publishing>live','publishing>rejected','publishing>unknown','publishing>manual','publishing>draft',
    'unknown>live','unknown>rejected','unknown>manual','unknown>draft',
    'manual>live','manual>rejected','manual>ended',
    'live>draft','live>ended','live>ending',
    'ending>ended')
  BEGIN SELECT RAISE(ABORT,'illegal move: the listing can''t go there'); END;

CREATE TRIGGER ticket_begins BEFORE INSERT ON ticket WHEN NEW.state NOT IN('drafted','escalated','ready','closed')
  BEGIN SELECT RAISE(ABORT,'illegal move: no ticket begins there'); END;
CREATE TRIGGER ticket_moves BEFORE UPDATE OF state ON ticket
  WHEN NEW.state<>OLD.state AND OLD.state||'>'||NEW.state NOT IN(
    'drafted>ready','drafted>escalated','drafted>closed',
    'escalated>drafted','escalated>ready','escalated>closed',
    'ready>sending','ready>escalated','ready>closed',
    'sending>sent','sending>failed','sending>unknown','sending>manual','sending>ready',
    'unknown>sent','unknown>failed','unknown>manual','unknown>ready','unknown>closed',
    'manual>sent','manual>failed','manual>closed',
    'sent>closed',
    'failed>closed')
  BEGIN SELECT RAISE(ABORT,'illegal move: the ticket can''t go there'); END;

CREATE TRIGGER refund_begins BEFORE INSERT ON refund WHEN NEW.state NOT IN('requested')
  BEGIN SELECT RAISE(ABORT,'illegal move: no refund begins there'); END;
CREATE TRIGGER refund_moves BEFORE UPDATE OF state ON refund
  WHEN NEW.state<>OLD.state AND OLD.state||'>'||NEW.state NOT IN(
    'requested>authorised','requested>voided',
    'authorised>held','authorised>voided',
    'held>submitting','held>voided',
    'submitting>unknown','submitting>manual','submitting>pending_vendor','submitting>refunded','submitting>refused','submitting>held','submitting>voided',
    'unknown>submitting','unknown>manual','unknown>pending_vendor','unknown>refunded','unknown>refused','unknown>held','unknown>voided',
    'manual>pending_vendor','manual>refunded','manual>refused','manual>voided',
    'pending_vendor>manual','pending_vendor>refunded','pending_vendor>refused')
  BEGIN SELECT RAISE(ABORT,'illegal move: the refund can''t go there'); END;

CREATE TRIGGER effect_begins BEFORE INSERT ON effect WHEN NEW.state NOT IN('submitting')
  BEGIN SELECT RAISE(ABORT,'illegal move: no effect begins there'); END;
CREATE TRIGGER effect_moves BEFORE UPDATE OF state ON effect
  WHEN NEW.state<>OLD.state AND OLD.state||'>'||NEW.state NOT IN(
    'submitting>unknown','submitting>manual','submitting>done','submitting>refused','submitting>absent','submitting>unsent',
    'unknown>submitting','unknown>manual','unknown>done','unknown>refused','unknown>absent','unknown>unsent',
    'manual>done','manual>refused','manual>absent')
  BEGIN SELECT RAISE(ABORT,'illegal move: the effect can''t go there'); END;

CREATE TRIGGER reservation_begins BEFORE INSERT ON reservation WHEN NEW.state NOT IN('held','posted')
  BEGIN SELECT RAISE(ABORT,'illegal move: no reservation begins there'); END;
CREATE TRIGGER reservation_moves BEFORE UPDATE OF state ON reservation
  WHEN NEW.state<>OLD.state AND OLD.state||'>'||NEW.state NOT IN(
    'held>posted','held>released',
    'posted>released')
  BEGIN SELECT RAISE(ABORT,'illegal move: the reservation can''t go there'); END;

CREATE TRIGGER purchase_same BEFORE UPDATE ON purchase WHEN OLD.state NOT IN('proposed','approved') AND (
    NEW.intent_key<>OLD.intent_key OR NEW.intent_hash<>OLD.intent_hash OR NEW.source<>OLD.source OR NEW.item<>OLD.item
    OR NEW.seller<>OLD.seller OR NEW.quantity<>OLD.quantity OR NEW.units<>OLD.units OR NEW.ccy<>OLD.ccy OR NEW.est<>OLD.est
    OR NEW.cap<>OLD.cap OR NEW.vendor<>OLD.vendor)
  BEGIN SELECT RAISE(ABORT,'what budget was put aside for never changes'); END;
CREATE TRIGGER purchase_rises BEFORE UPDATE ON purchase
  WHEN NEW.generation<OLD.generation OR NEW.overrun<OLD.overrun
  BEGIN SELECT RAISE(ABORT,'a count of what happened never falls'); END;
CREATE TRIGGER effect_rises BEFORE UPDATE ON effect
  WHEN NEW.generation<>OLD.generation OR NEW.attempts<OLD.attempts OR NEW.fence<OLD.fence
    OR NEW.first_sent_us<>OLD.first_sent_us OR NEW.last_sent_us<OLD.first_sent_us OR NEW.version IS NOT OLD.version
  BEGIN SELECT RAISE(ABORT,'a count of what happened never falls'); END;
CREATE TRIGGER reservation_no_del BEFORE DELETE ON reservation
  BEGIN SELECT RAISE(ABORT,'budget is released, never deleted'); END;
CREATE TRIGGER reservation_same BEFORE UPDATE ON reservation
  WHEN NEW.purchase_id<>OLD.purchase_id OR (NEW.amt<>OLD.amt AND OLD.state<>'held')
  BEGIN SELECT RAISE(ABORT,'budget that was spent never changes'); END;
CREATE TRIGGER listing_rises BEFORE UPDATE ON listing
  WHEN NEW.version<OLD.version OR NEW.acked_version<OLD.acked_version OR NEW.acked_version>NEW.version
  BEGIN SELECT RAISE(ABORT,'a version never falls, and none is shown that was never wanted'); END;
CREATE TRIGGER listing_no_del BEFORE DELETE ON listing BEGIN SELECT RAISE(ABORT,'listings are never deleted'); END;
CREATE TRIGGER ticket_no_del BEFORE DELETE ON ticket BEGIN SELECT RAISE(ABORT,'tickets are never deleted'); END;
