-- What is left of a vendor's quota stands in cache.db, with its replies: losing it costs a few calls and no money.
DROP TABLE vendor_quota;
-- Since when the times of an effect are known to be by a clock that was wrong: its age counts from then.
ALTER TABLE effect ADD COLUMN undated_us INTEGER;
-- Whether a repeat of it was refused: it is not sent again, and looked for until its fate is proven.
ALTER TABLE effect ADD COLUMN repeat_refused INTEGER NOT NULL DEFAULT 0 CHECK(repeat_refused IN(0,1));
