-- What repricing remembers: what each page looked like, where a listing stands on the aging ladder, and sales below the floor
-- that a person agreed to.

CREATE TABLE look(
  listing_id INTEGER NOT NULL REFERENCES listing(id),
  at_us INTEGER NOT NULL,
  seen TEXT NOT NULL,             -- our price, the buy box, each rival's price
  PRIMARY KEY(listing_id,at_us)
) STRICT, WITHOUT ROWID;

CREATE TABLE ladder(
  listing_id INTEGER PRIMARY KEY REFERENCES listing(id),
  rung INTEGER NOT NULL CHECK(rung>=0),
  since_us INTEGER NOT NULL
) STRICT;

CREATE TABLE liquidation(
  listing_id INTEGER PRIMARY KEY REFERENCES listing(id),
  floor INTEGER NOT NULL CHECK(floor>0),
  ccy TEXT NOT NULL,
  until_us INTEGER NOT NULL,
  reason TEXT NOT NULL,
  agreed_us INTEGER NOT NULL
) STRICT;
