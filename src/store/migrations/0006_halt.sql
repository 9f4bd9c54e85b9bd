-- What stops effects beside the `halt` row, which stops all of them, and what became of every stop.

CREATE TABLE halt_buys(         -- stops purchases and nothing else
  id INTEGER PRIMARY KEY CHECK(id=1),
  reason TEXT NOT NULL,
  since_us INTEGER NOT NULL
) STRICT;

CREATE TABLE halt_event(        -- who stopped or let go on, when and why; never edited
  id INTEGER PRIMARY KEY,
  at_us INTEGER NOT NULL,
  what TEXT NOT NULL CHECK(what IN('halted','resumed')),
  scope TEXT NOT NULL CHECK(scope IN('all','buys')),
  who TEXT,                     -- NULL is the program itself
  reason TEXT NOT NULL
) STRICT;
CREATE TRIGGER halt_event_no_upd BEFORE UPDATE ON halt_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE TRIGGER halt_event_no_del BEFORE DELETE ON halt_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
