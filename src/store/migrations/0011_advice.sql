-- What models were asked, what they said, and what came of it: enough to work the same out of it again.

CREATE TABLE advice_call(
  id INTEGER PRIMARY KEY,
  at_us INTEGER NOT NULL,
  role TEXT NOT NULL CHECK(role IN('analyst','copywriter','support')),
  subject TEXT NOT NULL,        -- the record, the SKU or the ticket that it is about
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
CREATE INDEX advice_call_prompt ON advice_call(prompt_sha256,provider,model,id);
CREATE INDEX advice_call_subject ON advice_call(subject,id);
CREATE TRIGGER advice_call_no_upd BEFORE UPDATE ON advice_call BEGIN SELECT RAISE(ABORT,'calls of models are append-only'); END;
CREATE TRIGGER advice_call_no_del BEFORE DELETE ON advice_call BEGIN SELECT RAISE(ABORT,'calls of models are append-only'); END;
