-- The same plans with more steps: what is in the boxes, when a shipment arrives, who carries it.
CREATE TABLE inbound_next(
  id INTEGER PRIMARY KEY,
  name TEXT UNIQUE NOT NULL,    -- ours: the plan is found by it
  channel TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('draft','submitting','unknown','manual','working','ready','failed','rejected','cancelled')),
  step TEXT NOT NULL CHECK(step IN('create','offer_packing','confirm_packing','offer_placement','confirm_placement','offer_transport',
    'describe_boxes','offer_window','confirm_window','confirm_transport','cancel')),
  plan TEXT,                    -- the marketplace's id of it
  operation TEXT,               -- what the marketplace is working on
  packing TEXT,                 -- the packing that was chosen
  placement TEXT,               -- the placement that was chosen, or that transport was asked for
  items TEXT NOT NULL,          -- JSON: SKUs and units
  reason TEXT,
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  CHECK(plan IS NOT NULL OR state NOT IN('working','ready','cancelled'))
) STRICT;
INSERT INTO inbound_next(id,name,channel,state,step,plan,operation,packing,placement,items,reason,created_us,updated_us)
  SELECT id,name,channel,state,step,plan,operation,packing,placement,items,reason,created_us,updated_us FROM inbound;
DROP TABLE inbound;
ALTER TABLE inbound_next RENAME TO inbound;
CREATE INDEX inbound_state ON inbound(state);
CREATE TRIGGER inbound_no_del BEFORE DELETE ON inbound BEGIN SELECT RAISE(ABORT,'plans are never deleted'); END;
