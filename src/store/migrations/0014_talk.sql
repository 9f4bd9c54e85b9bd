-- Talking: who wishes for no more messages, what came in by webhook, and plans that are shown to a person by message.

CREATE TABLE wish(              -- each STOP and START as it came; the last one of a person on a channel holds
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,        -- the inbox
  person TEXT NOT NULL,         -- their address there, in lower case
  wish TEXT NOT NULL CHECK(wish IN('stop','start')),
  at_us INTEGER NOT NULL,
  message TEXT NOT NULL,
  UNIQUE(channel,message)
) STRICT;
CREATE INDEX wish_person ON wish(channel,person,at_us);

CREATE TABLE hook(              -- raw first, acknowledged, understood later
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  event_id TEXT NOT NULL,
  received_us INTEGER NOT NULL,
  raw BLOB NOT NULL,            -- emptied once it is worked off: what is kept of it is elsewhere
  handled_us INTEGER,
  outcome TEXT,
  UNIQUE(source,event_id)
) STRICT;
CREATE INDEX hook_open ON hook(id) WHERE handled_us IS NULL;

CREATE TABLE forgotten(         -- people whose account was closed: their messages are not taken in again
  source TEXT NOT NULL,
  person_sha256 TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  notice TEXT NOT NULL,
  PRIMARY KEY(source,person_sha256)
) STRICT, WITHOUT ROWID;

-- A plan shown by message. It is the subject of a `message` effect, as a ticket is; its numbers begin where no ticket's
-- will ever be, so that the number says which of the two it is.
CREATE TABLE notice(
  id INTEGER PRIMARY KEY CHECK(id>=1099511627776),
  approval_id INTEGER NOT NULL REFERENCES approval(id),
  plan_hash TEXT NOT NULL,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,           -- the one chat, and the one person in it, whose answer counts
  person TEXT NOT NULL,
  nonce TEXT NOT NULL UNIQUE,   -- what a button carries; it names the plan here and nowhere else
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('ready','sending','sent','unknown','manual','failed')),
  ext_id TEXT,                  -- the channel's id of the message
  reason TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  answer TEXT CHECK(answer IN('approved','rejected')),
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  UNIQUE(approval_id,channel)
) STRICT;
CREATE TRIGGER notice_bound BEFORE UPDATE ON notice
  WHEN NEW.approval_id<>OLD.approval_id OR NEW.plan_hash<>OLD.plan_hash OR NEW.chat<>OLD.chat OR NEW.person<>OLD.person
    OR NEW.nonce<>OLD.nonce OR NEW.body<>OLD.body OR (OLD.answer IS NOT NULL AND NEW.answer IS NOT OLD.answer)
  BEGIN SELECT RAISE(ABORT,'a notice stays bound to what it showed, and has one answer'); END;
CREATE TRIGGER notice_no_del BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT,'notices are never deleted'); END;

CREATE TABLE answer(            -- every button that was pressed, whether it counted and why not
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  event_id TEXT NOT NULL,
  notice_id INTEGER REFERENCES notice(id),
  chat TEXT NOT NULL,
  person TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  UNIQUE(channel,event_id)
) STRICT;
