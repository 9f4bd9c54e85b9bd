-- What a person wrote is erased where a machine was asked about it and where it was answered, too. That it is, is written
-- down and linked; what is erased is replaced by one word, and nothing else of the row may change. An answer on its way is
-- written down at once, and erased when its fate is known.

CREATE TABLE erased(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK(kind IN('advice','effect','bid')),
  ref INTEGER NOT NULL,          -- the call of a model, the message that was sent, or the move in a deal
  notice TEXT NOT NULL,          -- who asked for it, in our words or the vendor's id of it
  at_us INTEGER NOT NULL,
  UNIQUE(kind,ref)
) STRICT;
CREATE TRIGGER erased_no_upd BEFORE UPDATE ON erased BEGIN SELECT RAISE(ABORT,'erasures are append-only'); END;
CREATE TRIGGER erased_no_del BEFORE DELETE ON erased BEGIN SELECT RAISE(ABORT,'erasures are append-only'); END;
CREATE TRIGGER erased_no_rep BEFORE INSERT ON erased WHEN EXISTS(SELECT 1 FROM erased WHERE id=NEW.id OR (kind=NEW.kind AND ref=NEW.ref)) BEGIN SELECT RAISE(ABORT,'erasures are append-only'); END;
CREATE TRIGGER chain_erased AFTER INSERT ON erased BEGIN INSERT INTO chain_due(kind,ref) VALUES('erasure',NEW.id); END;

DROP TRIGGER advice_call_no_upd;
CREATE TRIGGER advice_call_no_upd BEFORE UPDATE ON advice_call
  WHEN NOT EXISTS(SELECT 1 FROM erased WHERE kind='advice' AND ref=OLD.id)
    OR NEW.id<>OLD.id OR NEW.at_us<>OLD.at_us OR NEW.role<>OLD.role OR NEW.subject<>OLD.subject OR NEW.provider<>OLD.provider
    OR NEW.model<>OLD.model OR NEW.prompt_sha256<>OLD.prompt_sha256 OR NEW.kept_id IS NOT OLD.kept_id
    OR NEW.input_tokens IS NOT OLD.input_tokens OR NEW.output_tokens IS NOT OLD.output_tokens
    OR NEW.cost_millionths IS NOT OLD.cost_millionths
    OR NEW.bounds<>'"(erased)"' OR NEW.effective<>'"(erased)"' OR coalesce(NEW.reply,'(erased)')<>'(erased)'
    OR (NEW.reply IS NULL)<>(OLD.reply IS NULL) OR (NEW.act IS NULL)<>(OLD.act IS NULL) OR (NEW.why IS NULL)<>(OLD.why IS NULL)
    OR coalesce(NEW.act,'"(erased)"')<>'"(erased)"' OR coalesce(NEW.why,'(erased)')<>'(erased)'
  BEGIN SELECT RAISE(ABORT,'calls of models are append-only'); END;

CREATE TRIGGER advice_call_no_rep BEFORE INSERT ON advice_call WHEN EXISTS(SELECT 1 FROM advice_call WHERE id=NEW.id) BEGIN SELECT RAISE(ABORT,'calls of models are append-only'); END;

DROP TRIGGER effect_same_bytes;
CREATE TRIGGER effect_same_bytes BEFORE UPDATE ON effect
  WHEN (NEW.request IS NOT OLD.request AND NOT(NEW.request=CAST('(erased)' AS BLOB) AND OLD.kind='message'
      AND OLD.state IN('done','refused','absent','unsent') AND EXISTS(SELECT 1 FROM erased WHERE kind='effect' AND ref=OLD.id)))
    OR NEW.request_sha256<>OLD.request_sha256 OR NEW.key<>OLD.key OR NEW.vendor<>OLD.vendor
    OR NEW.kind<>OLD.kind OR NEW.subject<>OLD.subject OR NEW.pre_image<>OLD.pre_image
  BEGIN SELECT RAISE(ABORT,'the same key is the same bytes'); END;
DROP TRIGGER effect_final;
CREATE TRIGGER effect_final BEFORE UPDATE ON effect
  WHEN OLD.state IN('done','refused','absent','unsent')
    AND NOT(EXISTS(SELECT 1 FROM erased WHERE kind='effect' AND ref=OLD.id) AND NEW.request=CAST('(erased)' AS BLOB)
      AND NEW.id=OLD.id AND NEW.generation=OLD.generation AND NEW.version IS OLD.version AND NEW.state=OLD.state
      AND NEW.result IS OLD.result AND NEW.attempts=OLD.attempts AND NEW.begun_us=OLD.begun_us
      AND NEW.first_sent_us=OLD.first_sent_us AND NEW.last_sent_us=OLD.last_sent_us AND NEW.next_check_us IS OLD.next_check_us
      AND NEW.absent_us IS OLD.absent_us AND NEW.undated_us IS OLD.undated_us AND NEW.repeat_refused=OLD.repeat_refused
      AND NEW.lease_owner IS OLD.lease_owner AND NEW.lease_until_us IS OLD.lease_until_us AND NEW.fence=OLD.fence
      AND NEW.reason IS OLD.reason AND NEW.evidence IS OLD.evidence AND NEW.ended_us IS OLD.ended_us)
  BEGIN SELECT RAISE(ABORT,'what became of an effect is final'); END;

DROP TRIGGER deal_move_no_upd;
CREATE TRIGGER deal_move_no_upd BEFORE UPDATE ON deal_move
  WHEN NOT EXISTS(SELECT 1 FROM erased WHERE kind='bid' AND ref=OLD.id)
    OR NEW.id<>OLD.id OR NEW.deal_id<>OLD.deal_id OR NEW.at_us<>OLD.at_us OR NEW.who<>OLD.who OR NEW.act<>OLD.act
    OR NEW.price IS NOT OLD.price OR NEW.ticket_id IS NOT OLD.ticket_id OR NEW.inbox_id IS NOT OLD.inbox_id
    OR OLD.detail IS NULL OR NEW.detail IS NOT '(erased)'
  BEGIN SELECT RAISE(ABORT,'moves are append-only'); END;
CREATE TRIGGER deal_move_no_rep BEFORE INSERT ON deal_move WHEN EXISTS(SELECT 1 FROM deal_move WHERE id=NEW.id) BEGIN SELECT RAISE(ABORT,'moves are append-only'); END;

-- The sentence of a promise goes with the message that it answers; what was promised, by when and what kept it stays.
DROP TRIGGER promise_same;
CREATE TRIGGER promise_same BEFORE UPDATE ON promise
  WHEN (NEW.ticket_id<>OLD.ticket_id OR NEW.what<>OLD.what OR NEW.words<>OLD.words OR NEW.made_us<>OLD.made_us OR OLD.state<>'open')
    AND NOT(NEW.words='(erased)' AND NEW.id=OLD.id AND NEW.ticket_id=OLD.ticket_id AND NEW.what=OLD.what
      AND NEW.made_us=OLD.made_us AND NEW.due_us=OLD.due_us AND NEW.state=OLD.state AND NEW.evidence IS OLD.evidence
      AND NEW.settled_us IS OLD.settled_us AND NEW.settled_by IS OLD.settled_by
      AND EXISTS(SELECT 1 FROM ticket t JOIN inbox i ON i.id=t.inbox_id WHERE t.id=OLD.ticket_id AND i.buyer='(erased)'))
  BEGIN SELECT RAISE(ABORT,'what was promised never changes'); END;
