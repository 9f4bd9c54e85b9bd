-- A database of schema 1 with goods bought, received, listed and sold, and a purchase whose run died while it was sent.
-- Written by the `arb` of that schema; never edited. `tests/faults/migration.rs` makes the file from it.
CREATE TABLE account(
  id INTEGER PRIMARY KEY,
  code TEXT UNIQUE NOT NULL,
  type TEXT NOT NULL CHECK(type IN('A','L','Q','I','X')),
  floor INTEGER,          -- bounds of the normal balance in minor units; NULL is none
  ceil INTEGER
) STRICT;
INSERT INTO "account" VALUES(1,'A:Cash:bank','A',0,NULL);
INSERT INTO "account" VALUES(2,'Q:Capital','Q',NULL,NULL);
INSERT INTO "account" VALUES(3,'A:In-transit','A',0,NULL);
INSERT INTO "account" VALUES(4,'L:Payable:card','L',0,NULL);
INSERT INTO "account" VALUES(5,'A:Inventory','A',0,NULL);
INSERT INTO "account" VALUES(6,'A:Marketplace:amazon_us','A',NULL,NULL);
INSERT INTO "account" VALUES(7,'X:Fees:final-value','X',NULL,NULL);
INSERT INTO "account" VALUES(8,'X:Fees:fulfilment','X',NULL,NULL);
INSERT INTO "account" VALUES(9,'I:Sales','I',NULL,NULL);
INSERT INTO "account" VALUES(10,'X:COGS','X',NULL,NULL);
CREATE TABLE analysis(          -- every judgement, never edited
  id INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  offer_revision INTEGER,
  record TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
INSERT INTO "analysis" VALUES(1,'toys:TY-1000',1780315200000000,'buy',1,'{"schema":1,"id":"toys:TY-1000","offer":{"source":"toys","item":"TY-1000","observed_at":"2026-06-01T12:00:00Z","price":{"amount":"22.92","currency":"USD"},"title":"Pebblework Moss Magnet Tiles 40","brand":"Pebblework","category":"Toys and Games","condition":"new","quantity":2,"product":{"key":"gtin:09528844403555","gtin":"09528844403555"},"change":"new","row":{"file":"toys.csv","line":2}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 51.3 % ≥ 30 %","value":"51.3","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $12.07 ≥ $3.00","value":"12.07","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09528844403555","gtin":"09528844403555","asin":"B0JVF33KP0","other":["asin:B0JVF33KP0"]},"title":"Pebblework Moss Magnet Tiles 40","category":"Toys and Games","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09528844403555","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"49.99","currency":"USD"},"p10":{"amount":"46.14","currency":"USD"},"p90":{"amount":"53.84","currency":"USD"},"basis":"median 49.99, the lower of it and buy box 50.90, 56 points","source":"p2.csv row 2"},"landed":{"lines":[{"code":"price","amount":{"amount":"22.92","currency":"USD"},"source":"toys.csv row 2"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"23.52","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"7.50","currency":"USD"},"detail":"15 % of 49.99, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"6.67","currency":"USD"},"detail":"6.67 (large_standard, 2.88 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.23","currency":"USD"},"detail":"3.5 % of 6.67","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"14.40","currency":"USD"}},"net":{"amount":"12.07","currency":"USD"},"net_p10":{"amount":"8.80","currency":"USD"},"net_p50":{"amount":"12.07","currency":"USD"},"net_p90":{"amount":"15.07","currency":"USD"},"p_loss":"0","roi_on_cost":"0.5266","roi_on_landed":"0.5132","margin_on_price":"0.2414","breakeven_price":{"amount":"35.79","currency":"USD"},"max_cost":{"amount":"26.77","currency":"USD"},"quantity":{"suggested":2,"units":2,"why":"what the source has","bounds":[{"code":"demand","most":20},{"code":"stock","most":2},{"code":"units_per_product","most":3},{"code":"money","most":6}]},"days_to_sell":{"low":1,"mid":2,"high":2,"basis":"80 sold in a month"},"cash_days":13,"usd_per_day":"0.93","risk":{"score":"27.5","parts":[{"code":"velocity","score":"15","weight":"0.35","from":"80 sold in a month"},{"code":"competition","score":"25","weight":"0.25","from":"3 offers"},{"code":"amazon","score":"50","weight":"0.20","from":"in stock 24 %"},{"code":"stability","score":"30","weight":"0.10","from":"p10…p90 is 15.4 % of the middle"},{"code":"category","score":"30","weight":"0.10","from":"toys"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"19.18","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"26.77","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"29.98","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"34.80","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-06-01T12:00:00Z","expires_at":"2026-06-15T12:00:00Z"}}','7b8fe324c27d1bf1c9f17e998c3e15cda20861776ceb88435370d09738e7c840');
INSERT INTO "analysis" VALUES(2,'toys:TY-1014',1780315200000000,'buy',1,'{"schema":1,"id":"toys:TY-1014","offer":{"source":"toys","item":"TY-1014","observed_at":"2026-06-01T12:00:00Z","price":{"amount":"4.99","currency":"USD"},"title":"Little Lathe Oak Dominoes","brand":"Little Lathe","category":"Toys and Games","condition":"new","quantity":60,"product":{"key":"gtin:09527394862270","gtin":"09527394862270"},"change":"new","row":{"file":"toys.csv","line":3}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 58 % ≥ 30 %","value":"58","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $3.24 ≥ $3.00","value":"3.24","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09527394862270","gtin":"09527394862270","asin":"B00P0KQEJB","other":["asin:B00P0KQEJB"]},"title":"Little Lathe Oak Dominoes","category":"Toys and Games","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09527394862270","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"16.99","currency":"USD"},"p10":{"amount":"16.04","currency":"USD"},"p90":{"amount":"17.94","currency":"USD"},"basis":"median 16.99, the lower of it and buy box 17.17, 29 points","source":"p2.csv row 3"},"landed":{"lines":[{"code":"price","amount":{"amount":"4.99","currency":"USD"},"source":"toys.csv row 3"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"5.59","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"2.55","currency":"USD"},"detail":"15 % of 16.99, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"5.42","currency":"USD"},"detail":"5.42 (large_standard, 1.3813 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.19","currency":"USD"},"detail":"3.5 % of 5.42","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"8.16","currency":"USD"}},"net":{"amount":"3.24","currency":"USD"},"net_p10":{"amount":"2.43","currency":"USD"},"net_p50":{"amount":"3.24","currency":"USD"},"net_p90":{"amount":"4.05","currency":"USD"},"p_loss":"0","roi_on_cost":"0.6493","roi_on_landed":"0.5796","margin_on_price":"0.1907","breakeven_price":{"amount":"13.18","currency":"USD"},"max_cost":{"amount":"5.23","currency":"USD"},"quantity":{"suggested":2,"units":2,"why":"18 in 30 days ÷ 7 sellers, stock for 30 days","bounds":[{"code":"demand","most":2},{"code":"stock","most":60},{"code":"units_per_product","most":3},{"code":"money","most":26}]},"days_to_sell":{"low":6,"mid":12,"high":12,"basis":"18 sold in a month"},"cash_days":23,"usd_per_day":"0.14","risk":{"score":"37.3","parts":[{"code":"velocity","score":"60","weight":"0.35","from":"18 sold in a month"},{"code":"competition","score":"45","weight":"0.25","from":"6 offers"},{"code":"amazon","score":"5","weight":"0.20","from":"in stock 0 %"},{"code":"stability","score":"10","weight":"0.10","from":"p10…p90 is 11.2 % of the middle"},{"code":"category","score":"30","weight":"0.10","from":"toys"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"4.31","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"5.23","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"5.85","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"6.79","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-06-01T12:00:00Z","expires_at":"2026-06-15T12:00:00Z"}}','efb730a588f7c47d6409d6821e2cfa20ca0166a73e7871bcddd7a9bf24c645b9');
INSERT INTO "analysis" VALUES(3,'toys:TY-1000',1783684800000000,'buy',1,'{"schema":1,"id":"toys:TY-1000","offer":{"source":"toys","item":"TY-1000","observed_at":"2026-06-01T12:00:00Z","price":{"amount":"22.92","currency":"USD"},"title":"Pebblework Moss Magnet Tiles 40","brand":"Pebblework","category":"Toys and Games","condition":"new","quantity":2,"product":{"key":"gtin:09528844403555","gtin":"09528844403555"},"change":"new","row":{"file":"toys.csv","line":2}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 51.3 % ≥ 30 %","value":"51.3","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $12.07 ≥ $3.00","value":"12.07","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09528844403555","gtin":"09528844403555","asin":"B0JVF33KP0","other":["asin:B0JVF33KP0"]},"title":"Pebblework Moss Magnet Tiles 40","category":"Toys and Games","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09528844403555","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"49.99","currency":"USD"},"p10":{"amount":"46.14","currency":"USD"},"p90":{"amount":"53.84","currency":"USD"},"basis":"median 49.99, the lower of it and buy box 50.90, 56 points","source":"p2.csv row 2"},"landed":{"lines":[{"code":"price","amount":{"amount":"22.92","currency":"USD"},"source":"toys.csv row 2"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"23.52","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"7.50","currency":"USD"},"detail":"15 % of 49.99, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"6.67","currency":"USD"},"detail":"6.67 (large_standard, 2.88 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.23","currency":"USD"},"detail":"3.5 % of 6.67","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"14.40","currency":"USD"}},"net":{"amount":"12.07","currency":"USD"},"net_p10":{"amount":"8.80","currency":"USD"},"net_p50":{"amount":"12.07","currency":"USD"},"net_p90":{"amount":"15.07","currency":"USD"},"p_loss":"0","roi_on_cost":"0.5266","roi_on_landed":"0.5132","margin_on_price":"0.2414","breakeven_price":{"amount":"35.79","currency":"USD"},"max_cost":{"amount":"26.77","currency":"USD"},"quantity":{"suggested":2,"units":2,"why":"what the source has","bounds":[{"code":"demand","most":20},{"code":"stock","most":2},{"code":"units_per_product","most":3},{"code":"money","most":6}]},"days_to_sell":{"low":1,"mid":2,"high":2,"basis":"80 sold in a month"},"cash_days":13,"usd_per_day":"0.93","risk":{"score":"27.5","parts":[{"code":"velocity","score":"15","weight":"0.35","from":"80 sold in a month"},{"code":"competition","score":"25","weight":"0.25","from":"3 offers"},{"code":"amazon","score":"50","weight":"0.20","from":"in stock 24 %"},{"code":"stability","score":"30","weight":"0.10","from":"p10…p90 is 15.4 % of the middle"},{"code":"category","score":"30","weight":"0.10","from":"toys"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"19.18","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"26.77","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"29.98","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"34.80","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-07-10T12:00:00Z","expires_at":"2026-07-24T12:00:00Z"}}','c1c564fc2c95138730b5f87ea23fccc5f14442295f30df041fb4e6897106b549');
INSERT INTO "analysis" VALUES(4,'toys:TY-1014',1783684800000000,'buy',1,'{"schema":1,"id":"toys:TY-1014","offer":{"source":"toys","item":"TY-1014","observed_at":"2026-06-01T12:00:00Z","price":{"amount":"4.99","currency":"USD"},"title":"Little Lathe Oak Dominoes","brand":"Little Lathe","category":"Toys and Games","condition":"new","quantity":60,"product":{"key":"gtin:09527394862270","gtin":"09527394862270"},"change":"new","row":{"file":"toys.csv","line":3}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 58 % ≥ 30 %","value":"58","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $3.24 ≥ $3.00","value":"3.24","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09527394862270","gtin":"09527394862270","asin":"B00P0KQEJB","other":["asin:B00P0KQEJB"]},"title":"Little Lathe Oak Dominoes","category":"Toys and Games","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09527394862270","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"16.99","currency":"USD"},"p10":{"amount":"16.04","currency":"USD"},"p90":{"amount":"17.94","currency":"USD"},"basis":"median 16.99, the lower of it and buy box 17.17, 29 points","source":"p2.csv row 3"},"landed":{"lines":[{"code":"price","amount":{"amount":"4.99","currency":"USD"},"source":"toys.csv row 3"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"5.59","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"2.55","currency":"USD"},"detail":"15 % of 16.99, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"5.42","currency":"USD"},"detail":"5.42 (large_standard, 1.3813 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.19","currency":"USD"},"detail":"3.5 % of 5.42","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"8.16","currency":"USD"}},"net":{"amount":"3.24","currency":"USD"},"net_p10":{"amount":"2.43","currency":"USD"},"net_p50":{"amount":"3.24","currency":"USD"},"net_p90":{"amount":"4.05","currency":"USD"},"p_loss":"0","roi_on_cost":"0.6493","roi_on_landed":"0.5796","margin_on_price":"0.1907","breakeven_price":{"amount":"13.18","currency":"USD"},"max_cost":{"amount":"5.23","currency":"USD"},"quantity":{"suggested":2,"units":2,"why":"18 in 30 days ÷ 7 sellers, stock for 30 days","bounds":[{"code":"demand","most":2},{"code":"stock","most":60},{"code":"units_per_product","most":3},{"code":"money","most":26}]},"days_to_sell":{"low":6,"mid":12,"high":12,"basis":"18 sold in a month"},"cash_days":23,"usd_per_day":"0.14","risk":{"score":"37.3","parts":[{"code":"velocity","score":"60","weight":"0.35","from":"18 sold in a month"},{"code":"competition","score":"45","weight":"0.25","from":"6 offers"},{"code":"amazon","score":"5","weight":"0.20","from":"in stock 0 %"},{"code":"stability","score":"10","weight":"0.10","from":"p10…p90 is 11.2 % of the middle"},{"code":"category","score":"30","weight":"0.10","from":"toys"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"4.31","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"5.23","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"5.85","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"6.79","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-07-10T12:00:00Z","expires_at":"2026-07-24T12:00:00Z"}}','56f07a2680243c5e801f2420b177ff9229f1116c0cc25ab7895cdefeff91c8f7');
CREATE TABLE analysis_latest(
  record_id TEXT PRIMARY KEY,
  analysis_id INTEGER NOT NULL REFERENCES analysis(id),
  verdict TEXT NOT NULL,
  offer_revision INTEGER,
  confirmed_us INTEGER NOT NULL -- when it was last found to be so
) STRICT, WITHOUT ROWID;
INSERT INTO "analysis_latest" VALUES('toys:TY-1000',3,'buy',1,1783684800000000);
INSERT INTO "analysis_latest" VALUES('toys:TY-1014',4,'buy',1,1783684800000000);
CREATE TABLE approval(
  id INTEGER PRIMARY KEY,
  plan_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('waiting','approved','rejected','expired')),
  total INTEGER NOT NULL,       -- what the person was shown
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  created_us INTEGER NOT NULL,
  expires_us INTEGER NOT NULL,
  decided_us INTEGER,
  decided_by TEXT,
  payload TEXT NOT NULL,
  CHECK((state IN('approved','rejected'))=(decided_by IS NOT NULL))
) STRICT;
INSERT INTO "approval" VALUES(1,'f8350307ff7e','approved',4584,'USD',1780315200000000,1780317000000000,1780315200000000,'--yes','{"items":[{"id":"toys:TY-1000","source":"toys","item":"TY-1000","product":"gtin:09528844403555","title":"Pebblework Moss Magnet Tiles 40","quantity":2,"units":2,"estimate":{"amount":"45.84","currency":"USD"},"cap":{"amount":"46.75","currency":"USD"},"net":{"amount":"24.14","currency":"USD"}}],"rules":"2026-11.1","expires_at":"2026-06-01T12:30:00Z"}');
INSERT INTO "approval" VALUES(2,'eb63e1954a2e','approved',998,'USD',1783684800000000,1783686600000000,1783684800000000,'--yes','{"items":[{"id":"toys:TY-1014","source":"toys","item":"TY-1014","product":"gtin:09527394862270","title":"Little Lathe Oak Dominoes","quantity":2,"units":2,"estimate":{"amount":"9.98","currency":"USD"},"cap":{"amount":"10.17","currency":"USD"},"net":{"amount":"6.48","currency":"USD"}}],"rules":"2026-11.1","expires_at":"2026-07-10T12:30:00Z"}');
CREATE TABLE approval_item(
  approval_id INTEGER NOT NULL REFERENCES approval(id),
  line INTEGER NOT NULL,
  purchase_id INTEGER NOT NULL REFERENCES purchase(id),
  intent_hash TEXT NOT NULL,    -- approval binds to these bytes: any change voids it
  PRIMARY KEY(approval_id,line)
) STRICT, WITHOUT ROWID;
INSERT INTO "approval_item" VALUES(1,1,1,'d8b89731df2c97a85a9c92c1694331954f3363c40894e456498b1bb4e999ddae');
INSERT INTO "approval_item" VALUES(2,1,2,'9edb44bf855121c1721cf794386375252ae90ad23598c222234fabca9dc3e13e');
CREATE TABLE effect_observation( -- an outcome that came too late for its fence: kept, never dropped
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  effect_id INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  outcome TEXT NOT NULL
) STRICT;
CREATE TABLE entry(
  txn_id INTEGER NOT NULL REFERENCES txn(id),
  line INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account(id),
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  amt INTEGER NOT NULL CHECK(amt<>0 OR qty IS NOT NULL),   -- + debit, - credit; nothing only where worthless units move
  lot_id INTEGER REFERENCES lot(id),
  qty INTEGER,
  PRIMARY KEY(txn_id,line)
) STRICT, WITHOUT ROWID;
INSERT INTO "entry" VALUES(1,1,1,'USD',500000,NULL,NULL);
INSERT INTO "entry" VALUES(1,2,2,'USD',-500000,NULL,NULL);
INSERT INTO "entry" VALUES(2,1,3,'USD',4584,NULL,NULL);
INSERT INTO "entry" VALUES(2,2,4,'USD',-4584,NULL,NULL);
INSERT INTO "entry" VALUES(3,1,5,'USD',4584,1,2);
INSERT INTO "entry" VALUES(3,2,3,'USD',-4584,NULL,NULL);
INSERT INTO "entry" VALUES(4,1,4,'USD',4584,NULL,NULL);
INSERT INTO "entry" VALUES(4,2,1,'USD',-4584,NULL,NULL);
INSERT INTO "entry" VALUES(5,1,6,'USD',3736,NULL,NULL);
INSERT INTO "entry" VALUES(5,2,7,'USD',786,NULL,NULL);
INSERT INTO "entry" VALUES(5,3,8,'USD',693,NULL,NULL);
INSERT INTO "entry" VALUES(5,4,8,'USD',24,NULL,NULL);
INSERT INTO "entry" VALUES(5,5,9,'USD',-5239,NULL,NULL);
INSERT INTO "entry" VALUES(5,6,5,'USD',-2292,1,-1);
INSERT INTO "entry" VALUES(5,7,10,'USD',2292,NULL,NULL);
INSERT INTO "entry" VALUES(6,1,6,'USD',3736,NULL,NULL);
INSERT INTO "entry" VALUES(6,2,7,'USD',786,NULL,NULL);
INSERT INTO "entry" VALUES(6,3,8,'USD',693,NULL,NULL);
INSERT INTO "entry" VALUES(6,4,8,'USD',24,NULL,NULL);
INSERT INTO "entry" VALUES(6,5,9,'USD',-5239,NULL,NULL);
INSERT INTO "entry" VALUES(6,6,5,'USD',-2292,1,-1);
INSERT INTO "entry" VALUES(6,7,10,'USD',2292,NULL,NULL);
INSERT INTO "entry" VALUES(7,1,1,'USD',7472,NULL,NULL);
INSERT INTO "entry" VALUES(7,2,6,'USD',-7472,NULL,NULL);
CREATE TABLE evidence(          -- what was known about a product's price, and when; never edited
  id INTEGER PRIMARY KEY,
  product TEXT NOT NULL,
  channel TEXT NOT NULL,
  condition TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL,
  as_of_us INTEGER,
  stored_us INTEGER NOT NULL,
  payload TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
INSERT INTO "evidence" VALUES(1,'gtin:09528844403555','amazon_us','','p2.csv',NULL,1780315200000000,'{"product":{"key":"gtin:09528844403555","gtin":"09528844403555","asin":"B0JVF33KP0","other":["asin:B0JVF33KP0"]},"channel":"amazon_us","currency":"USD","source":"p2.csv","row":{"file":"p2.csv","line":2},"title":"Pebblework Moss Magnet Tiles 40","brand":"Pebblework","category":"Toys and Games","buy_box":"50.90","avg90":"50.49","p10":"46.14","p50":"49.99","p90":"53.84","points":56,"rank":8049,"monthly_sold":80,"offers":3,"amazon_in_stock_pct":"24","weight_g":"1306.3460256","dims":"10x7x2 in","restriction":"allowed","hazmat":false}','d8066a065b7b9ab9b08d32475324ee9ae2e6a6bb61f8b6bfd9f6759a5c851b06');
INSERT INTO "evidence" VALUES(2,'gtin:09527394862270','amazon_us','','p2.csv',NULL,1780315200000000,'{"product":{"key":"gtin:09527394862270","gtin":"09527394862270","asin":"B00P0KQEJB","other":["asin:B00P0KQEJB"]},"channel":"amazon_us","currency":"USD","source":"p2.csv","row":{"file":"p2.csv","line":3},"title":"Little Lathe Oak Dominoes","brand":"Little Lathe","category":"Toys and Games","buy_box":"17.17","avg90":"17.08","p10":"16.04","p50":"16.99","p90":"17.94","points":29,"rank":22484,"monthly_sold":18,"offers":6,"amazon_in_stock_pct":"0","weight_g":"508.0234544","dims":"8x6x4 in","restriction":"allowed","hazmat":false}','4e0bb9b953dc78d58d81b33119d4716bbc504b3dfed060c12cb229de85c1648f');
CREATE TABLE evidence_key(      -- every key of a product leads to its newest snapshot of a source
  key TEXT NOT NULL,
  channel TEXT NOT NULL,
  condition TEXT NOT NULL,
  source TEXT NOT NULL,
  evidence_id INTEGER NOT NULL REFERENCES evidence(id),
  PRIMARY KEY(key,channel,condition,source)
) STRICT, WITHOUT ROWID;
INSERT INTO "evidence_key" VALUES('asin:B00P0KQEJB','amazon_us','','p2.csv',2);
INSERT INTO "evidence_key" VALUES('asin:B0JVF33KP0','amazon_us','','p2.csv',1);
INSERT INTO "evidence_key" VALUES('gtin:09527394862270','amazon_us','','p2.csv',2);
INSERT INTO "evidence_key" VALUES('gtin:09528844403555','amazon_us','','p2.csv',1);
CREATE TABLE ext_fact(          -- a money fact from outside, by the name its source gives it
  source TEXT NOT NULL,
  ext_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  amt INTEGER,
  ccy TEXT,
  txn_id INTEGER REFERENCES txn(id),
  at_us INTEGER NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY(source,ext_id)
) STRICT;
INSERT INTO "ext_fact" VALUES('paper','sold:amazon_us:16:S0013-3149879839:1','sold',5239,'USD',5,1781364743000000,'{"cursor":1,"at":"2026-06-13T15:32:23Z","event":"sold","channel":"amazon_us","order":"S0013-3149879839","line":"1","sku":"GTIN-09528844403555-NEW","quantity":1,"gross":{"amount":"52.39","currency":"USD"},"fees":[["referral",{"amount":"7.86","currency":"USD"}],["fba_base",{"amount":"6.93","currency":"USD"}],["fuel_surcharge",{"amount":"0.24","currency":"USD"}]],"postage":{"amount":"0.00","currency":"USD"}}');
INSERT INTO "ext_fact" VALUES('paper','sold:amazon_us:16:S0013-2701262824:1','sold',5239,'USD',6,1781383252000000,'{"cursor":2,"at":"2026-06-13T20:40:52Z","event":"sold","channel":"amazon_us","order":"S0013-2701262824","line":"1","sku":"GTIN-09528844403555-NEW","quantity":1,"gross":{"amount":"52.39","currency":"USD"},"fees":[["referral",{"amount":"7.86","currency":"USD"}],["fba_base",{"amount":"6.93","currency":"USD"}],["fuel_surcharge",{"amount":"0.24","currency":"USD"}]],"postage":{"amount":"0.00","currency":"USD"}}');
INSERT INTO "ext_fact" VALUES('paper','paid_out:amazon_us:PAY-amazon_us-USD-0014','paid_out',7472,'USD',7,1781524800000000,'{"cursor":3,"at":"2026-06-15T12:00:00Z","event":"paid_out","payout":"PAY-amazon_us-USD-0014","channel":"amazon_us","amount":{"amount":"74.72","currency":"USD"}}');
CREATE TABLE feed(              -- how far a feed has been read
  name TEXT PRIMARY KEY,
  cursor INTEGER NOT NULL,
  updated_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "feed" VALUES('sales:paper',3,1781524800000000);
CREATE TABLE halt(
  id INTEGER PRIMARY KEY CHECK(id=1),
  reason TEXT NOT NULL,
  since_us INTEGER NOT NULL
) STRICT;
CREATE TABLE inbox(             -- raw first, understood later
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  msg_id TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  buyer TEXT NOT NULL,
  ext_order TEXT,
  sku TEXT,
  body TEXT NOT NULL,
  raw TEXT NOT NULL,
  received_us INTEGER NOT NULL,
  handled_us INTEGER,
  UNIQUE(source,msg_id)
) STRICT;
CREATE TABLE limit_bucket(
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  period TEXT NOT NULL,
  cap INTEGER NOT NULL CHECK(cap>=0),
  used INTEGER NOT NULL DEFAULT 0 CHECK(used>=0),
  forced INTEGER NOT NULL DEFAULT 0 CHECK(forced>=0),
  CHECK(used<=cap+forced),
  PRIMARY KEY(scope,key,period)
) STRICT, WITHOUT ROWID;
INSERT INTO "limit_bucket" VALUES('day','all','2026-06-01',50000,4584,0);
INSERT INTO "limit_bucket" VALUES('day','all','2026-07-10',50000,1017,0);
INSERT INTO "limit_bucket" VALUES('run','1780315200000000-13313','run',25000,4584,0);
INSERT INTO "limit_bucket" VALUES('run','1783684800000000-19609','run',25000,1017,0);
INSERT INTO "limit_bucket" VALUES('source','toys','2026-06-01',30000,4584,0);
INSERT INTO "limit_bucket" VALUES('source','toys','2026-07-10',30000,1017,0);
CREATE TABLE listing(
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  sku TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('draft','item_put','offer_made','publishing','live','rejected','unknown','manual','ending','ended')),
  record_id TEXT,
  product TEXT,
  ext_id TEXT,                  -- the channel's listing id
  ext_offer TEXT,               -- the channel's offer id, where publishing has two steps
  quantity INTEGER NOT NULL CHECK(quantity>=0),
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  price INTEGER NOT NULL CHECK(price>0),     -- what the channel shows
  floor INTEGER NOT NULL CHECK(floor>0),
  ceiling INTEGER NOT NULL CHECK(ceiling>=floor),
  condition TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,        -- of the price we want
  wanted INTEGER NOT NULL CHECK(wanted>0),
  computed_us INTEGER NOT NULL,
  acked_version INTEGER NOT NULL DEFAULT 0 CHECK(acked_version<=version),
  attempts INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  payload TEXT,
  created_us INTEGER NOT NULL,
  live_us INTEGER,
  ended_us INTEGER,
  updated_us INTEGER NOT NULL,
  CHECK(ext_id IS NOT NULL OR state NOT IN('live','ending'))
) STRICT;
INSERT INTO "listing" VALUES(1,'amazon_us','GTIN-09528844403555-NEW','live','toys:TY-1000','gtin:09528844403555','L6324046188',NULL,0,'USD',5239,3718,5432,'new','Pebblework Moss Magnet Tiles 40','Pebblework Moss Magnet Tiles 40
Brand: Pebblework
Condition: New
GTIN: 09528844403555',1,5239,1781092800000000,1,1,NULL,'{"why":["best net after fees: $13.84 on amazon_us","target $52.39: the 75th percentile","ceiling $54.32: the 95th percentile","floor $37.18: ROI 5 %","landed $23.52: $22.92 charged + 0.60 inbound + 0 prep","not on ebay_us: no price is known there"],"landed":{"amount":"23.52","currency":"USD"}}',1781092800000000,1781092800000000,NULL,1781524800000000);
CREATE TABLE listing_price(     -- every price that was wanted or shown, never edited
  id INTEGER PRIMARY KEY,
  listing_id INTEGER NOT NULL REFERENCES listing(id),
  version INTEGER NOT NULL,
  what TEXT NOT NULL CHECK(what IN('wanted','acked')),
  price INTEGER NOT NULL,
  ccy TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  reason TEXT
) STRICT;
INSERT INTO "listing_price" VALUES(1,1,1,'wanted',5239,'USD',1781092800000000,'listed');
INSERT INTO "listing_price" VALUES(2,1,1,'acked',5239,'USD',1781092800000000,NULL);
CREATE TABLE listing_sale(
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  ext_order TEXT NOT NULL,
  ext_line TEXT NOT NULL,
  part INTEGER NOT NULL DEFAULT 1,           -- a line that takes from several lots has several parts
  lot_id INTEGER NOT NULL REFERENCES lot(id),
  sku TEXT NOT NULL,
  qty INTEGER NOT NULL CHECK(qty>0),
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  gross INTEGER NOT NULL CHECK(gross>=0),
  fees INTEGER NOT NULL,
  postage INTEGER NOT NULL CHECK(postage>=0),
  cost INTEGER NOT NULL CHECK(cost>=0),      -- in the lot's currency
  refunded INTEGER NOT NULL DEFAULT 0 CHECK(refunded>=0 AND refunded<=gross),
  restocked INTEGER NOT NULL DEFAULT 0 CHECK(restocked>=0 AND restocked<=qty),
  restocked_cost INTEGER NOT NULL DEFAULT 0 CHECK(restocked_cost>=0 AND restocked_cost<=cost),
  at_us INTEGER NOT NULL,
  UNIQUE(source,ext_order,ext_line,part)
) STRICT;
INSERT INTO "listing_sale" VALUES(1,'amazon_us','S0013-3149879839','1',1,1,'GTIN-09528844403555-NEW',1,'USD',5239,1503,0,2292,0,0,0,1781364743000000);
INSERT INTO "listing_sale" VALUES(2,'amazon_us','S0013-2701262824','1',1,1,'GTIN-09528844403555-NEW',1,'USD',5239,1503,0,2292,0,0,0,1781383252000000);
CREATE TABLE lot(
  id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL,
  purchase_id INTEGER UNIQUE REFERENCES purchase(id),
  qty INTEGER NOT NULL CHECK(qty>0),
  cost INTEGER NOT NULL CHECK(cost>=0),
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  product TEXT,
  title TEXT,
  condition TEXT,
  record_id TEXT,
  received_us INTEGER NOT NULL
) STRICT;
INSERT INTO "lot" VALUES(1,'GTIN-09528844403555-NEW',1,2,4584,'USD','gtin:09528844403555','Pebblework Moss Magnet Tiles 40','new','toys:TY-1000',1781092800000000);
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('mode','paper');
CREATE TABLE observation(       -- what a backtest needs: every change, never edited
  id INTEGER PRIMARY KEY,
  offer_id TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  change TEXT NOT NULL CHECK(change IN('new','changed','gone')),
  price TEXT NOT NULL,
  ccy TEXT NOT NULL,
  shipping TEXT,
  quantity INTEGER
) STRICT;
INSERT INTO "observation" VALUES(1,'toys:TY-1000',1780315200000000,'new','22.92','USD',NULL,2);
INSERT INTO "observation" VALUES(2,'toys:TY-1014',1780315200000000,'new','4.99','USD',NULL,60);
CREATE TABLE offer(
  id TEXT PRIMARY KEY,          -- vendor:item
  source TEXT NOT NULL,
  item TEXT NOT NULL,
  product TEXT,                 -- the product key
  price TEXT NOT NULL,
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  shipping TEXT,
  quantity INTEGER,
  record TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,   -- rises when something changed
  first_seen_us INTEGER NOT NULL,
  changed_us INTEGER NOT NULL,
  last_seen_us INTEGER NOT NULL,
  scan_id INTEGER REFERENCES scan(id),   -- the last scan that saw it
  gone_us INTEGER
) STRICT;
INSERT INTO "offer" VALUES('toys:TY-1000','toys','TY-1000','gtin:09528844403555','22.92','USD',NULL,2,'{"schema":1,"id":"toys:TY-1000","offer":{"source":"toys","item":"TY-1000","observed_at":"2026-06-01T12:00:00Z","price":{"amount":"22.92","currency":"USD"},"title":"Pebblework Moss Magnet Tiles 40","brand":"Pebblework","category":"Toys and Games","condition":"new","quantity":2,"product":{"key":"gtin:09528844403555","gtin":"09528844403555"},"row":{"file":"toys.csv","line":2}}}',1,1780315200000000,1780315200000000,1780315200000000,1,NULL);
INSERT INTO "offer" VALUES('toys:TY-1014','toys','TY-1014','gtin:09527394862270','4.99','USD',NULL,60,'{"schema":1,"id":"toys:TY-1014","offer":{"source":"toys","item":"TY-1014","observed_at":"2026-06-01T12:00:00Z","price":{"amount":"4.99","currency":"USD"},"title":"Little Lathe Oak Dominoes","brand":"Little Lathe","category":"Toys and Games","condition":"new","quantity":60,"product":{"key":"gtin:09527394862270","gtin":"09527394862270"},"row":{"file":"toys.csv","line":3}}}',1,1780315200000000,1780315200000000,1780315200000000,1,NULL);
CREATE TABLE outbox(
  id INTEGER PRIMARY KEY,
  dedup TEXT UNIQUE NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('ready','sending','unknown','sent','failed','dead')),
  attempts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE purchase(
  id INTEGER PRIMARY KEY,
  intent_key TEXT UNIQUE NOT NULL,
  intent_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('proposed','approved','reserved','submitting','unknown','manual','placed','confirmed',
    'shipped','received','returning','returned','cancelling','cancel_refused','cancelled','rejected','voided')),
  record_id TEXT NOT NULL,
  source TEXT NOT NULL,
  item TEXT NOT NULL,
  seller TEXT NOT NULL DEFAULT '',
  product TEXT,                 -- the product key
  sku TEXT NOT NULL,            -- ours, once it is in stock
  title TEXT,
  condition TEXT,
  quantity INTEGER NOT NULL CHECK(quantity>0),   -- purchase units
  units INTEGER NOT NULL CHECK(units>0),         -- sellable units in them
  rebuy_slot INTEGER NOT NULL DEFAULT 0 CHECK(rebuy_slot>=0),
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  est INTEGER NOT NULL CHECK(est>0),
  cap INTEGER NOT NULL CHECK(cap>=est),
  actual INTEGER,
  overrun INTEGER NOT NULL DEFAULT 0 CHECK(overrun IN(0,1)),
  disputed INTEGER NOT NULL DEFAULT 0 CHECK(disputed IN(0,1)),
  vendor TEXT NOT NULL,
  vendor_order TEXT,
  reference TEXT UNIQUE NOT NULL,                -- the idempotency key sent to the vendor
  generation INTEGER NOT NULL DEFAULT 0,         -- rises only after proof that nothing was bought
  request BLOB,                                  -- the exact bytes sent
  request_sha256 TEXT,
  pre_image TEXT,                                -- ids visible at the vendor before sending
  attempts INTEGER NOT NULL DEFAULT 0,
  first_sent_us INTEGER,
  next_check_us INTEGER,
  lease_owner TEXT,
  lease_until_us INTEGER,
  fence INTEGER NOT NULL DEFAULT 0,
  approval_id INTEGER REFERENCES approval(id),
  run_id TEXT,
  reason TEXT,
  tracking TEXT,
  evidence TEXT,                                 -- the record it was decided on
  proposed_us INTEGER NOT NULL,
  approved_us INTEGER,
  approved_until_us INTEGER,
  reserved_us INTEGER,
  placed_us INTEGER,
  shipped_us INTEGER,
  received_us INTEGER,
  updated_us INTEGER NOT NULL,
  CHECK(vendor_order IS NOT NULL OR state NOT IN('placed','confirmed','shipped','received','returning','returned','cancelling','cancel_refused')),
  CHECK(actual IS NULL OR actual<=cap OR overrun=1),
  CHECK(request IS NOT NULL OR state NOT IN('submitting'))
) STRICT;
INSERT INTO "purchase" VALUES(1,'7faafeb7ff58a56d35db267daf9384eb775f0eb2c7e3c73337270ea9f57f1432','d8b89731df2c97a85a9c92c1694331954f3363c40894e456498b1bb4e999ddae','received','toys:TY-1000','toys','TY-1000','','gtin:09528844403555','GTIN-09528844403555-NEW','Pebblework Moss Magnet Tiles 40','new',2,2,0,'USD',4584,4675,4584,0,0,'paper','B-72668677','arb1-2vkygkgnkem7vuc3lrlhpc36nl',0,X'7B227265666572656E6365223A22617262312D32766B79676B676E6B656D37767563336C726C68706333366E6C222C22736F75726365223A22746F7973222C226974656D223A2254592D31303030222C2270726F64756374223A226774696E3A3039353238383434343033353535222C227175616E74697479223A322C226578706563746564223A7B22616D6F756E74223A2234352E3834222C2263757272656E6379223A22555344227D2C22636170223A7B22616D6F756E74223A2234362E3735222C2263757272656E6379223A22555344227D7D','75a2399b02f5fbe8d899893bc4ed2de605a3a246d40d2f43fbc177a6560b9dab',NULL,1,1780315200000000,NULL,NULL,NULL,1,1,'1780315200000000-13313',NULL,NULL,'{"schema":1,"id":"toys:TY-1000","offer":{"source":"toys","item":"TY-1000","observed_at":"2026-06-01T12:00:00Z","price":{"amount":"22.92","currency":"USD"},"title":"Pebblework Moss Magnet Tiles 40","brand":"Pebblework","category":"Toys and Games","condition":"new","quantity":2,"product":{"key":"gtin:09528844403555","gtin":"09528844403555"},"change":"new","row":{"file":"toys.csv","line":2}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 51.3 % ≥ 30 %","value":"51.3","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $12.07 ≥ $3.00","value":"12.07","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09528844403555","gtin":"09528844403555","asin":"B0JVF33KP0","other":["asin:B0JVF33KP0"]},"title":"Pebblework Moss Magnet Tiles 40","category":"Toys and Games","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09528844403555","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"49.99","currency":"USD"},"p10":{"amount":"46.14","currency":"USD"},"p90":{"amount":"53.84","currency":"USD"},"basis":"median 49.99, the lower of it and buy box 50.90, 56 points","source":"p2.csv row 2"},"landed":{"lines":[{"code":"price","amount":{"amount":"22.92","currency":"USD"},"source":"toys.csv row 2"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"23.52","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"7.50","currency":"USD"},"detail":"15 % of 49.99, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"6.67","currency":"USD"},"detail":"6.67 (large_standard, 2.88 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.23","currency":"USD"},"detail":"3.5 % of 6.67","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"14.40","currency":"USD"}},"net":{"amount":"12.07","currency":"USD"},"net_p10":{"amount":"8.80","currency":"USD"},"net_p50":{"amount":"12.07","currency":"USD"},"net_p90":{"amount":"15.07","currency":"USD"},"p_loss":"0","roi_on_cost":"0.5266","roi_on_landed":"0.5132","margin_on_price":"0.2414","breakeven_price":{"amount":"35.79","currency":"USD"},"max_cost":{"amount":"26.77","currency":"USD"},"quantity":{"suggested":2,"units":2,"why":"what the source has","bounds":[{"code":"demand","most":20},{"code":"stock","most":2},{"code":"units_per_product","most":3},{"code":"money","most":6}]},"days_to_sell":{"low":1,"mid":2,"high":2,"basis":"80 sold in a month"},"cash_days":13,"usd_per_day":"0.93","risk":{"score":"27.5","parts":[{"code":"velocity","score":"15","weight":"0.35","from":"80 sold in a month"},{"code":"competition","score":"25","weight":"0.25","from":"3 offers"},{"code":"amazon","score":"50","weight":"0.20","from":"in stock 24 %"},{"code":"stability","score":"30","weight":"0.10","from":"p10…p90 is 15.4 % of the middle"},{"code":"category","score":"30","weight":"0.10","from":"toys"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"19.18","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"26.77","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"29.98","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"34.80","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-06-01T12:00:00Z","expires_at":"2026-06-15T12:00:00Z"}}',1780315200000000,1780315200000000,1780317000000000,1780315200000000,1780315200000000,NULL,1781092800000000,1781092800000000);
INSERT INTO "purchase" VALUES(2,'cd20e71ca596ae1631dec9c6187e003e84508d79b7071490baa11f68020e5dfc','9edb44bf855121c1721cf794386375252ae90ad23598c222234fabca9dc3e13e','submitting','toys:TY-1014','toys','TY-1014','','gtin:09527394862270','GTIN-09527394862270-NEW','Little Lathe Oak Dominoes','new',2,2,0,'USD',998,1017,NULL,0,0,'paper',NULL,'arb1-q527qc2r2nf3qx7lupbnd3v66n',0,X'7B227265666572656E6365223A22617262312D7135323771633272326E66337178376C7570626E64337636366E222C22736F75726365223A22746F7973222C226974656D223A2254592D31303134222C2270726F64756374223A226774696E3A3039353237333934383632323730222C227175616E74697479223A322C226578706563746564223A7B22616D6F756E74223A22392E3938222C2263757272656E6379223A22555344227D2C22636170223A7B22616D6F756E74223A2231302E3137222C2263757272656E6379223A22555344227D7D','2fa499bf7a03f5ced9e7907c9e1928899cb5300be19b2472dd0bb28b14d40efd',NULL,1,1783684800000000,NULL,NULL,NULL,1,2,'1783684800000000-19609',NULL,NULL,'{"schema":1,"id":"toys:TY-1014","offer":{"source":"toys","item":"TY-1014","observed_at":"2026-06-01T12:00:00Z","price":{"amount":"4.99","currency":"USD"},"title":"Little Lathe Oak Dominoes","brand":"Little Lathe","category":"Toys and Games","condition":"new","quantity":60,"product":{"key":"gtin:09527394862270","gtin":"09527394862270"},"change":"new","row":{"file":"toys.csv","line":3}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 58 % ≥ 30 %","value":"58","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $3.24 ≥ $3.00","value":"3.24","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09527394862270","gtin":"09527394862270","asin":"B00P0KQEJB","other":["asin:B00P0KQEJB"]},"title":"Little Lathe Oak Dominoes","category":"Toys and Games","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09527394862270","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"16.99","currency":"USD"},"p10":{"amount":"16.04","currency":"USD"},"p90":{"amount":"17.94","currency":"USD"},"basis":"median 16.99, the lower of it and buy box 17.17, 29 points","source":"p2.csv row 3"},"landed":{"lines":[{"code":"price","amount":{"amount":"4.99","currency":"USD"},"source":"toys.csv row 3"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"5.59","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"2.55","currency":"USD"},"detail":"15 % of 16.99, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"5.42","currency":"USD"},"detail":"5.42 (large_standard, 1.3813 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.19","currency":"USD"},"detail":"3.5 % of 5.42","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"8.16","currency":"USD"}},"net":{"amount":"3.24","currency":"USD"},"net_p10":{"amount":"2.43","currency":"USD"},"net_p50":{"amount":"3.24","currency":"USD"},"net_p90":{"amount":"4.05","currency":"USD"},"p_loss":"0","roi_on_cost":"0.6493","roi_on_landed":"0.5796","margin_on_price":"0.1907","breakeven_price":{"amount":"13.18","currency":"USD"},"max_cost":{"amount":"5.23","currency":"USD"},"quantity":{"suggested":2,"units":2,"why":"18 in 30 days ÷ 7 sellers, stock for 30 days","bounds":[{"code":"demand","most":2},{"code":"stock","most":60},{"code":"units_per_product","most":3},{"code":"money","most":26}]},"days_to_sell":{"low":6,"mid":12,"high":12,"basis":"18 sold in a month"},"cash_days":23,"usd_per_day":"0.14","risk":{"score":"37.3","parts":[{"code":"velocity","score":"60","weight":"0.35","from":"18 sold in a month"},{"code":"competition","score":"45","weight":"0.25","from":"6 offers"},{"code":"amazon","score":"5","weight":"0.20","from":"in stock 0 %"},{"code":"stability","score":"10","weight":"0.10","from":"p10…p90 is 11.2 % of the middle"},{"code":"category","score":"30","weight":"0.10","from":"toys"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"4.31","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"5.23","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"5.85","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"6.79","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-07-10T12:00:00Z","expires_at":"2026-07-24T12:00:00Z"}}',1783684800000000,1783684800000000,1783686600000000,1783684800000000,NULL,NULL,NULL,1783684800000000);
CREATE TABLE purchase_event(    -- every move of a purchase, never edited
  id INTEGER PRIMARY KEY,
  purchase_id INTEGER NOT NULL REFERENCES purchase(id),
  at_us INTEGER NOT NULL,
  state TEXT NOT NULL,
  detail TEXT
) STRICT;
INSERT INTO "purchase_event" VALUES(1,1,1780315200000000,'proposed',NULL);
INSERT INTO "purchase_event" VALUES(2,1,1780315200000000,'approved','--yes');
INSERT INTO "purchase_event" VALUES(3,1,1780315200000000,'reserved',NULL);
INSERT INTO "purchase_event" VALUES(4,1,1780315200000000,'submitting',NULL);
INSERT INTO "purchase_event" VALUES(5,1,1780315200000000,'placed','B-72668677');
INSERT INTO "purchase_event" VALUES(6,1,1781092800000000,'received',NULL);
INSERT INTO "purchase_event" VALUES(7,2,1783684800000000,'proposed',NULL);
INSERT INTO "purchase_event" VALUES(8,2,1783684800000000,'approved','--yes');
INSERT INTO "purchase_event" VALUES(9,2,1783684800000000,'reserved',NULL);
INSERT INTO "purchase_event" VALUES(10,2,1783684800000000,'submitting',NULL);
CREATE TABLE record_part(       -- what buy, list, reprice and support wrote into a record
  record_id TEXT NOT NULL,
  stage TEXT NOT NULL,
  value TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY(record_id,stage)
) STRICT, WITHOUT ROWID;
INSERT INTO "record_part" VALUES('toys:TY-1000','listing','{"state":"live","sku":"GTIN-09528844403555-NEW","channel":"amazon_us","listing":"L6324046188","price":{"amount":"52.39","currency":"USD"},"floor":{"amount":"37.18","currency":"USD"},"ceiling":{"amount":"54.32","currency":"USD"},"quantity":2,"condition":"new","title":"Pebblework Moss Magnet Tiles 40","description":"Pebblework Moss Magnet Tiles 40\nBrand: Pebblework\nCondition: New\nGTIN: 09528844403555","net":{"amount":"13.84","currency":"USD"},"why":["best net after fees: $13.84 on amazon_us","target $52.39: the 75th percentile","ceiling $54.32: the 95th percentile","floor $37.18: ROI 5 %","landed $23.52: $22.92 charged + 0.60 inbound + 0 prep","not on ebay_us: no price is known there"]}',1781092800000000);
INSERT INTO "record_part" VALUES('toys:TY-1000','purchase','{"state":"placed","plan":"f8350307ff7e","quantity":2,"estimate":{"amount":"45.84","currency":"USD"},"cap":{"amount":"46.75","currency":"USD"},"charged":{"amount":"45.84","currency":"USD"},"reference":"arb1-2vkygkgnkem7vuc3lrlhpc36nl","vendor_order":"B-72668677","receipt":"receipts/arb1-2vkygkgnkem7vuc3lrlhpc36nl.json","why":"B-72668677"}',1780315200000000);
CREATE TABLE reservation(
  id INTEGER PRIMARY KEY,
  purchase_id INTEGER UNIQUE NOT NULL REFERENCES purchase(id),
  amt INTEGER NOT NULL CHECK(amt>0),
  state TEXT NOT NULL CHECK(state IN('held','posted','released'))
) STRICT;
INSERT INTO "reservation" VALUES(1,1,4584,'posted');
INSERT INTO "reservation" VALUES(2,2,1017,'held');
CREATE TABLE reservation_bucket(
  reservation_id INTEGER NOT NULL REFERENCES reservation(id),
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  period TEXT NOT NULL,
  amt INTEGER NOT NULL CHECK(amt>0),
  releases INTEGER NOT NULL CHECK(releases IN(0,1)),
  PRIMARY KEY(reservation_id,scope,key,period)
) STRICT, WITHOUT ROWID;
INSERT INTO "reservation_bucket" VALUES(1,'day','all','2026-06-01',4584,1);
INSERT INTO "reservation_bucket" VALUES(1,'run','1780315200000000-13313','run',4584,1);
INSERT INTO "reservation_bucket" VALUES(1,'source','toys','2026-06-01',4584,1);
INSERT INTO "reservation_bucket" VALUES(2,'day','all','2026-07-10',1017,1);
INSERT INTO "reservation_bucket" VALUES(2,'run','1783684800000000-19609','run',1017,1);
INSERT INTO "reservation_bucket" VALUES(2,'source','toys','2026-07-10',1017,1);
CREATE TABLE run(
  id INTEGER PRIMARY KEY,
  name TEXT UNIQUE NOT NULL,    -- ARB_RUN_ID, or made here
  started_us INTEGER NOT NULL,
  ended_us INTEGER,
  outcome TEXT,
  summary TEXT
) STRICT;
CREATE TABLE sale_fee(
  sale_id INTEGER NOT NULL REFERENCES listing_sale(id),
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  amt INTEGER NOT NULL,
  PRIMARY KEY(sale_id,line)
) STRICT, WITHOUT ROWID;
INSERT INTO "sale_fee" VALUES(1,1,'referral',786);
INSERT INTO "sale_fee" VALUES(1,2,'fba_base',693);
INSERT INTO "sale_fee" VALUES(1,3,'fuel_surcharge',24);
INSERT INTO "sale_fee" VALUES(2,1,'referral',786);
INSERT INTO "sale_fee" VALUES(2,2,'fba_base',693);
INSERT INTO "sale_fee" VALUES(2,3,'fuel_surcharge',24);
CREATE TABLE scan(
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  started_us INTEGER NOT NULL,
  completed_us INTEGER          -- set only when the source was read to its end
) STRICT;
INSERT INTO "scan" VALUES(1,'toys',1780315200000000,1780315200000000);
CREATE TABLE ticket(
  id INTEGER PRIMARY KEY,
  inbox_id INTEGER NOT NULL REFERENCES inbox(id),
  slot INTEGER NOT NULL DEFAULT 1,
  dedup TEXT UNIQUE NOT NULL,   -- reply:source:msg_id:slot
  state TEXT NOT NULL CHECK(state IN('drafted','escalated','ready','sending','sent','unknown','manual','failed','dead','closed')),
  category TEXT NOT NULL,
  class TEXT NOT NULL CHECK(class IN('info','commitment')),
  confidence TEXT NOT NULL,     -- percent, decimal text
  body TEXT NOT NULL DEFAULT '',
  reason TEXT,
  payload TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  first_sent_us INTEGER,
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  sent_us INTEGER,
  CHECK(body<>'' OR state NOT IN('ready','sending','sent'))
) STRICT;
CREATE TABLE txn(
  id INTEGER PRIMARY KEY,
  idem_key TEXT UNIQUE NOT NULL,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  reverses INTEGER UNIQUE REFERENCES txn(id),
  sealed INTEGER NOT NULL DEFAULT 0 CHECK(sealed IN(0,1))
) STRICT;
INSERT INTO "txn" VALUES(1,'capital:opening','capital','capital:opening',1780315200000000,NULL,1);
INSERT INTO "txn" VALUES(2,'purchase:1','purchase','purchase:1',1780315200000000,NULL,1);
INSERT INTO "txn" VALUES(3,'receipt:1','receipt','purchase:1',1781092800000000,NULL,1);
INSERT INTO "txn" VALUES(4,'card:1','card_paid','card:1',1781092800000000,NULL,1);
INSERT INTO "txn" VALUES(5,'sale:1','sale','sale:1',1781364743000000,NULL,1);
INSERT INTO "txn" VALUES(6,'sale:2','sale','sale:2',1781383252000000,NULL,1);
INSERT INTO "txn" VALUES(7,'payout:amazon_us:PAY-amazon_us-USD-0014','payout','payout:amazon_us:PAY-amazon_us-USD-0014',1781524800000000,NULL,1);
CREATE TRIGGER meta_no_upd BEFORE UPDATE ON meta WHEN OLD.key='mode' BEGIN SELECT RAISE(ABORT,'the mode of a database never changes'); END;
CREATE TRIGGER meta_no_del BEFORE DELETE ON meta WHEN OLD.key='mode' BEGIN SELECT RAISE(ABORT,'the mode of a database never changes'); END;
CREATE TRIGGER meta_no_rep BEFORE INSERT ON meta WHEN NEW.key='mode' AND EXISTS(SELECT 1 FROM meta WHERE key='mode') BEGIN SELECT RAISE(ABORT,'the mode of a database never changes'); END;
CREATE TRIGGER meta_mode BEFORE INSERT ON meta WHEN NEW.key='mode' AND NEW.value NOT IN('paper','live') BEGIN SELECT RAISE(ABORT,'a database is paper or live'); END;
CREATE UNIQUE INDEX txn_once ON txn(kind,ref) WHERE kind IN('purchase','sale');
CREATE INDEX txn_ref ON txn(ref);
CREATE INDEX txn_at ON txn(at_us);
CREATE INDEX entry_account ON entry(account_id,ccy);
CREATE INDEX entry_lot ON entry(lot_id) WHERE lot_id IS NOT NULL;
CREATE TRIGGER entry_no_upd BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT,'ledger is append-only'); END;
CREATE TRIGGER entry_no_del BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT,'ledger is append-only'); END;
CREATE TRIGGER entry_open BEFORE INSERT ON entry WHEN (SELECT sealed FROM txn WHERE id=NEW.txn_id)=1 BEGIN SELECT RAISE(ABORT,'txn sealed'); END;
CREATE TRIGGER entry_no_rep BEFORE INSERT ON entry WHEN EXISTS(SELECT 1 FROM entry WHERE txn_id=NEW.txn_id AND line=NEW.line) BEGIN SELECT RAISE(ABORT,'ledger is append-only'); END;
CREATE TRIGGER txn_no_del BEFORE DELETE ON txn BEGIN SELECT RAISE(ABORT,'ledger is append-only'); END;
CREATE TRIGGER txn_no_rep BEFORE INSERT ON txn WHEN NEW.sealed<>0 OR EXISTS(SELECT 1 FROM txn WHERE id=NEW.id OR idem_key=NEW.idem_key) BEGIN SELECT RAISE(ABORT,'ledger is append-only'); END;
CREATE TRIGGER txn_seal BEFORE UPDATE ON txn BEGIN SELECT CASE
  WHEN OLD.sealed=1 THEN RAISE(ABORT,'txn sealed')
  WHEN NEW.sealed<>1 OR NEW.id<>OLD.id OR NEW.idem_key<>OLD.idem_key OR NEW.kind<>OLD.kind OR NEW.ref<>OLD.ref
    OR NEW.at_us<>OLD.at_us OR NEW.reverses IS NOT OLD.reverses THEN RAISE(ABORT,'only sealing is allowed')
  WHEN (SELECT count(*) FROM entry WHERE txn_id=NEW.id)<2 THEN RAISE(ABORT,'txn needs two entries')
  WHEN EXISTS(SELECT 1 FROM entry WHERE txn_id=NEW.id GROUP BY ccy HAVING sum(amt)<>0) THEN RAISE(ABORT,'txn does not balance')
  END; END;
CREATE VIEW balance AS
  SELECT a.id, a.code, a.type, e.ccy, sum(e.amt) AS raw,
    sum(e.amt)*CASE WHEN a.type IN('A','X') THEN 1 ELSE -1 END AS normal
  FROM account a JOIN entry e ON e.account_id=a.id GROUP BY a.id,e.ccy;
CREATE INDEX offer_source ON offer(source,scan_id);
CREATE INDEX offer_product ON offer(product);
CREATE INDEX observation_offer ON observation(offer_id,at_us);
CREATE TRIGGER observation_no_upd BEFORE UPDATE ON observation BEGIN SELECT RAISE(ABORT,'observations are append-only'); END;
CREATE TRIGGER observation_no_del BEFORE DELETE ON observation BEGIN SELECT RAISE(ABORT,'observations are append-only'); END;
CREATE INDEX evidence_product ON evidence(product,channel,id);
CREATE TRIGGER evidence_no_upd BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT,'evidence is append-only'); END;
CREATE TRIGGER evidence_no_del BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT,'evidence is append-only'); END;
CREATE INDEX analysis_record ON analysis(record_id,id);
CREATE TRIGGER analysis_no_upd BEFORE UPDATE ON analysis BEGIN SELECT RAISE(ABORT,'analyses are append-only'); END;
CREATE TRIGGER analysis_no_del BEFORE DELETE ON analysis BEGIN SELECT RAISE(ABORT,'analyses are append-only'); END;
CREATE INDEX analysis_verdict ON analysis_latest(verdict);
CREATE UNIQUE INDEX approval_waiting ON approval(plan_hash) WHERE state='waiting';
CREATE UNIQUE INDEX purchase_vendor_order ON purchase(vendor,vendor_order) WHERE vendor_order IS NOT NULL;
CREATE UNIQUE INDEX purchase_open ON purchase(source,item,seller,rebuy_slot) WHERE state NOT IN('voided','rejected','cancelled');
CREATE INDEX purchase_record ON purchase(record_id);
CREATE INDEX purchase_state ON purchase(state);
CREATE INDEX purchase_product ON purchase(product);
CREATE TRIGGER purchase_no_del BEFORE DELETE ON purchase BEGIN SELECT RAISE(ABORT,'purchases are never deleted'); END;
CREATE INDEX purchase_event_of ON purchase_event(purchase_id);
CREATE TRIGGER purchase_event_no_upd BEFORE UPDATE ON purchase_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE TRIGGER purchase_event_no_del BEFORE DELETE ON purchase_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE INDEX reservation_bucket_of ON reservation_bucket(scope,key,period);
CREATE INDEX lot_sku ON lot(sku,received_us,id);
CREATE INDEX lot_product ON lot(product);
CREATE VIEW lot_stock AS        -- what the ledger says is left of each lot
  SELECT l.id AS lot_id, l.sku, l.ccy, l.received_us, l.product, l.title, l.condition, l.record_id, l.qty AS bought, l.cost,
    coalesce(sum(e.qty),0) AS qty, coalesce(sum(e.amt),0) AS value
  FROM lot l LEFT JOIN entry e ON e.lot_id=l.id GROUP BY l.id;
CREATE UNIQUE INDEX listing_once ON listing(channel,sku) WHERE state NOT IN('ended','rejected');
CREATE INDEX listing_sku ON listing(sku);
CREATE INDEX listing_price_of ON listing_price(listing_id,id);
CREATE TRIGGER listing_price_no_upd BEFORE UPDATE ON listing_price BEGIN SELECT RAISE(ABORT,'prices are append-only'); END;
CREATE TRIGGER listing_price_no_del BEFORE DELETE ON listing_price BEGIN SELECT RAISE(ABORT,'prices are append-only'); END;
CREATE INDEX listing_sale_sku ON listing_sale(sku);
CREATE INDEX listing_sale_at ON listing_sale(at_us);
CREATE INDEX inbox_open ON inbox(id) WHERE handled_us IS NULL;
CREATE INDEX ticket_state ON ticket(state);
PRAGMA application_id=1634886193;
PRAGMA user_version=1;
