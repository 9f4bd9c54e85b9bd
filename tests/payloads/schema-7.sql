-- A database of schema 7, written by the arb that had it: bought, received, listed, repriced, sold; one order of which nobody knows.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('checked_day','2026-06-01');
INSERT INTO meta VALUES('clock','{"latest":"2026-06-28T12:00:00Z","measure":{"wall":"2026-06-28T12:00:00Z","uptime":null}}');
INSERT INTO meta VALUES('mode','paper');
CREATE TABLE account(
  id INTEGER PRIMARY KEY,
  code TEXT UNIQUE NOT NULL,
  type TEXT NOT NULL CHECK(type IN('A','L','Q','I','X')),
  floor INTEGER,          -- bounds of the normal balance in minor units; NULL is none
  ceil INTEGER
) STRICT;
INSERT INTO account VALUES(1,'A:Cash:bank','A',0,NULL);
INSERT INTO account VALUES(2,'Q:Capital','Q',NULL,NULL);
INSERT INTO account VALUES(3,'A:In-transit','A',0,NULL);
INSERT INTO account VALUES(4,'L:Payable:card','L',0,NULL);
INSERT INTO account VALUES(5,'A:Inventory','A',0,NULL);
INSERT INTO account VALUES(6,'A:Marketplace:amazon_us','A',NULL,NULL);
INSERT INTO account VALUES(7,'X:Fees:final-value','X',NULL,NULL);
INSERT INTO account VALUES(8,'X:Fees:fulfilment','X',NULL,NULL);
INSERT INTO account VALUES(9,'I:Sales','I',NULL,NULL);
INSERT INTO account VALUES(10,'X:COGS','X',NULL,NULL);
CREATE TABLE txn(
  id INTEGER PRIMARY KEY,
  idem_key TEXT UNIQUE NOT NULL,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  reverses INTEGER UNIQUE REFERENCES txn(id),
  sealed INTEGER NOT NULL DEFAULT 0 CHECK(sealed IN(0,1))
) STRICT;
INSERT INTO txn VALUES(1,'capital:opening','capital','capital:opening',1780315200000000,NULL,1);
INSERT INTO txn VALUES(2,'purchase:1','purchase','purchase:1',1780315200000000,NULL,1);
INSERT INTO txn VALUES(3,'receipt:1','receipt','purchase:1',1781092800000000,NULL,1);
INSERT INTO txn VALUES(4,'card:1','card_paid','card:1',1781092800000000,NULL,1);
INSERT INTO txn VALUES(5,'sale:1','sale','sale:1',1781364743000000,NULL,1);
INSERT INTO txn VALUES(6,'sale:2','sale','sale:2',1781383252000000,NULL,1);
INSERT INTO txn VALUES(7,'payout:amazon_us:PAY-amazon_us-USD-0014','payout','payout:amazon_us:PAY-amazon_us-USD-0014',1781524800000000,NULL,1);
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
INSERT INTO entry VALUES(1,1,1,'USD',500000,NULL,NULL);
INSERT INTO entry VALUES(1,2,2,'USD',-500000,NULL,NULL);
INSERT INTO entry VALUES(2,1,3,'USD',4584,NULL,NULL);
INSERT INTO entry VALUES(2,2,4,'USD',-4584,NULL,NULL);
INSERT INTO entry VALUES(3,1,5,'USD',4584,1,2);
INSERT INTO entry VALUES(3,2,3,'USD',-4584,NULL,NULL);
INSERT INTO entry VALUES(4,1,4,'USD',4584,NULL,NULL);
INSERT INTO entry VALUES(4,2,1,'USD',-4584,NULL,NULL);
INSERT INTO entry VALUES(5,1,6,'USD',3840,NULL,NULL);
INSERT INTO entry VALUES(5,2,7,'USD',804,NULL,NULL);
INSERT INTO entry VALUES(5,3,8,'USD',693,NULL,NULL);
INSERT INTO entry VALUES(5,4,8,'USD',24,NULL,NULL);
INSERT INTO entry VALUES(5,5,9,'USD',-5361,NULL,NULL);
INSERT INTO entry VALUES(5,6,5,'USD',-2292,1,-1);
INSERT INTO entry VALUES(5,7,10,'USD',2292,NULL,NULL);
INSERT INTO entry VALUES(6,1,6,'USD',3840,NULL,NULL);
INSERT INTO entry VALUES(6,2,7,'USD',804,NULL,NULL);
INSERT INTO entry VALUES(6,3,8,'USD',693,NULL,NULL);
INSERT INTO entry VALUES(6,4,8,'USD',24,NULL,NULL);
INSERT INTO entry VALUES(6,5,9,'USD',-5361,NULL,NULL);
INSERT INTO entry VALUES(6,6,5,'USD',-2292,1,-1);
INSERT INTO entry VALUES(6,7,10,'USD',2292,NULL,NULL);
INSERT INTO entry VALUES(7,1,1,'USD',7680,NULL,NULL);
INSERT INTO entry VALUES(7,2,6,'USD',-7680,NULL,NULL);
CREATE TABLE scan(
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  started_us INTEGER NOT NULL,
  completed_us INTEGER          -- set only when the source was read to its end
) STRICT;
INSERT INTO scan VALUES(1,'t',1780315200000000,1780315200000000);
INSERT INTO scan VALUES(2,'u',1782648000000000,1782648000000000);
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
INSERT INTO offer VALUES('t:TY-1000','t','TY-1000','gtin:09528844403555','22.92','USD',NULL,2,'{"schema":1,"id":"t:TY-1000","offer":{"source":"t","item":"TY-1000","observed_at":"2026-06-01T12:00:00Z","price":{"amount":"22.92","currency":"USD"},"title":"Pebblework Moss Magnet Tiles 40","brand":"Pebblework","category":"Toys and Games","condition":"new","quantity":2,"product":{"key":"gtin:09528844403555","gtin":"09528844403555"},"row":{"file":"t.csv","line":2}}}',1,1780315200000000,1780315200000000,1780315200000000,1,NULL);
INSERT INTO offer VALUES('u:TY-1031','u','TY-1031','gtin:09526006413558','18.96','USD',NULL,4,'{"schema":1,"id":"u:TY-1031","offer":{"source":"u","item":"TY-1031","observed_at":"2026-06-28T12:00:00Z","price":{"amount":"18.96","currency":"USD"},"title":"Copperleaf Cedar Salad Bowl","brand":"Copperleaf","category":"Home and Kitchen","condition":"new","quantity":4,"product":{"key":"gtin:09526006413558","gtin":"09526006413558"},"row":{"file":"u.csv","line":2}}}',1,1782648000000000,1782648000000000,1782648000000000,2,NULL);
INSERT INTO offer VALUES('u:TY-1044','u','TY-1044','gtin:09529714540806','5.05','USD',NULL,36,'{"schema":1,"id":"u:TY-1044","offer":{"source":"u","item":"TY-1044","observed_at":"2026-06-28T12:00:00Z","price":{"amount":"5.05","currency":"USD"},"title":"Brightfold Slate Magnet Tiles 40","brand":"Brightfold","category":"Toys and Games","condition":"new","quantity":36,"product":{"key":"gtin:09529714540806","gtin":"09529714540806"},"row":{"file":"u.csv","line":3}}}',1,1782648000000000,1782648000000000,1782648000000000,2,NULL);
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
INSERT INTO observation VALUES(1,'t:TY-1000',1780315200000000,'new','22.92','USD',NULL,2);
INSERT INTO observation VALUES(2,'u:TY-1031',1782648000000000,'new','18.96','USD',NULL,4);
INSERT INTO observation VALUES(3,'u:TY-1044',1782648000000000,'new','5.05','USD',NULL,36);
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
INSERT INTO evidence VALUES(1,'gtin:09528844403555','amazon_us','','examples/pricebook.csv',NULL,1780315200000000,'{"product":{"key":"gtin:09528844403555","gtin":"09528844403555","asin":"B0JVF33KP0","other":["asin:B0JVF33KP0"]},"channel":"amazon_us","currency":"USD","source":"examples/pricebook.csv","row":{"file":"examples/pricebook.csv","line":149},"title":"Pebblework Moss Magnet Tiles 40","brand":"Pebblework","category":"Toys and Games","buy_box":"50.90","avg90":"50.49","p10":"46.14","p50":"49.99","p90":"53.84","points":56,"rank":8049,"monthly_sold":80,"offers":3,"amazon_in_stock_pct":"24","weight_g":"1306.3460256","dims":"10x7x2 in","restriction":"allowed","hazmat":false}','ec5fc661d0190e3f99cc9c1675f531e2e659d254dcd8922bf9f446b86da0f628');
INSERT INTO evidence VALUES(2,'gtin:09526006413558','amazon_us','','examples/pricebook.csv',NULL,1782648000000000,'{"product":{"key":"gtin:09526006413558","gtin":"09526006413558","asin":"B04PAVP2XW","other":["asin:B04PAVP2XW"]},"channel":"amazon_us","currency":"USD","source":"examples/pricebook.csv","row":{"file":"examples/pricebook.csv","line":117},"title":"Copperleaf Cedar Salad Bowl","brand":"Copperleaf","category":"Home and Kitchen","buy_box":"40.78","avg90":"40.74","p10":"36.51","p50":"39.95","p90":"43.39","points":40,"rank":43969,"monthly_sold":30,"offers":3,"amazon_in_stock_pct":"0","weight_g":"508.0234544","dims":"11x8x3 in","restriction":"allowed","hazmat":false}','8c0ac500832a5e8ac69b99199f63b8ed705b978790e7d2b5816483c41cd801b6');
INSERT INTO evidence VALUES(3,'gtin:09529714540806','amazon_us','','examples/pricebook.csv',NULL,1782648000000000,'{"product":{"key":"gtin:09529714540806","gtin":"09529714540806","asin":"B0PWEGNK8G","other":["asin:B0PWEGNK8G"]},"channel":"amazon_us","currency":"USD","source":"examples/pricebook.csv","row":{"file":"examples/pricebook.csv","line":274},"title":"Brightfold Slate Magnet Tiles 40","brand":"Brightfold","category":"Toys and Games","buy_box":"16.51","avg90":"16.75","p10":"15.28","p50":"16.49","p90":"17.70","points":71,"rank":46563,"monthly_sold":18,"offers":11,"amazon_in_stock_pct":"3","weight_g":"399.1612856","dims":"9x6x3 in","restriction":"allowed","hazmat":false}','58c71d767179c19a6d17b98cf3fcff965f5dcfa450f8f56d25402ac10fd27a5b');
CREATE TABLE evidence_key(      -- every key of a product leads to its newest snapshot of a source
  key TEXT NOT NULL,
  channel TEXT NOT NULL,
  condition TEXT NOT NULL,
  source TEXT NOT NULL,
  evidence_id INTEGER NOT NULL REFERENCES evidence(id),
  PRIMARY KEY(key,channel,condition,source)
) STRICT, WITHOUT ROWID;
INSERT INTO evidence_key VALUES('asin:B04PAVP2XW','amazon_us','','examples/pricebook.csv',2);
INSERT INTO evidence_key VALUES('asin:B0JVF33KP0','amazon_us','','examples/pricebook.csv',1);
INSERT INTO evidence_key VALUES('asin:B0PWEGNK8G','amazon_us','','examples/pricebook.csv',3);
INSERT INTO evidence_key VALUES('gtin:09526006413558','amazon_us','','examples/pricebook.csv',2);
INSERT INTO evidence_key VALUES('gtin:09528844403555','amazon_us','','examples/pricebook.csv',1);
INSERT INTO evidence_key VALUES('gtin:09529714540806','amazon_us','','examples/pricebook.csv',3);
CREATE TABLE analysis(          -- every judgement, never edited
  id INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  offer_revision INTEGER,
  record TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
INSERT INTO analysis VALUES(1,'t:TY-1000',1780315200000000,'buy',1,'{"schema":1,"id":"t:TY-1000","offer":{"source":"t","item":"TY-1000","observed_at":"2026-06-01T12:00:00Z","price":{"amount":"22.92","currency":"USD"},"title":"Pebblework Moss Magnet Tiles 40","brand":"Pebblework","category":"Toys and Games","condition":"new","quantity":2,"product":{"key":"gtin:09528844403555","gtin":"09528844403555"},"change":"new","row":{"file":"t.csv","line":2}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 51.3 % ≥ 30 %","value":"51.3","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $12.07 ≥ $3.00","value":"12.07","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09528844403555","gtin":"09528844403555","asin":"B0JVF33KP0","other":["asin:B0JVF33KP0"]},"title":"Pebblework Moss Magnet Tiles 40","category":"Toys and Games","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09528844403555","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"49.99","currency":"USD"},"p10":{"amount":"46.14","currency":"USD"},"p90":{"amount":"53.84","currency":"USD"},"basis":"median 49.99, the lower of it and buy box 50.90, 56 points","source":"examples/pricebook.csv row 149"},"landed":{"lines":[{"code":"price","amount":{"amount":"22.92","currency":"USD"},"source":"t.csv row 2"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"23.52","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"7.50","currency":"USD"},"detail":"15 % of 49.99, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"6.67","currency":"USD"},"detail":"6.67 (large_standard, 2.88 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.23","currency":"USD"},"detail":"3.5 % of 6.67","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"14.40","currency":"USD"}},"net":{"amount":"12.07","currency":"USD"},"net_p10":{"amount":"8.80","currency":"USD"},"net_p50":{"amount":"12.07","currency":"USD"},"net_p90":{"amount":"15.07","currency":"USD"},"p_loss":"0","roi_on_cost":"0.5266","roi_on_landed":"0.5132","margin_on_price":"0.2414","breakeven_price":{"amount":"35.79","currency":"USD"},"max_cost":{"amount":"26.77","currency":"USD"},"quantity":{"suggested":2,"units":2,"why":"what the source has","bounds":[{"code":"demand","most":20},{"code":"stock","most":2},{"code":"units_per_product","most":3},{"code":"money","most":6}]},"days_to_sell":{"low":1,"mid":2,"high":2,"basis":"80 sold in a month"},"cash_days":13,"usd_per_day":"0.93","risk":{"score":"27.5","parts":[{"code":"velocity","score":"15","weight":"0.35","from":"80 sold in a month"},{"code":"competition","score":"25","weight":"0.25","from":"3 offers"},{"code":"amazon","score":"50","weight":"0.20","from":"in stock 24 %"},{"code":"stability","score":"30","weight":"0.10","from":"p10…p90 is 15.4 % of the middle"},{"code":"category","score":"30","weight":"0.10","from":"toys"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"19.18","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"26.77","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"29.98","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"34.80","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-06-01T12:00:00Z","expires_at":"2026-06-15T12:00:00Z"}}','e67302fad100cc5866c4f639a981f63200de61d02f9ff2382460f5ad230a65fe');
INSERT INTO analysis VALUES(2,'u:TY-1031',1782648000000000,'buy',1,'{"schema":1,"id":"u:TY-1031","offer":{"source":"u","item":"TY-1031","observed_at":"2026-06-28T12:00:00Z","price":{"amount":"18.96","currency":"USD"},"title":"Copperleaf Cedar Salad Bowl","brand":"Copperleaf","category":"Home and Kitchen","condition":"new","quantity":4,"product":{"key":"gtin:09526006413558","gtin":"09526006413558"},"change":"new","row":{"file":"u.csv","line":2}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 42.8 % ≥ 30 %","value":"42.8","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $8.38 ≥ $3.00","value":"8.38","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09526006413558","gtin":"09526006413558","asin":"B04PAVP2XW","other":["asin:B04PAVP2XW"]},"title":"Copperleaf Cedar Salad Bowl","category":"Home and Kitchen","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09526006413558","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"39.95","currency":"USD"},"p10":{"amount":"36.51","currency":"USD"},"p90":{"amount":"43.39","currency":"USD"},"basis":"median 39.95, the lower of it and buy box 40.78, 40 points","source":"examples/pricebook.csv row 117"},"landed":{"lines":[{"code":"price","amount":{"amount":"18.96","currency":"USD"},"source":"u.csv row 2"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"19.56","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"5.99","currency":"USD"},"detail":"15 % of 39.95, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"5.82","currency":"USD"},"detail":"5.82 (large_standard, 1.8993 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.20","currency":"USD"},"detail":"3.5 % of 5.82","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"12.01","currency":"USD"}},"net":{"amount":"8.38","currency":"USD"},"net_p10":{"amount":"5.45","currency":"USD"},"net_p50":{"amount":"8.38","currency":"USD"},"net_p90":{"amount":"11.30","currency":"USD"},"p_loss":"0","roi_on_cost":"0.4420","roi_on_landed":"0.4284","margin_on_price":"0.2098","breakeven_price":{"amount":"30.09","currency":"USD"},"max_cost":{"amount":"20.89","currency":"USD"},"quantity":{"suggested":3,"units":3,"why":"`limits.units_per_product`, less what is held","bounds":[{"code":"demand","most":7},{"code":"stock","most":4},{"code":"units_per_product","most":3},{"code":"money","most":7}]},"days_to_sell":{"low":2,"mid":4,"high":4,"basis":"30 sold in a month"},"cash_days":15,"usd_per_day":"0.56","risk":{"score":"28.5","parts":[{"code":"velocity","score":"35","weight":"0.35","from":"30 sold in a month"},{"code":"competition","score":"25","weight":"0.25","from":"3 offers"},{"code":"amazon","score":"5","weight":"0.20","from":"in stock 0 %"},{"code":"stability","score":"30","weight":"0.10","from":"p10…p90 is 17.2 % of the middle"},{"code":"category","score":"60","weight":"0.10","from":"unknown"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"14.93","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"20.89","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"23.39","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"27.15","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-06-28T12:00:00Z","expires_at":"2026-07-12T12:00:00Z"}}','4aee08ba84c196b37fed033f13f5b4d7cd5b1ea8f417fcdab3425c1dac70dafd');
INSERT INTO analysis VALUES(3,'u:TY-1044',1782648000000000,'buy',1,'{"schema":1,"id":"u:TY-1044","offer":{"source":"u","item":"TY-1044","observed_at":"2026-06-28T12:00:00Z","price":{"amount":"5.05","currency":"USD"},"title":"Brightfold Slate Magnet Tiles 40","brand":"Brightfold","category":"Toys and Games","condition":"new","quantity":36,"product":{"key":"gtin:09529714540806","gtin":"09529714540806"},"change":"new","row":{"file":"u.csv","line":3}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 55.8 % ≥ 30 %","value":"55.8","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $3.15 ≥ $3.00","value":"3.15","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09529714540806","gtin":"09529714540806","asin":"B0PWEGNK8G","other":["asin:B0PWEGNK8G"]},"title":"Brightfold Slate Magnet Tiles 40","category":"Toys and Games","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09529714540806","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"16.49","currency":"USD"},"p10":{"amount":"15.28","currency":"USD"},"p90":{"amount":"17.70","currency":"USD"},"basis":"median 16.49, the lower of it and buy box 16.51, 71 points","source":"examples/pricebook.csv row 274"},"landed":{"lines":[{"code":"price","amount":{"amount":"5.05","currency":"USD"},"source":"u.csv row 3"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"5.65","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"2.47","currency":"USD"},"detail":"15 % of 16.49, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"5.04","currency":"USD"},"detail":"5.04 (large_standard, 1.1655 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.18","currency":"USD"},"detail":"3.5 % of 5.04","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"7.69","currency":"USD"}},"net":{"amount":"3.15","currency":"USD"},"net_p10":{"amount":"2.12","currency":"USD"},"net_p50":{"amount":"3.15","currency":"USD"},"net_p90":{"amount":"4.17","currency":"USD"},"p_loss":"0","roi_on_cost":"0.6238","roi_on_landed":"0.5575","margin_on_price":"0.1910","breakeven_price":{"amount":"12.79","currency":"USD"},"max_cost":{"amount":"5.20","currency":"USD"},"quantity":{"suggested":1,"units":1,"why":"18 in 30 days ÷ 12 sellers, stock for 30 days","bounds":[{"code":"demand","most":1},{"code":"stock","most":36},{"code":"units_per_product","most":3},{"code":"money","most":26}]},"days_to_sell":{"low":10,"mid":20,"high":20,"basis":"18 sold in a month"},"cash_days":31,"usd_per_day":"0.10","risk":{"score":"41.3","parts":[{"code":"velocity","score":"60","weight":"0.35","from":"18 sold in a month"},{"code":"competition","score":"45","weight":"0.25","from":"11 offers"},{"code":"amazon","score":"25","weight":"0.20","from":"in stock 3 %"},{"code":"stability","score":"10","weight":"0.10","from":"p10…p90 is 14.7 % of the middle"},{"code":"category","score":"30","weight":"0.10","from":"toys"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"4.29","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"5.20","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"5.82","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"6.76","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-06-28T12:00:00Z","expires_at":"2026-07-12T12:00:00Z"}}','3562873407587ad253af1462941b022e5f6deff628359f4c7a8208df761d340b');
CREATE TABLE analysis_latest(
  record_id TEXT PRIMARY KEY,
  analysis_id INTEGER NOT NULL REFERENCES analysis(id),
  verdict TEXT NOT NULL,
  offer_revision INTEGER,
  confirmed_us INTEGER NOT NULL -- when it was last found to be so
) STRICT, WITHOUT ROWID;
INSERT INTO analysis_latest VALUES('t:TY-1000',1,'buy',1,1780315200000000);
INSERT INTO analysis_latest VALUES('u:TY-1031',2,'buy',1,1782648000000000);
INSERT INTO analysis_latest VALUES('u:TY-1044',3,'buy',1,1782648000000000);
CREATE TABLE record_part(       -- what buy, list, reprice and support wrote into a record
  record_id TEXT NOT NULL,
  stage TEXT NOT NULL,
  value TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY(record_id,stage)
) STRICT, WITHOUT ROWID;
INSERT INTO record_part VALUES('t:TY-1000','listing','{"state":"live","sku":"GTIN-09528844403555-NEW","channel":"amazon_us","listing":"L6324046188","price":{"amount":"52.39","currency":"USD"},"floor":{"amount":"37.18","currency":"USD"},"ceiling":{"amount":"54.32","currency":"USD"},"quantity":2,"condition":"new","title":"Pebblework Moss Magnet Tiles 40","description":"Pebblework Moss Magnet Tiles 40\nBrand: Pebblework\nCondition: New\nGTIN: 09528844403555","net":{"amount":"13.84","currency":"USD"},"why":["best net after fees: $13.84 on amazon_us","target $52.39: the 75th percentile","ceiling $54.32: the 95th percentile","floor $37.18: ROI 5 %","landed $23.52: $22.92 charged + 0.60 inbound + 0 prep","not on ebay_us: no price is known there"]}',1781092800000000);
INSERT INTO record_part VALUES('t:TY-1000','purchase','{"state":"placed","plan":"e24a09754f37","quantity":2,"estimate":{"amount":"45.84","currency":"USD"},"cap":{"amount":"46.75","currency":"USD"},"charged":{"amount":"45.84","currency":"USD"},"reference":"arb1-4b3aclajkidbp4dklk7gbaxgy5","vendor_order":"B-57119386","receipt":"receipts/arb1-4b3aclajkidbp4dklk7gbaxgy5-8bccf31a18cb.json","why":"B-57119386"}',1780315200000000);
INSERT INTO record_part VALUES('u:TY-1031','purchase','{"state":"unknown","plan":"83017c9a3ce1","quantity":3,"estimate":{"amount":"56.88","currency":"USD"},"cap":{"amount":"58.01","currency":"USD"},"reference":"arb1-y5qzlr3gzexxz6etfjqqlumpac","why":"the connection broke before the reply came"}',1782648000000000);
INSERT INTO record_part VALUES('u:TY-1044','purchase','{"state":"denied","plan":"83017c9a3ce1","quantity":1,"estimate":{"amount":"5.05","currency":"USD"},"cap":{"amount":"5.15","currency":"USD"},"reference":"arb1-22sd4yemaqiijkis3fpugih3mk","denied":{"limit":"min_profit","used":0,"cap":{"amount":"5.00","currency":"USD"},"ask":{"amount":"2.40","currency":"USD"}},"why":"earns $2.40 in a bad case, at least $5.00 are wanted (min_profit)"}',1782648000000000);
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
INSERT INTO approval VALUES(1,'e24a09754f37','approved',4584,'USD',1780315200000000,1780317000000000,1780315200000000,'--yes','{"items":[{"id":"t:TY-1000","source":"t","item":"TY-1000","product":"gtin:09528844403555","title":"Pebblework Moss Magnet Tiles 40","quantity":2,"units":2,"estimate":{"amount":"45.84","currency":"USD"},"cap":{"amount":"46.75","currency":"USD"},"net":{"amount":"24.14","currency":"USD"},"vendor":"paper"}],"rules":"2026-11.1","expires_at":"2026-06-01T12:30:00Z","rules_in_force":"2026-11.1","outlooks":["2 × for $45.84, at most $46.75 by rules 2026-11.1"]}');
INSERT INTO approval VALUES(2,'83017c9a3ce1','approved',6193,'USD',1782648000000000,1782649800000000,1782648000000000,'--yes','{"items":[{"id":"u:TY-1031","source":"u","item":"TY-1031","product":"gtin:09526006413558","title":"Copperleaf Cedar Salad Bowl","quantity":3,"units":3,"estimate":{"amount":"56.88","currency":"USD"},"cap":{"amount":"58.01","currency":"USD"},"net":{"amount":"25.14","currency":"USD"},"vendor":"paper"},{"id":"u:TY-1044","source":"u","item":"TY-1044","product":"gtin:09529714540806","title":"Brightfold Slate Magnet Tiles 40","quantity":1,"units":1,"estimate":{"amount":"5.05","currency":"USD"},"cap":{"amount":"5.15","currency":"USD"},"net":{"amount":"3.15","currency":"USD"},"vendor":"paper"}],"rules":"2026-11.1","expires_at":"2026-06-28T12:30:00Z","rules_in_force":"2026-11.1","outlooks":["3 × for $56.88, at most $58.01 by rules 2026-11.1","1 × for $5.05, at most $5.15 by rules 2026-11.1"]}');
CREATE TABLE approval_item(
  approval_id INTEGER NOT NULL REFERENCES approval(id),
  line INTEGER NOT NULL,
  purchase_id INTEGER NOT NULL REFERENCES purchase(id),
  intent_hash TEXT NOT NULL,    -- approval binds to these bytes: any change voids it
  PRIMARY KEY(approval_id,line)
) STRICT, WITHOUT ROWID;
INSERT INTO approval_item VALUES(1,1,1,'1edaa4c42e47671eb9d7edce3ff24bb9c4ca3424978702d5b8400ae76547769e');
INSERT INTO approval_item VALUES(2,1,2,'9f71a896aa0d1ddc20dec3530ff5dd137564b9746a1a18fa038038e3ef412f0d');
INSERT INTO approval_item VALUES(2,2,3,'82e20fcf01950f48f9e9157232274031fb84a082dc0df292f3b7be20429c9088');
CREATE TABLE purchase_event(    -- every move of a purchase, never edited
  id INTEGER PRIMARY KEY,
  purchase_id INTEGER NOT NULL REFERENCES purchase(id),
  at_us INTEGER NOT NULL,
  state TEXT NOT NULL,
  detail TEXT
) STRICT;
INSERT INTO purchase_event VALUES(1,1,1780315200000000,'proposed',NULL);
INSERT INTO purchase_event VALUES(2,1,1780315200000000,'approved','--yes');
INSERT INTO purchase_event VALUES(3,1,1780315200000000,'reserved',NULL);
INSERT INTO purchase_event VALUES(4,1,1780315200000000,'submitting',NULL);
INSERT INTO purchase_event VALUES(5,1,1780315200000000,'placed','B-57119386');
INSERT INTO purchase_event VALUES(6,1,1781092800000000,'received',NULL);
INSERT INTO purchase_event VALUES(7,2,1782648000000000,'proposed',NULL);
INSERT INTO purchase_event VALUES(8,3,1782648000000000,'proposed',NULL);
INSERT INTO purchase_event VALUES(9,2,1782648000000000,'approved','--yes');
INSERT INTO purchase_event VALUES(10,3,1782648000000000,'approved','--yes');
INSERT INTO purchase_event VALUES(11,2,1782648000000000,'reserved',NULL);
INSERT INTO purchase_event VALUES(12,2,1782648000000000,'submitting',NULL);
INSERT INTO purchase_event VALUES(13,2,1782648000000000,'unknown','the connection broke before the reply came');
INSERT INTO purchase_event VALUES(14,3,1782648000000000,'denied','earns $2.40 in a bad case, at least $5.00 are wanted (min_profit)');
CREATE TABLE effect_observation( -- an outcome that came too late for its fence: kept, never dropped
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  effect_id INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  outcome TEXT NOT NULL
) STRICT;
CREATE TABLE reservation(
  id INTEGER PRIMARY KEY,
  purchase_id INTEGER UNIQUE NOT NULL REFERENCES purchase(id),
  amt INTEGER NOT NULL CHECK(amt>0),
  state TEXT NOT NULL CHECK(state IN('held','posted','released'))
) STRICT;
INSERT INTO reservation VALUES(1,1,4584,'posted');
INSERT INTO reservation VALUES(2,2,5801,'held');
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
INSERT INTO limit_bucket VALUES('day','all','2026-06-01',50000,4584,0);
INSERT INTO limit_bucket VALUES('day','all','2026-06-28',50000,5801,0);
INSERT INTO limit_bucket VALUES('orders','all','2026-06-01',20,1,0);
INSERT INTO limit_bucket VALUES('orders','all','2026-06-28',20,1,0);
INSERT INTO limit_bucket VALUES('run','1780315200000000-25833','run',25000,4584,0);
INSERT INTO limit_bucket VALUES('run','1782648000000000-26015','run',25000,5801,0);
INSERT INTO limit_bucket VALUES('source','t','2026-06-01',30000,4584,0);
INSERT INTO limit_bucket VALUES('source','u','2026-06-28',30000,5801,0);
CREATE TABLE reservation_bucket(
  reservation_id INTEGER NOT NULL REFERENCES reservation(id),
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  period TEXT NOT NULL,
  amt INTEGER NOT NULL CHECK(amt>0),
  releases INTEGER NOT NULL CHECK(releases IN(0,1)),
  PRIMARY KEY(reservation_id,scope,key,period)
) STRICT, WITHOUT ROWID;
INSERT INTO reservation_bucket VALUES(1,'day','all','2026-06-01',4584,1);
INSERT INTO reservation_bucket VALUES(1,'orders','all','2026-06-01',1,0);
INSERT INTO reservation_bucket VALUES(1,'run','1780315200000000-25833','run',4584,1);
INSERT INTO reservation_bucket VALUES(1,'source','t','2026-06-01',4584,1);
INSERT INTO reservation_bucket VALUES(2,'day','all','2026-06-28',5801,1);
INSERT INTO reservation_bucket VALUES(2,'orders','all','2026-06-28',1,0);
INSERT INTO reservation_bucket VALUES(2,'run','1782648000000000-26015','run',5801,1);
INSERT INTO reservation_bucket VALUES(2,'source','u','2026-06-28',5801,1);
CREATE TABLE halt(
  id INTEGER PRIMARY KEY CHECK(id=1),
  reason TEXT NOT NULL,
  since_us INTEGER NOT NULL
) STRICT;
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
INSERT INTO lot VALUES(1,'GTIN-09528844403555-NEW',1,2,4584,'USD','gtin:09528844403555','Pebblework Moss Magnet Tiles 40','new','t:TY-1000',1781092800000000);
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
  updated_us INTEGER NOT NULL, shown TEXT,
  CHECK(ext_id IS NOT NULL OR state NOT IN('live','ending'))
) STRICT;
INSERT INTO listing VALUES(1,'amazon_us','GTIN-09528844403555-NEW','live','t:TY-1000','gtin:09528844403555','L6324046188',NULL,0,'USD',5361,3718,5432,'new','Pebblework Moss Magnet Tiles 40',replace('Pebblework Moss Magnet Tiles 40\nBrand: Pebblework\nCondition: New\nGTIN: 09528844403555','\n',char(10)),2,5361,1781092800000000,2,1,NULL,'{"why":["best net after fees: $13.84 on amazon_us","target $52.39: the 75th percentile","ceiling $54.32: the 95th percentile","floor $37.18: ROI 5 %","landed $23.52: $22.92 charged + 0.60 inbound + 0 prep","not on ebay_us: no price is known there"],"landed":{"amount":"23.52","currency":"USD"}}',1781092800000000,1781092800000000,NULL,1781611200000000,'{"quantity":0,"title":"Pebblework Moss Magnet Tiles 40","description":"Pebblework Moss Magnet Tiles 40\nBrand: Pebblework\nCondition: New\nGTIN: 09528844403555","condition":"new","floor":3718,"ceiling":5432}');
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
INSERT INTO listing_price VALUES(1,1,1,'wanted',5239,'USD',1781092800000000,'listed');
INSERT INTO listing_price VALUES(2,1,1,'acked',5239,'USD',1781092800000000,NULL);
INSERT INTO listing_price VALUES(3,1,2,'wanted',5361,'USD',1781092800000000,'matching the buy box or the lowest offer');
INSERT INTO listing_price VALUES(4,1,2,'acked',5361,'USD',1781092800000000,NULL);
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
INSERT INTO ext_fact VALUES('paper','sold:amazon_us:16:S0013-3149879839:1','sold',5361,'USD',5,1781364743000000,'{"cursor":1,"at":"2026-06-13T15:32:23Z","event":"sold","channel":"amazon_us","order":"S0013-3149879839","line":"1","sku":"GTIN-09528844403555-NEW","buyer":"buyer-63f727","quantity":1,"gross":{"amount":"53.61","currency":"USD"},"fees":[["referral",{"amount":"8.04","currency":"USD"}],["fba_base",{"amount":"6.93","currency":"USD"}],["fuel_surcharge",{"amount":"0.24","currency":"USD"}]],"postage":{"amount":"0.00","currency":"USD"}}');
INSERT INTO ext_fact VALUES('paper','sold:amazon_us:16:S0013-2701262824:1','sold',5361,'USD',6,1781383252000000,'{"cursor":2,"at":"2026-06-13T20:40:52Z","event":"sold","channel":"amazon_us","order":"S0013-2701262824","line":"1","sku":"GTIN-09528844403555-NEW","buyer":"buyer-f4236c","quantity":1,"gross":{"amount":"53.61","currency":"USD"},"fees":[["referral",{"amount":"8.04","currency":"USD"}],["fba_base",{"amount":"6.93","currency":"USD"}],["fuel_surcharge",{"amount":"0.24","currency":"USD"}]],"postage":{"amount":"0.00","currency":"USD"}}');
INSERT INTO ext_fact VALUES('paper','paid_out:amazon_us:PAY-amazon_us-USD-0014','paid_out',7680,'USD',7,1781524800000000,'{"cursor":3,"at":"2026-06-15T12:00:00Z","event":"paid_out","payout":"PAY-amazon_us-USD-0014","channel":"amazon_us","amount":{"amount":"76.80","currency":"USD"}}');
CREATE TABLE feed(              -- how far a feed has been read
  name TEXT PRIMARY KEY,
  cursor INTEGER NOT NULL,
  updated_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO feed VALUES('sales:paper',3,1781611200000000);
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
  at_us INTEGER NOT NULL, buyer TEXT, held INTEGER NOT NULL DEFAULT 0 CHECK(held>=0 AND held+refunded<=gross),
  UNIQUE(source,ext_order,ext_line,part)
) STRICT;
INSERT INTO listing_sale VALUES(1,'amazon_us','S0013-3149879839','1',1,1,'GTIN-09528844403555-NEW',1,'USD',5361,1521,0,2292,0,0,0,1781364743000000,'buyer-63f727',0);
INSERT INTO listing_sale VALUES(2,'amazon_us','S0013-2701262824','1',1,1,'GTIN-09528844403555-NEW',1,'USD',5361,1521,0,2292,0,0,0,1781383252000000,'buyer-f4236c',0);
CREATE TABLE sale_fee(
  sale_id INTEGER NOT NULL REFERENCES listing_sale(id),
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  amt INTEGER NOT NULL,
  PRIMARY KEY(sale_id,line)
) STRICT, WITHOUT ROWID;
INSERT INTO sale_fee VALUES(1,1,'referral',804);
INSERT INTO sale_fee VALUES(1,2,'fba_base',693);
INSERT INTO sale_fee VALUES(1,3,'fuel_surcharge',24);
INSERT INTO sale_fee VALUES(2,1,'referral',804);
INSERT INTO sale_fee VALUES(2,2,'fba_base',693);
INSERT INTO sale_fee VALUES(2,3,'fuel_surcharge',24);
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
CREATE TABLE outbox(
  id INTEGER PRIMARY KEY,
  dedup TEXT UNIQUE NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN('ready','sending','unknown','sent','failed','dead')),
  attempts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE run(
  id INTEGER PRIMARY KEY,
  name TEXT UNIQUE NOT NULL,    -- ARB_RUN_ID, or made here
  started_us INTEGER NOT NULL,
  ended_us INTEGER,
  outcome TEXT,
  summary TEXT
) STRICT;
INSERT INTO run VALUES(1,'1781092800000000-25915',1781092800000000,1781092800000000,'done','{"synced":{"received":1,"shipped":0,"cancelled":0,"unknown":0,"sold":0,"refunded":0,"paid_out":0,"messages":0,"remarks":[]},"scanned":0,"fresh":0,"rejected":0,"judged":0,"bought":0,"denied":0,"waiting":0,"to_place":0,"listed":1,"not_listed":[],"repriced":1,"suggested":0,"refused":0,"price_stop":null,"answered":0,"drafts":0,"escalated":0}');
INSERT INTO run VALUES(2,'1781611200000000-25963',1781611200000000,1781611200000000,'done','{"synced":{"received":0,"shipped":0,"cancelled":0,"unknown":0,"sold":2,"refunded":0,"paid_out":1,"messages":0,"remarks":[]},"scanned":0,"fresh":0,"rejected":0,"judged":0,"bought":0,"denied":0,"waiting":0,"to_place":0,"listed":0,"not_listed":[],"repriced":0,"suggested":0,"refused":0,"price_stop":null,"answered":0,"drafts":0,"escalated":0}');
INSERT INTO run VALUES(3,'1782648000000000-26000',1782648000000000,1782648000000000,'done','{"synced":{"received":0,"shipped":0,"cancelled":0,"unknown":0,"sold":0,"refunded":0,"paid_out":0,"messages":0,"remarks":[]},"scanned":0,"fresh":0,"rejected":0,"judged":0,"bought":0,"denied":0,"waiting":0,"to_place":0,"listed":0,"not_listed":[],"repriced":0,"suggested":0,"refused":0,"price_stop":null,"answered":0,"drafts":0,"escalated":0}');
CREATE TABLE effect(
  id INTEGER PRIMARY KEY,       -- also the place of its lock in the lock file
  kind TEXT NOT NULL CHECK(kind IN('purchase','cancel','listing','price','message','refund')),
  subject INTEGER NOT NULL,     -- the row in the table of its kind; a cancel's is its purchase, a price's its listing
  generation INTEGER NOT NULL CHECK(generation>0),   -- rises only after proof that the one before never happened
  version INTEGER,              -- of the wanted price
  vendor TEXT NOT NULL,
  key TEXT NOT NULL,            -- the idempotency key
  state TEXT NOT NULL CHECK(state IN('submitting','unknown','manual','done','refused','absent','unsent')),
  request BLOB NOT NULL,        -- the exact bytes sent
  request_sha256 TEXT NOT NULL CHECK(length(request_sha256)=64),
  pre_image TEXT NOT NULL DEFAULT '[]',              -- ids that were at the vendor before we sent
  result TEXT,                  -- the vendor's id
  attempts INTEGER NOT NULL CHECK(attempts>0),
  begun_us INTEGER NOT NULL,
  first_sent_us INTEGER NOT NULL,
  last_sent_us INTEGER NOT NULL,
  next_check_us INTEGER,
  absent_us INTEGER,            -- the first of an unbroken row of not-founds after the settle time
  lease_owner TEXT,
  lease_until_us INTEGER,
  fence INTEGER NOT NULL DEFAULT 1,                  -- rises each time another worker takes it over
  reason TEXT,
  evidence TEXT,                -- what a person said when settling it
  ended_us INTEGER,
  UNIQUE(kind,subject,generation),
  CHECK((state IN('done','refused','absent','unsent'))=(ended_us IS NOT NULL)),
  CHECK(result IS NOT NULL OR state<>'done')
) STRICT;
INSERT INTO effect VALUES(1,'purchase',1,1,NULL,'paper','arb1-4b3aclajkidbp4dklk7gbaxgy5','done',X'7b226368616e6765223a226f72646572222c227265666572656e6365223a22617262312d34623361636c616a6b6964627034646b6c6b3767626178677935222c22736f75726365223a2274222c226974656d223a2254592d31303030222c2270726f64756374223a226774696e3a3039353238383434343033353535222c227175616e74697479223a322c226578706563746564223a7b22616d6f756e74223a2234352e3834222c2263757272656e6379223a22555344227d2c22636170223a7b22616d6f756e74223a2234362e3735222c2263757272656e6379223a22555344227d7d','298f46fbf71af63f5b8329154979eb46d1c71af783ac9be9825584324d9a1702','[]','B-57119386',1,1780315200000000,1780315200000000,1780315200000000,NULL,NULL,NULL,NULL,1,NULL,NULL,1780315200000000);
INSERT INTO effect VALUES(2,'listing',1,1,NULL,'paper','list:amazon_us:GTIN-09528844403555-NEW:1:1','done',X'7b226368616e6765223a226c697374696e67222c22736b75223a224754494e2d30393532383834343430333535352d4e4557222c226368616e6e656c223a22616d617a6f6e5f7573222c2270726f64756374223a226774696e3a3039353238383434343033353535222c2270726f6772616d223a22666261222c227175616e74697479223a322c227072696365223a7b22616d6f756e74223a2235322e3339222c2263757272656e6379223a22555344227d2c22636f6e646974696f6e223a226e6577222c227469746c65223a22506562626c65776f726b204d6f7373204d61676e65742054696c6573203430222c226465736372697074696f6e223a22506562626c65776f726b204d6f7373204d61676e65742054696c65732034305c6e4272616e643a20506562626c65776f726b5c6e436f6e646974696f6e3a204e65775c6e4754494e3a203039353238383434343033353535222c2263617465676f7279223a22546f797320616e642047616d6573222c227765696768745f67223a22313330362e33343630323536222c2264696d73223a2231307837783220696e227d','94a4876d032093b31c4499044679df67d49397c41c0418303fc2a2b6fa279211','[]','L6324046188',1,1781092800000000,1781092800000000,1781092800000000,NULL,NULL,NULL,NULL,1,NULL,NULL,1781092800000000);
INSERT INTO effect VALUES(3,'price',1,1,2,'paper','price:1:2','done',X'7b226368616e6765223a227072696365222c226c697374696e67223a224c36333234303436313838222c227072696365223a7b22616d6f756e74223a2235332e3631222c2263757272656e6379223a22555344227d7d','6f7f0d509129c4035dcf433109bb0599a7681df4267f88fc1281a7467ea1534b','[]','L6324046188',1,1781092800000000,1781092800000000,1781092800000000,NULL,NULL,NULL,NULL,1,NULL,NULL,1781092800000000);
INSERT INTO effect VALUES(4,'purchase',2,1,NULL,'paper','arb1-y5qzlr3gzexxz6etfjqqlumpac','unknown',X'7b226368616e6765223a226f72646572222c227265666572656e6365223a22617262312d7935717a6c7233677a6578787a366574666a71716c756d706163222c22736f75726365223a2275222c226974656d223a2254592d31303331222c2270726f64756374223a226774696e3a3039353236303036343133353538222c227175616e74697479223a332c226578706563746564223a7b22616d6f756e74223a2235362e3838222c2263757272656e6379223a22555344227d2c22636170223a7b22616d6f756e74223a2235382e3031222c2263757272656e6379223a22555344227d7d','ff8d6b04217f1ca4b58c6027327af757e8f7f86eae669b589c35c064e280b3c3','[]',NULL,1,1782648000000000,1782648000000000,1782648000000000,1782648000000000,NULL,NULL,NULL,1,'the connection broke before the reply came',NULL,NULL);
CREATE TABLE IF NOT EXISTS "purchase"(
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
  external INTEGER NOT NULL DEFAULT 0 CHECK(external IN(0,1)),   -- found at the vendor, not bought by us
  vendor TEXT NOT NULL,
  vendor_order TEXT,
  reference TEXT UNIQUE NOT NULL,                -- the idempotency key sent to the vendor
  generation INTEGER NOT NULL DEFAULT 0,         -- rises only after proof that nothing was bought
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
  CHECK(actual IS NULL OR actual<=cap OR overrun=1)
) STRICT;
INSERT INTO purchase VALUES(1,'261a6115c8b2da12e039345bad6bfff104e801c5601be4f4e232d7fd5fcea5c1','1edaa4c42e47671eb9d7edce3ff24bb9c4ca3424978702d5b8400ae76547769e','received','t:TY-1000','t','TY-1000','','gtin:09528844403555','GTIN-09528844403555-NEW','Pebblework Moss Magnet Tiles 40','new',2,2,0,'USD',4584,4675,4584,0,0,0,'paper','B-57119386','arb1-4b3aclajkidbp4dklk7gbaxgy5',0,1,'1780315200000000-25833',NULL,NULL,'{"schema":1,"id":"t:TY-1000","offer":{"source":"t","item":"TY-1000","observed_at":"2026-06-01T12:00:00Z","price":{"amount":"22.92","currency":"USD"},"title":"Pebblework Moss Magnet Tiles 40","brand":"Pebblework","category":"Toys and Games","condition":"new","quantity":2,"product":{"key":"gtin:09528844403555","gtin":"09528844403555"},"change":"new","row":{"file":"t.csv","line":2}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 51.3 % ≥ 30 %","value":"51.3","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $12.07 ≥ $3.00","value":"12.07","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09528844403555","gtin":"09528844403555","asin":"B0JVF33KP0","other":["asin:B0JVF33KP0"]},"title":"Pebblework Moss Magnet Tiles 40","category":"Toys and Games","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09528844403555","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"49.99","currency":"USD"},"p10":{"amount":"46.14","currency":"USD"},"p90":{"amount":"53.84","currency":"USD"},"basis":"median 49.99, the lower of it and buy box 50.90, 56 points","source":"examples/pricebook.csv row 149"},"landed":{"lines":[{"code":"price","amount":{"amount":"22.92","currency":"USD"},"source":"t.csv row 2"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"23.52","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"7.50","currency":"USD"},"detail":"15 % of 49.99, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"6.67","currency":"USD"},"detail":"6.67 (large_standard, 2.88 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.23","currency":"USD"},"detail":"3.5 % of 6.67","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"14.40","currency":"USD"}},"net":{"amount":"12.07","currency":"USD"},"net_p10":{"amount":"8.80","currency":"USD"},"net_p50":{"amount":"12.07","currency":"USD"},"net_p90":{"amount":"15.07","currency":"USD"},"p_loss":"0","roi_on_cost":"0.5266","roi_on_landed":"0.5132","margin_on_price":"0.2414","breakeven_price":{"amount":"35.79","currency":"USD"},"max_cost":{"amount":"26.77","currency":"USD"},"quantity":{"suggested":2,"units":2,"why":"what the source has","bounds":[{"code":"demand","most":20},{"code":"stock","most":2},{"code":"units_per_product","most":3},{"code":"money","most":6}]},"days_to_sell":{"low":1,"mid":2,"high":2,"basis":"80 sold in a month"},"cash_days":13,"usd_per_day":"0.93","risk":{"score":"27.5","parts":[{"code":"velocity","score":"15","weight":"0.35","from":"80 sold in a month"},{"code":"competition","score":"25","weight":"0.25","from":"3 offers"},{"code":"amazon","score":"50","weight":"0.20","from":"in stock 24 %"},{"code":"stability","score":"30","weight":"0.10","from":"p10…p90 is 15.4 % of the middle"},{"code":"category","score":"30","weight":"0.10","from":"toys"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"19.18","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"26.77","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"29.98","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"34.80","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-06-01T12:00:00Z","expires_at":"2026-06-15T12:00:00Z"}}',1780315200000000,1780315200000000,1780317000000000,1780315200000000,1780315200000000,NULL,1781092800000000,1781092800000000);
INSERT INTO purchase VALUES(2,'bccf61b0d394f13fb527fa8cad6ecc47d1aa05ef51675d7923f63e68201f19b2','9f71a896aa0d1ddc20dec3530ff5dd137564b9746a1a18fa038038e3ef412f0d','unknown','u:TY-1031','u','TY-1031','','gtin:09526006413558','GTIN-09526006413558-NEW','Copperleaf Cedar Salad Bowl','new',3,3,0,'USD',5688,5801,NULL,0,0,0,'paper',NULL,'arb1-y5qzlr3gzexxz6etfjqqlumpac',0,2,'1782648000000000-26015','the connection broke before the reply came',NULL,'{"schema":1,"id":"u:TY-1031","offer":{"source":"u","item":"TY-1031","observed_at":"2026-06-28T12:00:00Z","price":{"amount":"18.96","currency":"USD"},"title":"Copperleaf Cedar Salad Bowl","brand":"Copperleaf","category":"Home and Kitchen","condition":"new","quantity":4,"product":{"key":"gtin:09526006413558","gtin":"09526006413558"},"change":"new","row":{"file":"u.csv","line":2}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 42.8 % ≥ 30 %","value":"42.8","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $8.38 ≥ $3.00","value":"8.38","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09526006413558","gtin":"09526006413558","asin":"B04PAVP2XW","other":["asin:B04PAVP2XW"]},"title":"Copperleaf Cedar Salad Bowl","category":"Home and Kitchen","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09526006413558","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"39.95","currency":"USD"},"p10":{"amount":"36.51","currency":"USD"},"p90":{"amount":"43.39","currency":"USD"},"basis":"median 39.95, the lower of it and buy box 40.78, 40 points","source":"examples/pricebook.csv row 117"},"landed":{"lines":[{"code":"price","amount":{"amount":"18.96","currency":"USD"},"source":"u.csv row 2"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"19.56","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"5.99","currency":"USD"},"detail":"15 % of 39.95, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"5.82","currency":"USD"},"detail":"5.82 (large_standard, 1.8993 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.20","currency":"USD"},"detail":"3.5 % of 5.82","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"12.01","currency":"USD"}},"net":{"amount":"8.38","currency":"USD"},"net_p10":{"amount":"5.45","currency":"USD"},"net_p50":{"amount":"8.38","currency":"USD"},"net_p90":{"amount":"11.30","currency":"USD"},"p_loss":"0","roi_on_cost":"0.4420","roi_on_landed":"0.4284","margin_on_price":"0.2098","breakeven_price":{"amount":"30.09","currency":"USD"},"max_cost":{"amount":"20.89","currency":"USD"},"quantity":{"suggested":3,"units":3,"why":"`limits.units_per_product`, less what is held","bounds":[{"code":"demand","most":7},{"code":"stock","most":4},{"code":"units_per_product","most":3},{"code":"money","most":7}]},"days_to_sell":{"low":2,"mid":4,"high":4,"basis":"30 sold in a month"},"cash_days":15,"usd_per_day":"0.56","risk":{"score":"28.5","parts":[{"code":"velocity","score":"35","weight":"0.35","from":"30 sold in a month"},{"code":"competition","score":"25","weight":"0.25","from":"3 offers"},{"code":"amazon","score":"5","weight":"0.20","from":"in stock 0 %"},{"code":"stability","score":"30","weight":"0.10","from":"p10…p90 is 17.2 % of the middle"},{"code":"category","score":"60","weight":"0.10","from":"unknown"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"14.93","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"20.89","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"23.39","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"27.15","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-06-28T12:00:00Z","expires_at":"2026-07-12T12:00:00Z"}}',1782648000000000,1782648000000000,1782649800000000,1782648000000000,NULL,NULL,NULL,1782648000000000);
INSERT INTO purchase VALUES(3,'d789e11bb2a8290ee8b74a2a7513fef113d43a66bb642b417834b3f1cd730365','82e20fcf01950f48f9e9157232274031fb84a082dc0df292f3b7be20429c9088','approved','u:TY-1044','u','TY-1044','','gtin:09529714540806','GTIN-09529714540806-NEW','Brightfold Slate Magnet Tiles 40','new',1,1,0,'USD',505,515,NULL,0,0,0,'paper',NULL,'arb1-22sd4yemaqiijkis3fpugih3mk',0,2,NULL,'--yes',NULL,'{"schema":1,"id":"u:TY-1044","offer":{"source":"u","item":"TY-1044","observed_at":"2026-06-28T12:00:00Z","price":{"amount":"5.05","currency":"USD"},"title":"Brightfold Slate Magnet Tiles 40","brand":"Brightfold","category":"Toys and Games","condition":"new","quantity":36,"product":{"key":"gtin:09529714540806","gtin":"09529714540806"},"change":"new","row":{"file":"u.csv","line":3}},"analysis":{"verdict":"buy","reason":"cleared","reasons":[{"code":"cleared","ok":true,"effect":"pass","text":"every gate passed"},{"code":"age_unknown","ok":false,"effect":"flag","text":"the evidence has no date"},{"code":"allowed","ok":true,"effect":"pass","text":"restrictions: allowed"},{"code":"roi","ok":true,"effect":"pass","text":"ROI 55.8 % ≥ 30 %","value":"55.8","limit":"30"},{"code":"profit","ok":true,"effect":"pass","text":"profit $3.15 ≥ $3.00","value":"3.15","limit":"3"},{"code":"loss_chance","ok":true,"effect":"pass","text":"chance of a loss 0 % ≤ 20 %","value":"0","limit":"20"}],"flags":["age_unknown"],"product":{"key":"gtin:09529714540806","gtin":"09529714540806","asin":"B0PWEGNK8G","other":["asin:B0PWEGNK8G"]},"title":"Brightfold Slate Magnet Tiles 40","category":"Toys and Games","match":{"outcome":"same","method":"identifier","confidence":"0.9","evidence":["both carry gtin:09529714540806","source pack 1","target pack 1"],"pack_source":1,"pack_target":1,"reasons":["pack_assumed"]},"channel":"amazon_us","program":"fba","sell":{"price":{"amount":"16.49","currency":"USD"},"p10":{"amount":"15.28","currency":"USD"},"p90":{"amount":"17.70","currency":"USD"},"basis":"median 16.49, the lower of it and buy box 16.51, 71 points","source":"examples/pricebook.csv row 274"},"landed":{"lines":[{"code":"price","amount":{"amount":"5.05","currency":"USD"},"source":"u.csv row 3"},{"code":"inbound","amount":{"amount":"0.60","currency":"USD"},"source":"costs.inbound"}],"total":{"amount":"5.65","currency":"USD"}},"fees":{"lines":[{"code":"referral","amount":{"amount":"2.47","currency":"USD"},"detail":"15 % of 16.49, at least 0.30","card":"amazon_us/referral-2024","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); general knowledge of the Amazon fee schedule"},{"code":"fba_base","amount":{"amount":"5.04","currency":"USD"},"detail":"5.04 (large_standard, 1.1655 lb), price 10 to 50","card":"amazon_us/fba-2026","source":"progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); repeated in public script build_fba_cost_model.py (cites Amazon page GMUTB89XM7AATPR3) | progami/targonos@e741dcac apps/talos/src/lib/amazon/fees.ts (2026 table); Kris-2023/LT-TOOL furniture-calculator.js"},{"code":"fuel_surcharge","amount":{"amount":"0.18","currency":"USD"},"detail":"3.5 % of 5.04","card":"amazon_us/fuel-2026","source":"CNBC and Supply Chain Dive as quoted by thedailyscout; cratefit.com; amazonsellerdaily; agrees with fbaFees.pickAndPackFee in real Keepa records (cuNuo/Keepa-cli@d0b190c4)"}],"total":{"amount":"7.69","currency":"USD"}},"net":{"amount":"3.15","currency":"USD"},"net_p10":{"amount":"2.12","currency":"USD"},"net_p50":{"amount":"3.15","currency":"USD"},"net_p90":{"amount":"4.17","currency":"USD"},"p_loss":"0","roi_on_cost":"0.6238","roi_on_landed":"0.5575","margin_on_price":"0.1910","breakeven_price":{"amount":"12.79","currency":"USD"},"max_cost":{"amount":"5.20","currency":"USD"},"quantity":{"suggested":1,"units":1,"why":"18 in 30 days ÷ 12 sellers, stock for 30 days","bounds":[{"code":"demand","most":1},{"code":"stock","most":36},{"code":"units_per_product","most":3},{"code":"money","most":26}]},"days_to_sell":{"low":10,"mid":20,"high":20,"basis":"18 sold in a month"},"cash_days":31,"usd_per_day":"0.10","risk":{"score":"41.3","parts":[{"code":"velocity","score":"60","weight":"0.35","from":"18 sold in a month"},{"code":"competition","score":"45","weight":"0.25","from":"11 offers"},{"code":"amazon","score":"25","weight":"0.20","from":"in stock 3 %"},{"code":"stability","score":"10","weight":"0.10","from":"p10…p90 is 14.7 % of the middle"},{"code":"category","score":"30","weight":"0.10","from":"toys"}]},"turns":[{"to":"review","when":"below","at_cost":{"amount":"4.29","currency":"USD"}},{"to":"negotiate","when":"above","at_cost":{"amount":"5.20","currency":"USD"}},{"to":"watch","when":"above","at_cost":{"amount":"5.82","currency":"USD"}},{"to":"skip","when":"above","at_cost":{"amount":"6.76","currency":"USD"}}],"restriction":"allowed","rules":{"name":"default","version":"2026-11.1"},"analyzed_at":"2026-06-28T12:00:00Z","expires_at":"2026-07-12T12:00:00Z"}}',1782648000000000,1782648000000000,1782649800000000,NULL,NULL,NULL,NULL,1782648000000000);
CREATE TABLE limit_accepted(    -- the caps that a person accepted; the newest row of a name is in force
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  value TEXT NOT NULL,          -- decimal text, as in the settings
  previous TEXT,                -- what was in force before; NULL for the first
  accepted_us INTEGER NOT NULL,
  who TEXT NOT NULL
) STRICT;
INSERT INTO limit_accepted VALUES(1,'per_item','150',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(2,'per_day','500',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(3,'per_7_days','2000',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(4,'per_30_days','5000',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(5,'per_run','250',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(6,'per_seller','300',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(7,'per_new_seller','60',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(8,'per_source','300',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(9,'category_pct','30',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(10,'brand_pct','30',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(11,'units_per_product','3',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(12,'per_product','200',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(13,'open_pct','60',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(14,'unknown_amount','200',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(15,'unknown_effects','3',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(16,'cash_floor','500',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(17,'min_roi_pct','25',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(18,'min_profit','5',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(19,'max_risk','60',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(20,'orders_per_day','20',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(21,'orders_per_hour','4',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(22,'order_gap_seconds','30',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(23,'price_age_minutes','5',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(24,'comps_age_hours','24',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(25,'fees_age_days','90',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(26,'drift_pct','2',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(27,'anomaly_price_pct','40',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(28,'anomaly_quantity','5',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(29,'anomaly_spread_pct','300',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(30,'breaker_failures','5',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(31,'breaker_pct','30',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(32,'loss_7_days','150',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(33,'losing_closes','4',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(34,'return_rate_pct','15',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(35,'refunds_per_day','100',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(36,'refunds_per_buyer','2',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(37,'revisions_per_day','200',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(38,'price_drop_pct','20',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(39,'replies_per_message','1',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(40,'replies_per_thread','5',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(41,'llm_per_day','5',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(42,'llm_call_seconds','30',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(43,'llm_call_tokens','8000',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(44,'llm_turns','4',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(45,'quota_keep_pct','20',NULL,1780315200000000,'first opening');
INSERT INTO limit_accepted VALUES(46,'order_gap_seconds','0','30',1780315200000000,'--yes');
CREATE TABLE limit_day(         -- a local day, once begun, keeps the hours that belong to it
  day TEXT PRIMARY KEY,
  from_us INTEGER NOT NULL,
  until_us INTEGER NOT NULL,
  CHECK(from_us<until_us)
) STRICT, WITHOUT ROWID;
INSERT INTO limit_day VALUES('2026-06-01',1780272000000000,1780358400000000);
INSERT INTO limit_day VALUES('2026-06-28',1782604800000000,1782691200000000);
CREATE TABLE purchase_class(    -- what a reserved purchase counts as; `unknown` where its record does not say
  purchase_id INTEGER PRIMARY KEY REFERENCES purchase(id),
  category TEXT NOT NULL,
  brand TEXT NOT NULL
) STRICT;
INSERT INTO purchase_class VALUES(1,'toys and games','pebblework');
INSERT INTO purchase_class VALUES(2,'home and kitchen','copperleaf');
CREATE TABLE purchase_key(      -- every key its product goes by
  purchase_id INTEGER NOT NULL REFERENCES purchase(id),
  key TEXT NOT NULL,
  PRIMARY KEY(key,purchase_id)
) STRICT, WITHOUT ROWID;
INSERT INTO purchase_key VALUES(2,'asin:B04PAVP2XW');
INSERT INTO purchase_key VALUES(1,'asin:B0JVF33KP0');
INSERT INTO purchase_key VALUES(2,'gtin:09526006413558');
INSERT INTO purchase_key VALUES(1,'gtin:09528844403555');
CREATE TABLE tally(             -- counters of what is neither purchase nor refund: replies, revisions, models
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  period TEXT NOT NULL,
  cap INTEGER NOT NULL CHECK(cap>=0),
  used INTEGER NOT NULL DEFAULT 0 CHECK(used>=0),
  CHECK(used<=cap),
  PRIMARY KEY(scope,key,period)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally_link(        -- who took what from which counter: a subject takes from a counter once
  subject TEXT NOT NULL,
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  period TEXT NOT NULL,
  amt INTEGER NOT NULL CHECK(amt>0),
  at_us INTEGER NOT NULL,
  PRIMARY KEY(subject,scope,key,period)
) STRICT, WITHOUT ROWID;
CREATE TABLE vendor_call(       -- the last calls of a vendor while it is not shut off
  id INTEGER PRIMARY KEY,
  vendor TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  ok INTEGER NOT NULL CHECK(ok IN(0,1))
) STRICT;
INSERT INTO vendor_call VALUES(1,'paper',1780315200000000,1);
INSERT INTO vendor_call VALUES(2,'paper',1780315200000000,1);
INSERT INTO vendor_call VALUES(3,'paper',1782648000000000,1);
INSERT INTO vendor_call VALUES(4,'paper',1782648000000000,0);
INSERT INTO vendor_call VALUES(5,'paper',1782648000000000,1);
CREATE TABLE vendor_breaker(
  vendor TEXT PRIMARY KEY,
  trips INTEGER NOT NULL CHECK(trips>0),
  until_us INTEGER NOT NULL,
  probe_us INTEGER              -- when somebody took the one probe
) STRICT, WITHOUT ROWID;
CREATE TABLE vendor_quota(
  vendor TEXT PRIMARY KEY,
  tokens INTEGER NOT NULL CHECK(tokens>=0),   -- thousandths
  at_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE chain(
  n INTEGER PRIMARY KEY CHECK(n>0),
  at_us INTEGER NOT NULL,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,            -- the row that the link is about
  body TEXT NOT NULL,           -- what the row said, as JSON
  hash TEXT NOT NULL CHECK(length(hash)=64)
) STRICT;
INSERT INTO chain VALUES(1,0,'genesis','arb','{"schema":7,"mode":"paper","postings":0}','dcfe3336dee08a3cfbd0e41f41149fc04845ab6e334fbbe675b9ffc9b426a7c7');
INSERT INTO chain VALUES(2,1780315200000000,'limit','1','{"id":1,"name":"per_item","value":"150","previous":null,"who":"first opening","at_us":1780315200000000}','da1bd9aa0dbcae28f6cc3db9e5823b1801c9ed15368dcef4d96ab4a668dcb158');
INSERT INTO chain VALUES(3,1780315200000000,'limit','2','{"id":2,"name":"per_day","value":"500","previous":null,"who":"first opening","at_us":1780315200000000}','cdbe88f4863d281dd338298edc51949d916888a2bd261a99aaed7db50ae26c2b');
INSERT INTO chain VALUES(4,1780315200000000,'limit','3','{"id":3,"name":"per_7_days","value":"2000","previous":null,"who":"first opening","at_us":1780315200000000}','3cf9e726eda483341ed4ae953877d97ca30fa987d48a9322bc3c85c0e7254bbe');
INSERT INTO chain VALUES(5,1780315200000000,'limit','4','{"id":4,"name":"per_30_days","value":"5000","previous":null,"who":"first opening","at_us":1780315200000000}','7371271da8d581161a49a1e65e1b03ff71e15d1d7039a61e2d9513a12c492a2a');
INSERT INTO chain VALUES(6,1780315200000000,'limit','5','{"id":5,"name":"per_run","value":"250","previous":null,"who":"first opening","at_us":1780315200000000}','4452f671a537db1eddda12bd735c90c246169e37d143920ad1528098c990987f');
INSERT INTO chain VALUES(7,1780315200000000,'limit','6','{"id":6,"name":"per_seller","value":"300","previous":null,"who":"first opening","at_us":1780315200000000}','85507929885b76281943ba9d771d4bad9628b90d39a961a09395982b6319f78a');
INSERT INTO chain VALUES(8,1780315200000000,'limit','7','{"id":7,"name":"per_new_seller","value":"60","previous":null,"who":"first opening","at_us":1780315200000000}','753f3ff38dde96f05dcb7da4ea2232e3bd7e95a24aa7fce9a90245720ee0a414');
INSERT INTO chain VALUES(9,1780315200000000,'limit','8','{"id":8,"name":"per_source","value":"300","previous":null,"who":"first opening","at_us":1780315200000000}','659b1a33b557b5f2892072be30d11f944d772e36c80e5048d70564d646275d0f');
INSERT INTO chain VALUES(10,1780315200000000,'limit','9','{"id":9,"name":"category_pct","value":"30","previous":null,"who":"first opening","at_us":1780315200000000}','ba08cc1cd0693549ce7da0739ed3e08e06f970402e0d747ce1c18e1d5422acb8');
INSERT INTO chain VALUES(11,1780315200000000,'limit','10','{"id":10,"name":"brand_pct","value":"30","previous":null,"who":"first opening","at_us":1780315200000000}','70085031d66ba0030b17fa6cfc585073abb916dd13d967fdecea4eaf7f2580a5');
INSERT INTO chain VALUES(12,1780315200000000,'limit','11','{"id":11,"name":"units_per_product","value":"3","previous":null,"who":"first opening","at_us":1780315200000000}','fca02b2ddd6f21e7211d368c9d85dd1165e4bc05d7f1ee3a41e27cd8d5695891');
INSERT INTO chain VALUES(13,1780315200000000,'limit','12','{"id":12,"name":"per_product","value":"200","previous":null,"who":"first opening","at_us":1780315200000000}','191ee575c4496109a6859a6450a98833f3f5d602c4f7d13002f20101040c7b5d');
INSERT INTO chain VALUES(14,1780315200000000,'limit','13','{"id":13,"name":"open_pct","value":"60","previous":null,"who":"first opening","at_us":1780315200000000}','1408a4c57a183ef5cafc5b7530bb853c659f41a9ffb91c54386634dbeb86be29');
INSERT INTO chain VALUES(15,1780315200000000,'limit','14','{"id":14,"name":"unknown_amount","value":"200","previous":null,"who":"first opening","at_us":1780315200000000}','ee4cc0edbb6db304b3b915bb60f0357372a3e049207c32a985712395e34f355a');
INSERT INTO chain VALUES(16,1780315200000000,'limit','15','{"id":15,"name":"unknown_effects","value":"3","previous":null,"who":"first opening","at_us":1780315200000000}','3eb31b215c128e1f373c8f1633ec1ed13eb53f80ba954a08d0b3b135f22c8e8c');
INSERT INTO chain VALUES(17,1780315200000000,'limit','16','{"id":16,"name":"cash_floor","value":"500","previous":null,"who":"first opening","at_us":1780315200000000}','fbe23555b75bc90c9d0b7ca3d4207fe17ab2dc4a02ed0b7317c5b6d46d70ff6a');
INSERT INTO chain VALUES(18,1780315200000000,'limit','17','{"id":17,"name":"min_roi_pct","value":"25","previous":null,"who":"first opening","at_us":1780315200000000}','d1e40a54976040d35296524163f277d69e1bd14db1616a133b444a8463f20bba');
INSERT INTO chain VALUES(19,1780315200000000,'limit','18','{"id":18,"name":"min_profit","value":"5","previous":null,"who":"first opening","at_us":1780315200000000}','7c6c43f5dfde714f4dffcd30fea6fa4545824d45c5395423b34bc25772ca9280');
INSERT INTO chain VALUES(20,1780315200000000,'limit','19','{"id":19,"name":"max_risk","value":"60","previous":null,"who":"first opening","at_us":1780315200000000}','2dcfc6642c201cf57f2263092f3e5126374dbeae88f89d14ef6b4dd21c4770d1');
INSERT INTO chain VALUES(21,1780315200000000,'limit','20','{"id":20,"name":"orders_per_day","value":"20","previous":null,"who":"first opening","at_us":1780315200000000}','47044cd550018dd29a59687072bb5c701348c3afd5d189e296c89ea2221719ba');
INSERT INTO chain VALUES(22,1780315200000000,'limit','21','{"id":21,"name":"orders_per_hour","value":"4","previous":null,"who":"first opening","at_us":1780315200000000}','3eadde36b7814bec2e260a43aed08c531c2a07fee95040e1c22e06c153970b8d');
INSERT INTO chain VALUES(23,1780315200000000,'limit','22','{"id":22,"name":"order_gap_seconds","value":"30","previous":null,"who":"first opening","at_us":1780315200000000}','1947386847ced244f5e1133fde07da04d1df4926865bc52c72b8c29582eeb236');
INSERT INTO chain VALUES(24,1780315200000000,'limit','23','{"id":23,"name":"price_age_minutes","value":"5","previous":null,"who":"first opening","at_us":1780315200000000}','663ff8d6d4e63f87e1d54e830674aef680ab4f81db78791a6e4f50f1aab23e9c');
INSERT INTO chain VALUES(25,1780315200000000,'limit','24','{"id":24,"name":"comps_age_hours","value":"24","previous":null,"who":"first opening","at_us":1780315200000000}','9fad59449d7c21d16508cc22326817cf28f0abc1487051f2fc2fcf263c533740');
INSERT INTO chain VALUES(26,1780315200000000,'limit','25','{"id":25,"name":"fees_age_days","value":"90","previous":null,"who":"first opening","at_us":1780315200000000}','954b1e455a6a1fd94e9fd0e78ecba149978857a0c577b177ce9d5ddc98eb45fe');
INSERT INTO chain VALUES(27,1780315200000000,'limit','26','{"id":26,"name":"drift_pct","value":"2","previous":null,"who":"first opening","at_us":1780315200000000}','eb476ef14c4a0d83ab2f55c1e8ff14d018e82a3742aba2f9f20575dfb5695e0c');
INSERT INTO chain VALUES(28,1780315200000000,'limit','27','{"id":27,"name":"anomaly_price_pct","value":"40","previous":null,"who":"first opening","at_us":1780315200000000}','1cf1557b7b07c2b7b696d275b0794de8072da71abafffdee2f027da5725cfff6');
INSERT INTO chain VALUES(29,1780315200000000,'limit','28','{"id":28,"name":"anomaly_quantity","value":"5","previous":null,"who":"first opening","at_us":1780315200000000}','1fed410ff0c6b10074237395ba0e3cb9a08791089e9afa585eab974e8108bee7');
INSERT INTO chain VALUES(30,1780315200000000,'limit','29','{"id":29,"name":"anomaly_spread_pct","value":"300","previous":null,"who":"first opening","at_us":1780315200000000}','b4f2eba033106f03bb91d33d2919aec658cbb98fcae336d9c06aaebfb93eeff7');
INSERT INTO chain VALUES(31,1780315200000000,'limit','30','{"id":30,"name":"breaker_failures","value":"5","previous":null,"who":"first opening","at_us":1780315200000000}','2641e38bfe0697c68b553da92a8d0a3de856f2fe6f747dd037b25735120b0572');
INSERT INTO chain VALUES(32,1780315200000000,'limit','31','{"id":31,"name":"breaker_pct","value":"30","previous":null,"who":"first opening","at_us":1780315200000000}','883ead53b73ce0039aae872bbefa7c799fb16dfae9d50c5aff42f484fff77f75');
INSERT INTO chain VALUES(33,1780315200000000,'limit','32','{"id":32,"name":"loss_7_days","value":"150","previous":null,"who":"first opening","at_us":1780315200000000}','cdf3a87f86c9800487adb3ff01458db22c1beab57799eb3418b47ba3963f1146');
INSERT INTO chain VALUES(34,1780315200000000,'limit','33','{"id":33,"name":"losing_closes","value":"4","previous":null,"who":"first opening","at_us":1780315200000000}','2a048078ed84767709d5c7c550d96d616167081cb8de962c6537318cdb7319c6');
INSERT INTO chain VALUES(35,1780315200000000,'limit','34','{"id":34,"name":"return_rate_pct","value":"15","previous":null,"who":"first opening","at_us":1780315200000000}','c3416f08599090e295d9b674591c4104e8e061597192f55de837b0e595fbf214');
INSERT INTO chain VALUES(36,1780315200000000,'limit','35','{"id":35,"name":"refunds_per_day","value":"100","previous":null,"who":"first opening","at_us":1780315200000000}','68b0f75b35744bdc563409c3d3d396f32955e962539cff8c05a089e6406d37a8');
INSERT INTO chain VALUES(37,1780315200000000,'limit','36','{"id":36,"name":"refunds_per_buyer","value":"2","previous":null,"who":"first opening","at_us":1780315200000000}','bfdfbed9c2ea1aea0a21cd7d06175e5cd1f0998d2d4a829400c77569ecd2535c');
INSERT INTO chain VALUES(38,1780315200000000,'limit','37','{"id":37,"name":"revisions_per_day","value":"200","previous":null,"who":"first opening","at_us":1780315200000000}','264772e32b53cf57cb6470049f4086da5899998d1483443675b5492434677aa1');
INSERT INTO chain VALUES(39,1780315200000000,'limit','38','{"id":38,"name":"price_drop_pct","value":"20","previous":null,"who":"first opening","at_us":1780315200000000}','fda166c5d211efe9318c94fa342b5cc57fb48b7ae9d6f6f33e968fd981e6898f');
INSERT INTO chain VALUES(40,1780315200000000,'limit','39','{"id":39,"name":"replies_per_message","value":"1","previous":null,"who":"first opening","at_us":1780315200000000}','52c10d20f64aec3932c011ee96daa9ec1a7527983b788aeda23d7f69ede9fa57');
INSERT INTO chain VALUES(41,1780315200000000,'limit','40','{"id":40,"name":"replies_per_thread","value":"5","previous":null,"who":"first opening","at_us":1780315200000000}','24505b6b014c1615fa4575b3842f0a27205103e93fb97996e3ab3af95e222bf6');
INSERT INTO chain VALUES(42,1780315200000000,'limit','41','{"id":41,"name":"llm_per_day","value":"5","previous":null,"who":"first opening","at_us":1780315200000000}','cf5f1dd7b08d2a8deb95f102c7c6d75523568489cebfa6a8608eb53943ca241a');
INSERT INTO chain VALUES(43,1780315200000000,'limit','42','{"id":42,"name":"llm_call_seconds","value":"30","previous":null,"who":"first opening","at_us":1780315200000000}','792ec1d595305564cfd31fd4f1435c6f9bb759903e1f0d3173bc4db7a2d83bd2');
INSERT INTO chain VALUES(44,1780315200000000,'limit','43','{"id":43,"name":"llm_call_tokens","value":"8000","previous":null,"who":"first opening","at_us":1780315200000000}','301cc01d09c384ba131472981326f28db7793818fbfb8376cdfcf4340ae6ee4b');
INSERT INTO chain VALUES(45,1780315200000000,'limit','44','{"id":44,"name":"llm_turns","value":"4","previous":null,"who":"first opening","at_us":1780315200000000}','56638979478f47b58fcd87a5fb6aae8959be93f71d231db432aeff09203d9a1f');
INSERT INTO chain VALUES(46,1780315200000000,'limit','45','{"id":45,"name":"quota_keep_pct","value":"20","previous":null,"who":"first opening","at_us":1780315200000000}','f9565a18c3ec4d5ba5480c69c52617ad33175fb65f0007afa273a4b8cc799882');
INSERT INTO chain VALUES(47,1780315200000000,'txn','1','{"id":1,"idem_key":"capital:opening","kind":"capital","ref":"capital:opening","reverses":null,"sealed":1,"at_us":1780315200000000,"lines":[{"line":1,"account":"A:Cash:bank","ccy":"USD","amt":500000,"lot_id":null,"qty":null},{"line":2,"account":"Q:Capital","ccy":"USD","amt":-500000,"lot_id":null,"qty":null}]}','cad9db8352387f43c1b2d01e3d5cbe1e33c3429fa73bda18d0ba684a17c2d81b');
INSERT INTO chain VALUES(48,1780315200000000,'limit','46','{"id":46,"name":"order_gap_seconds","value":"0","previous":"30","who":"--yes","at_us":1780315200000000}','587767184262e78a1452fa5bcd7d4ef3b1a8854d9ecfff8b24ce28eed7135b69');
INSERT INTO chain VALUES(49,1780315200000000,'purchase','1','{"id":1,"intent_key":"261a6115c8b2da12e039345bad6bfff104e801c5601be4f4e232d7fd5fcea5c1","intent_hash":"1edaa4c42e47671eb9d7edce3ff24bb9c4ca3424978702d5b8400ae76547769e","state":"proposed","record_id":"t:TY-1000","source":"t","item":"TY-1000","seller":"","product":"gtin:09528844403555","sku":"GTIN-09528844403555-NEW","quantity":2,"units":2,"rebuy_slot":0,"ccy":"USD","est":4584,"cap":4675,"actual":null,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":null,"reference":"arb1-4b3aclajkidbp4dklk7gbaxgy5","generation":0,"approval_id":null,"approved_until_us":null,"reason":null,"evidence":"sha256:e67302fad100cc5866c4f639a981f63200de61d02f9ff2382460f5ad230a65fe","at_us":1780315200000000}','8ad4babf59abacba160a386ad1e146e339d3e4ade7089e72f69336b281265540');
INSERT INTO chain VALUES(50,1780315200000000,'move','1','{"id":1,"purchase_id":1,"state":"proposed","detail":null,"at_us":1780315200000000}','62813d0de1ec932253adb0522550937981078e56f85b1b2ac90d90eb0ee64f25');
INSERT INTO chain VALUES(51,1780315200000000,'approval','1','{"id":1,"plan_hash":"e24a09754f37","state":"waiting","total":4584,"ccy":"USD","created_us":1780315200000000,"expires_us":1780317000000000,"decided_us":null,"decided_by":null,"payload":"sha256:9880ede145412664cd194fd1ca544e8cc846f5a0a31e5ca1ce0f6bb12f2b5b3f","at_us":1780315200000000,"lines":[{"line":1,"purchase_id":1,"refund_id":null,"intent_hash":"1edaa4c42e47671eb9d7edce3ff24bb9c4ca3424978702d5b8400ae76547769e"}]}','de49bd2a5028d58d1f59afef9412172b7c03ff04918e163051e861182fa994a7');
INSERT INTO chain VALUES(52,1780315200000000,'purchase','1','{"id":1,"intent_key":"261a6115c8b2da12e039345bad6bfff104e801c5601be4f4e232d7fd5fcea5c1","intent_hash":"1edaa4c42e47671eb9d7edce3ff24bb9c4ca3424978702d5b8400ae76547769e","state":"approved","record_id":"t:TY-1000","source":"t","item":"TY-1000","seller":"","product":"gtin:09528844403555","sku":"GTIN-09528844403555-NEW","quantity":2,"units":2,"rebuy_slot":0,"ccy":"USD","est":4584,"cap":4675,"actual":null,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":null,"reference":"arb1-4b3aclajkidbp4dklk7gbaxgy5","generation":0,"approval_id":1,"approved_until_us":1780317000000000,"reason":"--yes","evidence":"sha256:e67302fad100cc5866c4f639a981f63200de61d02f9ff2382460f5ad230a65fe","at_us":1780315200000000}','449af96bc328ec1fc890c36f08e959468816ca5c6b2ac34192c50a8b85c7e81d');
INSERT INTO chain VALUES(53,1780315200000000,'move','2','{"id":2,"purchase_id":1,"state":"approved","detail":"--yes","at_us":1780315200000000}','c15be29a31e0562424d6274e38fa627e0efaaf4b6b6ac0eff1ff657d98702905');
INSERT INTO chain VALUES(54,1780315200000000,'approval','1','{"id":1,"plan_hash":"e24a09754f37","state":"approved","total":4584,"ccy":"USD","created_us":1780315200000000,"expires_us":1780317000000000,"decided_us":1780315200000000,"decided_by":"--yes","payload":"sha256:9880ede145412664cd194fd1ca544e8cc846f5a0a31e5ca1ce0f6bb12f2b5b3f","at_us":1780315200000000,"lines":[{"line":1,"purchase_id":1,"refund_id":null,"intent_hash":"1edaa4c42e47671eb9d7edce3ff24bb9c4ca3424978702d5b8400ae76547769e"}]}','e6b07345df1928aeac356ad6aba241ca02417b8125892134f013446dc996e256');
INSERT INTO chain VALUES(55,1780315200000000,'purchase','1','{"id":1,"intent_key":"261a6115c8b2da12e039345bad6bfff104e801c5601be4f4e232d7fd5fcea5c1","intent_hash":"1edaa4c42e47671eb9d7edce3ff24bb9c4ca3424978702d5b8400ae76547769e","state":"reserved","record_id":"t:TY-1000","source":"t","item":"TY-1000","seller":"","product":"gtin:09528844403555","sku":"GTIN-09528844403555-NEW","quantity":2,"units":2,"rebuy_slot":0,"ccy":"USD","est":4584,"cap":4675,"actual":null,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":null,"reference":"arb1-4b3aclajkidbp4dklk7gbaxgy5","generation":0,"approval_id":1,"approved_until_us":1780317000000000,"reason":null,"evidence":"sha256:e67302fad100cc5866c4f639a981f63200de61d02f9ff2382460f5ad230a65fe","at_us":1780315200000000}','1b4f160dc7ebfd647025a8764bcbb6ce84c966dd7ac1eb5eb436d8119a4ba62e');
INSERT INTO chain VALUES(56,1780315200000000,'move','3','{"id":3,"purchase_id":1,"state":"reserved","detail":null,"at_us":1780315200000000}','b6134f982fee905c691ad3e170b6c1b38f7b4ca9801fe4fc47b19dcb18ac53d5');
INSERT INTO chain VALUES(57,1780315200000000,'purchase','1','{"id":1,"intent_key":"261a6115c8b2da12e039345bad6bfff104e801c5601be4f4e232d7fd5fcea5c1","intent_hash":"1edaa4c42e47671eb9d7edce3ff24bb9c4ca3424978702d5b8400ae76547769e","state":"submitting","record_id":"t:TY-1000","source":"t","item":"TY-1000","seller":"","product":"gtin:09528844403555","sku":"GTIN-09528844403555-NEW","quantity":2,"units":2,"rebuy_slot":0,"ccy":"USD","est":4584,"cap":4675,"actual":null,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":null,"reference":"arb1-4b3aclajkidbp4dklk7gbaxgy5","generation":0,"approval_id":1,"approved_until_us":1780317000000000,"reason":null,"evidence":"sha256:e67302fad100cc5866c4f639a981f63200de61d02f9ff2382460f5ad230a65fe","at_us":1780315200000000}','7315f812d5d202dc6f95b88d031803fe74942ee302dd694ed88269b8fc71722b');
INSERT INTO chain VALUES(58,1780315200000000,'move','4','{"id":4,"purchase_id":1,"state":"submitting","detail":null,"at_us":1780315200000000}','28917efea68d2a9790ff67639deea69de158e80309c53319179dd321c98d14ad');
INSERT INTO chain VALUES(59,1780315200000000,'effect','1','{"id":1,"kind":"purchase","subject":1,"generation":1,"version":null,"vendor":"paper","key":"arb1-4b3aclajkidbp4dklk7gbaxgy5","state":"submitting","request":"sha256:298f46fbf71af63f5b8329154979eb46d1c71af783ac9be9825584324d9a1702","request_sha256":"298f46fbf71af63f5b8329154979eb46d1c71af783ac9be9825584324d9a1702","pre_image":"[]","result":null,"attempts":1,"begun_us":1780315200000000,"first_sent_us":1780315200000000,"last_sent_us":1780315200000000,"reason":null,"evidence":null,"ended_us":null,"at_us":1780315200000000}','703838b19fbfb013aa5384d81556b64119cd2a0dbc1ddd52c1ecb9c45a05986c');
INSERT INTO chain VALUES(60,1780315200000000,'purchase','1','{"id":1,"intent_key":"261a6115c8b2da12e039345bad6bfff104e801c5601be4f4e232d7fd5fcea5c1","intent_hash":"1edaa4c42e47671eb9d7edce3ff24bb9c4ca3424978702d5b8400ae76547769e","state":"placed","record_id":"t:TY-1000","source":"t","item":"TY-1000","seller":"","product":"gtin:09528844403555","sku":"GTIN-09528844403555-NEW","quantity":2,"units":2,"rebuy_slot":0,"ccy":"USD","est":4584,"cap":4675,"actual":4584,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":"B-57119386","reference":"arb1-4b3aclajkidbp4dklk7gbaxgy5","generation":0,"approval_id":1,"approved_until_us":1780317000000000,"reason":"B-57119386","evidence":"sha256:e67302fad100cc5866c4f639a981f63200de61d02f9ff2382460f5ad230a65fe","at_us":1780315200000000}','ae51d4865186824163ba8708fbb1305dabe61fa3fac541f49edeceb74b109ec3');
INSERT INTO chain VALUES(61,1780315200000000,'txn','2','{"id":2,"idem_key":"purchase:1","kind":"purchase","ref":"purchase:1","reverses":null,"sealed":1,"at_us":1780315200000000,"lines":[{"line":1,"account":"A:In-transit","ccy":"USD","amt":4584,"lot_id":null,"qty":null},{"line":2,"account":"L:Payable:card","ccy":"USD","amt":-4584,"lot_id":null,"qty":null}]}','2a83800bc220d3e52cd54b418b982ce37a85cc99754cd60a33f8e435902ded24');
INSERT INTO chain VALUES(62,1780315200000000,'move','5','{"id":5,"purchase_id":1,"state":"placed","detail":"B-57119386","at_us":1780315200000000}','1aeaa3c68b4116555939f2406affb01e362c2b7c63347a132697a2ad53d17f10');
INSERT INTO chain VALUES(63,1780315200000000,'effect','1','{"id":1,"kind":"purchase","subject":1,"generation":1,"version":null,"vendor":"paper","key":"arb1-4b3aclajkidbp4dklk7gbaxgy5","state":"done","request":"sha256:298f46fbf71af63f5b8329154979eb46d1c71af783ac9be9825584324d9a1702","request_sha256":"298f46fbf71af63f5b8329154979eb46d1c71af783ac9be9825584324d9a1702","pre_image":"[]","result":"B-57119386","attempts":1,"begun_us":1780315200000000,"first_sent_us":1780315200000000,"last_sent_us":1780315200000000,"reason":null,"evidence":null,"ended_us":1780315200000000,"at_us":1780315200000000}','f82fce95a1195d9e15fd17943b218f4477b30d7d14f4b2c2e8a571fdb8c18bea');
INSERT INTO chain VALUES(64,1781092800000000,'txn','3','{"id":3,"idem_key":"receipt:1","kind":"receipt","ref":"purchase:1","reverses":null,"sealed":1,"at_us":1781092800000000,"lines":[{"line":1,"account":"A:Inventory","ccy":"USD","amt":4584,"lot_id":1,"qty":2},{"line":2,"account":"A:In-transit","ccy":"USD","amt":-4584,"lot_id":null,"qty":null}]}','417997660f05795ed685fb2c06ed7ff178d7aa570d25e708b14715b570765a98');
INSERT INTO chain VALUES(65,1781092800000000,'purchase','1','{"id":1,"intent_key":"261a6115c8b2da12e039345bad6bfff104e801c5601be4f4e232d7fd5fcea5c1","intent_hash":"1edaa4c42e47671eb9d7edce3ff24bb9c4ca3424978702d5b8400ae76547769e","state":"received","record_id":"t:TY-1000","source":"t","item":"TY-1000","seller":"","product":"gtin:09528844403555","sku":"GTIN-09528844403555-NEW","quantity":2,"units":2,"rebuy_slot":0,"ccy":"USD","est":4584,"cap":4675,"actual":4584,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":"B-57119386","reference":"arb1-4b3aclajkidbp4dklk7gbaxgy5","generation":0,"approval_id":1,"approved_until_us":1780317000000000,"reason":null,"evidence":"sha256:e67302fad100cc5866c4f639a981f63200de61d02f9ff2382460f5ad230a65fe","at_us":1781092800000000}','3d6d0aa5f3fa2d2f2fddd0fcfb257491f5a11e243c71b0875ea252fe09c30dbb');
INSERT INTO chain VALUES(66,1781092800000000,'move','6','{"id":6,"purchase_id":1,"state":"received","detail":null,"at_us":1781092800000000}','bb6f90b417df7d5e17befe5f6de75d9a4c93a460d5f8af2a2545cb3ac401573e');
INSERT INTO chain VALUES(67,1781092800000000,'txn','4','{"id":4,"idem_key":"card:1","kind":"card_paid","ref":"card:1","reverses":null,"sealed":1,"at_us":1781092800000000,"lines":[{"line":1,"account":"L:Payable:card","ccy":"USD","amt":4584,"lot_id":null,"qty":null},{"line":2,"account":"A:Cash:bank","ccy":"USD","amt":-4584,"lot_id":null,"qty":null}]}','a94965a817ea63fe60686ea964b163d947595538d594c9e64aff050c23f0e073');
INSERT INTO chain VALUES(68,1781092800000000,'effect','2','{"id":2,"kind":"listing","subject":1,"generation":1,"version":null,"vendor":"paper","key":"list:amazon_us:GTIN-09528844403555-NEW:1:1","state":"submitting","request":"sha256:94a4876d032093b31c4499044679df67d49397c41c0418303fc2a2b6fa279211","request_sha256":"94a4876d032093b31c4499044679df67d49397c41c0418303fc2a2b6fa279211","pre_image":"[]","result":null,"attempts":1,"begun_us":1781092800000000,"first_sent_us":1781092800000000,"last_sent_us":1781092800000000,"reason":null,"evidence":null,"ended_us":null,"at_us":1781092800000000}','137762ab96ecd5ecfc9bcd1df85cf0d04eb304e51f9d1002675791f6a9a31ef9');
INSERT INTO chain VALUES(69,1781092800000000,'effect','2','{"id":2,"kind":"listing","subject":1,"generation":1,"version":null,"vendor":"paper","key":"list:amazon_us:GTIN-09528844403555-NEW:1:1","state":"done","request":"sha256:94a4876d032093b31c4499044679df67d49397c41c0418303fc2a2b6fa279211","request_sha256":"94a4876d032093b31c4499044679df67d49397c41c0418303fc2a2b6fa279211","pre_image":"[]","result":"L6324046188","attempts":1,"begun_us":1781092800000000,"first_sent_us":1781092800000000,"last_sent_us":1781092800000000,"reason":null,"evidence":null,"ended_us":1781092800000000,"at_us":1781092800000000}','da26ea0b57aa2bfd915560d94f8f3a92f0fff7d1ad5d802067b7221cf7da8bbb');
INSERT INTO chain VALUES(70,1781092800000000,'effect','3','{"id":3,"kind":"price","subject":1,"generation":1,"version":2,"vendor":"paper","key":"price:1:2","state":"submitting","request":"sha256:6f7f0d509129c4035dcf433109bb0599a7681df4267f88fc1281a7467ea1534b","request_sha256":"6f7f0d509129c4035dcf433109bb0599a7681df4267f88fc1281a7467ea1534b","pre_image":"[]","result":null,"attempts":1,"begun_us":1781092800000000,"first_sent_us":1781092800000000,"last_sent_us":1781092800000000,"reason":null,"evidence":null,"ended_us":null,"at_us":1781092800000000}','44a4b81ca2c0f696e40c4784c00982cdcbe6df1411f675844fe819cab955a32e');
INSERT INTO chain VALUES(71,1781092800000000,'effect','3','{"id":3,"kind":"price","subject":1,"generation":1,"version":2,"vendor":"paper","key":"price:1:2","state":"done","request":"sha256:6f7f0d509129c4035dcf433109bb0599a7681df4267f88fc1281a7467ea1534b","request_sha256":"6f7f0d509129c4035dcf433109bb0599a7681df4267f88fc1281a7467ea1534b","pre_image":"[]","result":"L6324046188","attempts":1,"begun_us":1781092800000000,"first_sent_us":1781092800000000,"last_sent_us":1781092800000000,"reason":null,"evidence":null,"ended_us":1781092800000000,"at_us":1781092800000000}','9fa8fd4f15ff91859373a1dc1d78f4250c1a106de6fa519799d93ad51c523ae5');
INSERT INTO chain VALUES(72,1781364743000000,'fact','paper/sold:amazon_us:16:S0013-3149879839:1','{"source":"paper","ext_id":"sold:amazon_us:16:S0013-3149879839:1","kind":"sold","amt":5361,"ccy":"USD","txn_id":5,"payload":"sha256:00c98bbbca46cdd4b9b4ab0d5b78ddd80a50ec673c3e89458896f4dddd4e105b","at_us":1781364743000000}','0a427bc7610b984ab403c7fefbb15fc8e24e8341f3da3f425eef3977df158e13');
INSERT INTO chain VALUES(73,1781364743000000,'txn','5','{"id":5,"idem_key":"sale:1","kind":"sale","ref":"sale:1","reverses":null,"sealed":1,"at_us":1781364743000000,"lines":[{"line":1,"account":"A:Marketplace:amazon_us","ccy":"USD","amt":3840,"lot_id":null,"qty":null},{"line":2,"account":"X:Fees:final-value","ccy":"USD","amt":804,"lot_id":null,"qty":null},{"line":3,"account":"X:Fees:fulfilment","ccy":"USD","amt":693,"lot_id":null,"qty":null},{"line":4,"account":"X:Fees:fulfilment","ccy":"USD","amt":24,"lot_id":null,"qty":null},{"line":5,"account":"I:Sales","ccy":"USD","amt":-5361,"lot_id":null,"qty":null},{"line":6,"account":"A:Inventory","ccy":"USD","amt":-2292,"lot_id":1,"qty":-1},{"line":7,"account":"X:COGS","ccy":"USD","amt":2292,"lot_id":null,"qty":null}]}','e236f03532e5b6c5d4736242993b85fc1616a435043c8b82beabcd8488d26711');
INSERT INTO chain VALUES(74,1781383252000000,'fact','paper/sold:amazon_us:16:S0013-2701262824:1','{"source":"paper","ext_id":"sold:amazon_us:16:S0013-2701262824:1","kind":"sold","amt":5361,"ccy":"USD","txn_id":6,"payload":"sha256:233103e88be9281bf4e08b90499dd4075dced871c1b0c3f4717e906a212c522c","at_us":1781383252000000}','1d096f26ef5d34a3f2de29f214085c410bd06388a22ef45d72182b6908f03ffa');
INSERT INTO chain VALUES(75,1781383252000000,'txn','6','{"id":6,"idem_key":"sale:2","kind":"sale","ref":"sale:2","reverses":null,"sealed":1,"at_us":1781383252000000,"lines":[{"line":1,"account":"A:Marketplace:amazon_us","ccy":"USD","amt":3840,"lot_id":null,"qty":null},{"line":2,"account":"X:Fees:final-value","ccy":"USD","amt":804,"lot_id":null,"qty":null},{"line":3,"account":"X:Fees:fulfilment","ccy":"USD","amt":693,"lot_id":null,"qty":null},{"line":4,"account":"X:Fees:fulfilment","ccy":"USD","amt":24,"lot_id":null,"qty":null},{"line":5,"account":"I:Sales","ccy":"USD","amt":-5361,"lot_id":null,"qty":null},{"line":6,"account":"A:Inventory","ccy":"USD","amt":-2292,"lot_id":1,"qty":-1},{"line":7,"account":"X:COGS","ccy":"USD","amt":2292,"lot_id":null,"qty":null}]}','19d69b493b7ce4eeac4fcd8e719cadc047c25ff8a101d1db3687d2aa1f9a5c03');
INSERT INTO chain VALUES(76,1781524800000000,'fact','paper/paid_out:amazon_us:PAY-amazon_us-USD-0014','{"source":"paper","ext_id":"paid_out:amazon_us:PAY-amazon_us-USD-0014","kind":"paid_out","amt":7680,"ccy":"USD","txn_id":7,"payload":"sha256:89804fc12cda681bb8ae54354ab7d9caa19dac29b182b0060aa4018d16b8f1d0","at_us":1781524800000000}','02c90db43bc173b5f8c1dbe50c0b1cca843d24867c53eaf7f4873ceaa922dc3f');
INSERT INTO chain VALUES(77,1781524800000000,'txn','7','{"id":7,"idem_key":"payout:amazon_us:PAY-amazon_us-USD-0014","kind":"payout","ref":"payout:amazon_us:PAY-amazon_us-USD-0014","reverses":null,"sealed":1,"at_us":1781524800000000,"lines":[{"line":1,"account":"A:Cash:bank","ccy":"USD","amt":7680,"lot_id":null,"qty":null},{"line":2,"account":"A:Marketplace:amazon_us","ccy":"USD","amt":-7680,"lot_id":null,"qty":null}]}','7d934c8c43e93250abf509bb4f4535955bf55beffe1d532212b574365caaff8c');
INSERT INTO chain VALUES(78,1782648000000000,'purchase','2','{"id":2,"intent_key":"bccf61b0d394f13fb527fa8cad6ecc47d1aa05ef51675d7923f63e68201f19b2","intent_hash":"9f71a896aa0d1ddc20dec3530ff5dd137564b9746a1a18fa038038e3ef412f0d","state":"proposed","record_id":"u:TY-1031","source":"u","item":"TY-1031","seller":"","product":"gtin:09526006413558","sku":"GTIN-09526006413558-NEW","quantity":3,"units":3,"rebuy_slot":0,"ccy":"USD","est":5688,"cap":5801,"actual":null,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":null,"reference":"arb1-y5qzlr3gzexxz6etfjqqlumpac","generation":0,"approval_id":null,"approved_until_us":null,"reason":null,"evidence":"sha256:4aee08ba84c196b37fed033f13f5b4d7cd5b1ea8f417fcdab3425c1dac70dafd","at_us":1782648000000000}','117fad46676359c5b08782f277135cfda29ae534ce874461f28488869aca654c');
INSERT INTO chain VALUES(79,1782648000000000,'move','7','{"id":7,"purchase_id":2,"state":"proposed","detail":null,"at_us":1782648000000000}','02335a4f3f61e92b1c863169c1cd0e81f6cea74f3cfba8564c2b1136a1441c3c');
INSERT INTO chain VALUES(80,1782648000000000,'purchase','3','{"id":3,"intent_key":"d789e11bb2a8290ee8b74a2a7513fef113d43a66bb642b417834b3f1cd730365","intent_hash":"82e20fcf01950f48f9e9157232274031fb84a082dc0df292f3b7be20429c9088","state":"proposed","record_id":"u:TY-1044","source":"u","item":"TY-1044","seller":"","product":"gtin:09529714540806","sku":"GTIN-09529714540806-NEW","quantity":1,"units":1,"rebuy_slot":0,"ccy":"USD","est":505,"cap":515,"actual":null,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":null,"reference":"arb1-22sd4yemaqiijkis3fpugih3mk","generation":0,"approval_id":null,"approved_until_us":null,"reason":null,"evidence":"sha256:3562873407587ad253af1462941b022e5f6deff628359f4c7a8208df761d340b","at_us":1782648000000000}','d22d28409e17e14e8646b26a45bcaa4ddb7988ecda8463fdcc076f0d733a1303');
INSERT INTO chain VALUES(81,1782648000000000,'move','8','{"id":8,"purchase_id":3,"state":"proposed","detail":null,"at_us":1782648000000000}','b9fd0ec406f1e06565af1c41958c12304aad394e3e91a93ba594a0b79a9d7be6');
INSERT INTO chain VALUES(82,1782648000000000,'approval','2','{"id":2,"plan_hash":"83017c9a3ce1","state":"waiting","total":6193,"ccy":"USD","created_us":1782648000000000,"expires_us":1782649800000000,"decided_us":null,"decided_by":null,"payload":"sha256:5a43549d798d7b0d6f8872652b1d9978e65674f4a3951e2f6355bfc9f795a77e","at_us":1782648000000000,"lines":[{"line":1,"purchase_id":2,"refund_id":null,"intent_hash":"9f71a896aa0d1ddc20dec3530ff5dd137564b9746a1a18fa038038e3ef412f0d"},{"line":2,"purchase_id":3,"refund_id":null,"intent_hash":"82e20fcf01950f48f9e9157232274031fb84a082dc0df292f3b7be20429c9088"}]}','b3746a0ee9b46444bb92a8c6f441e654e36565c851ad387b23849f9f26ab7c2f');
INSERT INTO chain VALUES(83,1782648000000000,'purchase','2','{"id":2,"intent_key":"bccf61b0d394f13fb527fa8cad6ecc47d1aa05ef51675d7923f63e68201f19b2","intent_hash":"9f71a896aa0d1ddc20dec3530ff5dd137564b9746a1a18fa038038e3ef412f0d","state":"approved","record_id":"u:TY-1031","source":"u","item":"TY-1031","seller":"","product":"gtin:09526006413558","sku":"GTIN-09526006413558-NEW","quantity":3,"units":3,"rebuy_slot":0,"ccy":"USD","est":5688,"cap":5801,"actual":null,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":null,"reference":"arb1-y5qzlr3gzexxz6etfjqqlumpac","generation":0,"approval_id":2,"approved_until_us":1782649800000000,"reason":"--yes","evidence":"sha256:4aee08ba84c196b37fed033f13f5b4d7cd5b1ea8f417fcdab3425c1dac70dafd","at_us":1782648000000000}','15acfd914b54c32f6c8c582a9b58bf69a92051bc4e3ff0fe36d6eb0a28658959');
INSERT INTO chain VALUES(84,1782648000000000,'move','9','{"id":9,"purchase_id":2,"state":"approved","detail":"--yes","at_us":1782648000000000}','9f6ab98e4f18a6b88b1db61f6cc5c4e7bdd639afde55dfe0a18742651e07c243');
INSERT INTO chain VALUES(85,1782648000000000,'purchase','3','{"id":3,"intent_key":"d789e11bb2a8290ee8b74a2a7513fef113d43a66bb642b417834b3f1cd730365","intent_hash":"82e20fcf01950f48f9e9157232274031fb84a082dc0df292f3b7be20429c9088","state":"approved","record_id":"u:TY-1044","source":"u","item":"TY-1044","seller":"","product":"gtin:09529714540806","sku":"GTIN-09529714540806-NEW","quantity":1,"units":1,"rebuy_slot":0,"ccy":"USD","est":505,"cap":515,"actual":null,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":null,"reference":"arb1-22sd4yemaqiijkis3fpugih3mk","generation":0,"approval_id":2,"approved_until_us":1782649800000000,"reason":"--yes","evidence":"sha256:3562873407587ad253af1462941b022e5f6deff628359f4c7a8208df761d340b","at_us":1782648000000000}','16f1af412e691833e8109d4a925024f090d29f4b6aeaa52dc0f804ee8f77236d');
INSERT INTO chain VALUES(86,1782648000000000,'move','10','{"id":10,"purchase_id":3,"state":"approved","detail":"--yes","at_us":1782648000000000}','7e15e4d93857c42c755734d7c058e7a025338cd43484bfbd59592875e65f8108');
INSERT INTO chain VALUES(87,1782648000000000,'approval','2','{"id":2,"plan_hash":"83017c9a3ce1","state":"approved","total":6193,"ccy":"USD","created_us":1782648000000000,"expires_us":1782649800000000,"decided_us":1782648000000000,"decided_by":"--yes","payload":"sha256:5a43549d798d7b0d6f8872652b1d9978e65674f4a3951e2f6355bfc9f795a77e","at_us":1782648000000000,"lines":[{"line":1,"purchase_id":2,"refund_id":null,"intent_hash":"9f71a896aa0d1ddc20dec3530ff5dd137564b9746a1a18fa038038e3ef412f0d"},{"line":2,"purchase_id":3,"refund_id":null,"intent_hash":"82e20fcf01950f48f9e9157232274031fb84a082dc0df292f3b7be20429c9088"}]}','cf5835f66f4049e7df46337b2fe4f478815326c514568c184affdbcf674c9ba7');
INSERT INTO chain VALUES(88,1782648000000000,'purchase','2','{"id":2,"intent_key":"bccf61b0d394f13fb527fa8cad6ecc47d1aa05ef51675d7923f63e68201f19b2","intent_hash":"9f71a896aa0d1ddc20dec3530ff5dd137564b9746a1a18fa038038e3ef412f0d","state":"reserved","record_id":"u:TY-1031","source":"u","item":"TY-1031","seller":"","product":"gtin:09526006413558","sku":"GTIN-09526006413558-NEW","quantity":3,"units":3,"rebuy_slot":0,"ccy":"USD","est":5688,"cap":5801,"actual":null,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":null,"reference":"arb1-y5qzlr3gzexxz6etfjqqlumpac","generation":0,"approval_id":2,"approved_until_us":1782649800000000,"reason":null,"evidence":"sha256:4aee08ba84c196b37fed033f13f5b4d7cd5b1ea8f417fcdab3425c1dac70dafd","at_us":1782648000000000}','efab6f01b6104ee2820fae15e8eb013af4b1d7ae4760f63a0b4e50603697084e');
INSERT INTO chain VALUES(89,1782648000000000,'move','11','{"id":11,"purchase_id":2,"state":"reserved","detail":null,"at_us":1782648000000000}','c486583257094e805a2144546a2e1208dcc82be8d78207e193e29d43bfc62012');
INSERT INTO chain VALUES(90,1782648000000000,'purchase','2','{"id":2,"intent_key":"bccf61b0d394f13fb527fa8cad6ecc47d1aa05ef51675d7923f63e68201f19b2","intent_hash":"9f71a896aa0d1ddc20dec3530ff5dd137564b9746a1a18fa038038e3ef412f0d","state":"submitting","record_id":"u:TY-1031","source":"u","item":"TY-1031","seller":"","product":"gtin:09526006413558","sku":"GTIN-09526006413558-NEW","quantity":3,"units":3,"rebuy_slot":0,"ccy":"USD","est":5688,"cap":5801,"actual":null,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":null,"reference":"arb1-y5qzlr3gzexxz6etfjqqlumpac","generation":0,"approval_id":2,"approved_until_us":1782649800000000,"reason":null,"evidence":"sha256:4aee08ba84c196b37fed033f13f5b4d7cd5b1ea8f417fcdab3425c1dac70dafd","at_us":1782648000000000}','c37da20e25327cb8b4ee6ac9c66a98becea597f481b80cc4512777df55fd346a');
INSERT INTO chain VALUES(91,1782648000000000,'move','12','{"id":12,"purchase_id":2,"state":"submitting","detail":null,"at_us":1782648000000000}','ab7bce7b6495d75831079628e16ae57593ec7987ac5650fa3734d4c582add7e8');
INSERT INTO chain VALUES(92,1782648000000000,'effect','4','{"id":4,"kind":"purchase","subject":2,"generation":1,"version":null,"vendor":"paper","key":"arb1-y5qzlr3gzexxz6etfjqqlumpac","state":"submitting","request":"sha256:ff8d6b04217f1ca4b58c6027327af757e8f7f86eae669b589c35c064e280b3c3","request_sha256":"ff8d6b04217f1ca4b58c6027327af757e8f7f86eae669b589c35c064e280b3c3","pre_image":"[]","result":null,"attempts":1,"begun_us":1782648000000000,"first_sent_us":1782648000000000,"last_sent_us":1782648000000000,"reason":null,"evidence":null,"ended_us":null,"at_us":1782648000000000}','95dfcab7d4b204c1afbb7e418b76189f64116c6a993531c5b1c01ddd8f39c674');
INSERT INTO chain VALUES(93,1782648000000000,'purchase','2','{"id":2,"intent_key":"bccf61b0d394f13fb527fa8cad6ecc47d1aa05ef51675d7923f63e68201f19b2","intent_hash":"9f71a896aa0d1ddc20dec3530ff5dd137564b9746a1a18fa038038e3ef412f0d","state":"unknown","record_id":"u:TY-1031","source":"u","item":"TY-1031","seller":"","product":"gtin:09526006413558","sku":"GTIN-09526006413558-NEW","quantity":3,"units":3,"rebuy_slot":0,"ccy":"USD","est":5688,"cap":5801,"actual":null,"overrun":0,"disputed":0,"external":0,"vendor":"paper","vendor_order":null,"reference":"arb1-y5qzlr3gzexxz6etfjqqlumpac","generation":0,"approval_id":2,"approved_until_us":1782649800000000,"reason":"the connection broke before the reply came","evidence":"sha256:4aee08ba84c196b37fed033f13f5b4d7cd5b1ea8f417fcdab3425c1dac70dafd","at_us":1782648000000000}','2e7ddd19e24ba09aba5291d47c980daf520ef47fa40ae66a1d1fe2055322201c');
INSERT INTO chain VALUES(94,1782648000000000,'move','13','{"id":13,"purchase_id":2,"state":"unknown","detail":"the connection broke before the reply came","at_us":1782648000000000}','cc78fa986e47b6f1d2983195bd3cbc4377300aee701dd209248fda04e9392830');
INSERT INTO chain VALUES(95,1782648000000000,'effect','4','{"id":4,"kind":"purchase","subject":2,"generation":1,"version":null,"vendor":"paper","key":"arb1-y5qzlr3gzexxz6etfjqqlumpac","state":"unknown","request":"sha256:ff8d6b04217f1ca4b58c6027327af757e8f7f86eae669b589c35c064e280b3c3","request_sha256":"ff8d6b04217f1ca4b58c6027327af757e8f7f86eae669b589c35c064e280b3c3","pre_image":"[]","result":null,"attempts":1,"begun_us":1782648000000000,"first_sent_us":1782648000000000,"last_sent_us":1782648000000000,"reason":"the connection broke before the reply came","evidence":null,"ended_us":null,"at_us":1782648000000000}','de55b70bec4abd348ba9b6d67d8d21b7f49b0954a8b672617639797ada80c7d6');
INSERT INTO chain VALUES(96,1782648000000000,'move','14','{"id":14,"purchase_id":3,"state":"denied","detail":"earns $2.40 in a bad case, at least $5.00 are wanted (min_profit)","at_us":1782648000000000}','2a6ea7978333c5c0a005b19c5d14553bdc6a7d7df8cc561834e15938c83a9a7c');
CREATE TABLE chain_due(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  UNIQUE(kind,ref)
) STRICT;
CREATE TABLE balance_assertion(
  id INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  day TEXT NOT NULL,            -- the local day at whose end it holds
  until_us INTEGER NOT NULL,    -- the moment that day ends
  amount INTEGER NOT NULL,      -- plus on the account's normal side
  source TEXT NOT NULL,
  at_us INTEGER NOT NULL
) STRICT;
CREATE TABLE refund(
  id INTEGER PRIMARY KEY,
  intent_key TEXT UNIQUE NOT NULL,               -- refund/1|channel|order|line|slot
  intent_hash TEXT NOT NULL,                     -- an authorisation binds to these bytes: any change voids it
  state TEXT NOT NULL CHECK(state IN('requested','authorised','held','submitting','unknown','manual','pending_vendor',
    'refunded','refused','voided')),
  channel TEXT NOT NULL,
  ext_order TEXT NOT NULL,
  ext_line TEXT NOT NULL,
  slot INTEGER NOT NULL CHECK(slot>0),           -- the how-manieth of its line
  buyer TEXT NOT NULL,                           -- who is counted; the order itself where the channel names nobody
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  amount INTEGER NOT NULL CHECK(amount>0),
  allowed INTEGER NOT NULL CHECK(allowed>=0),    -- what the policy gave at that time
  policy TEXT NOT NULL,                          -- its version
  code TEXT NOT NULL,                            -- the reason
  vendor TEXT NOT NULL,
  reference TEXT UNIQUE NOT NULL,                -- ours at the vendor
  generation INTEGER NOT NULL DEFAULT 0 CHECK(generation>=0),   -- rises only after proof that nothing was refunded
  vendor_refund TEXT,
  actual INTEGER,
  overrun INTEGER NOT NULL DEFAULT 0 CHECK(overrun IN(0,1)),
  beyond INTEGER NOT NULL DEFAULT 0 CHECK(beyond IN(0,1)),      -- a person with a name allowed it beyond policy and limits
  approval_id INTEGER REFERENCES approval(id),
  authorised_by TEXT,
  authorised_us INTEGER,
  authorised_until_us INTEGER,
  day TEXT,                                      -- the limit's day it was held on, and how much of it
  day_key TEXT,
  day_amt INTEGER NOT NULL DEFAULT 0 CHECK(day_amt>=0),
  reason TEXT,                                   -- why it stands where it stands
  requested_us INTEGER NOT NULL,
  first_sent_us INTEGER,
  refunded_us INTEGER,
  updated_us INTEGER NOT NULL,
  UNIQUE(channel,ext_order,ext_line,slot),
  CHECK((day IS NULL)=(day_key IS NULL)),
  CHECK(authorised_by IS NOT NULL OR state IN('requested','voided')),
  CHECK(actual IS NULL OR actual<=amount OR overrun=1),
  CHECK(state<>'refunded' OR (vendor_refund IS NOT NULL AND actual IS NOT NULL))
) STRICT;
CREATE TABLE refund_event(      -- every move of a refund, never edited
  id INTEGER PRIMARY KEY,
  refund_id INTEGER NOT NULL REFERENCES refund(id),
  at_us INTEGER NOT NULL,
  state TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE TABLE refund_hold(       -- of which sale rows an open refund holds how much
  refund_id INTEGER NOT NULL REFERENCES refund(id),
  sale_id INTEGER NOT NULL REFERENCES listing_sale(id),
  amt INTEGER NOT NULL CHECK(amt>0),
  PRIMARY KEY(refund_id,sale_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE refund_fact(       -- one row per refund that was made; what is told twice is one row
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  ext_order TEXT NOT NULL,
  ext_line TEXT NOT NULL,
  ccy TEXT NOT NULL CHECK(length(ccy)=3),
  amt INTEGER NOT NULL CHECK(amt>0),
  vendor_refund TEXT,           -- the channel's id, once one is known
  refund_id INTEGER UNIQUE REFERENCES refund(id),   -- ours, once our vendor said so; NULL is the marketplace's own
  feed TEXT,                    -- the event that told of it, once it came
  feed_id TEXT,
  at_us INTEGER NOT NULL,
  txn_id INTEGER REFERENCES txn(id),
  UNIQUE(feed,feed_id),
  CHECK((feed IS NULL)=(feed_id IS NULL)),
  CHECK(refund_id IS NOT NULL OR feed_id IS NOT NULL)
) STRICT;
CREATE TABLE approval_refund(   -- refunds that wait in a plan
  approval_id INTEGER NOT NULL REFERENCES approval(id),
  refund_id INTEGER NOT NULL REFERENCES refund(id),
  intent_hash TEXT NOT NULL,
  PRIMARY KEY(approval_id,refund_id)
) STRICT, WITHOUT ROWID;
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
CREATE INDEX purchase_event_of ON purchase_event(purchase_id);
CREATE TRIGGER purchase_event_no_upd BEFORE UPDATE ON purchase_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE TRIGGER purchase_event_no_del BEFORE DELETE ON purchase_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE INDEX reservation_bucket_of ON reservation_bucket(scope,key,period);
CREATE INDEX lot_sku ON lot(sku,received_us,id);
CREATE INDEX lot_product ON lot(product);
CREATE VIEW lot_stock AS        -- what the ledger says is left of each lot
  SELECT l.id AS lot_id, l.sku, l.ccy, l.received_us, l.product, l.title, l.condition, l.record_id, l.qty AS bought, l.cost,
    coalesce(sum(e.qty),0) AS qty, coalesce(sum(e.amt),0) AS value
  FROM lot l LEFT JOIN entry e ON e.lot_id=l.id GROUP BY l.id
;
CREATE UNIQUE INDEX listing_once ON listing(channel,sku) WHERE state NOT IN('ended','rejected');
CREATE INDEX listing_sku ON listing(sku);
CREATE INDEX listing_price_of ON listing_price(listing_id,id);
CREATE TRIGGER listing_price_no_upd BEFORE UPDATE ON listing_price BEGIN SELECT RAISE(ABORT,'prices are append-only'); END;
CREATE TRIGGER listing_price_no_del BEFORE DELETE ON listing_price BEGIN SELECT RAISE(ABORT,'prices are append-only'); END;
CREATE INDEX listing_sale_sku ON listing_sale(sku);
CREATE INDEX listing_sale_at ON listing_sale(at_us);
CREATE INDEX inbox_open ON inbox(id) WHERE handled_us IS NULL;
CREATE INDEX ticket_state ON ticket(state);
CREATE UNIQUE INDEX effect_open ON effect(kind,subject) WHERE state IN('submitting','unknown','manual');
CREATE UNIQUE INDEX effect_once ON effect(vendor,kind,result) WHERE result IS NOT NULL AND kind IN('purchase','message','refund');
CREATE INDEX effect_due ON effect(next_check_us) WHERE state IN('submitting','unknown');
CREATE INDEX effect_key ON effect(vendor,key);
CREATE TRIGGER effect_no_del BEFORE DELETE ON effect BEGIN SELECT RAISE(ABORT,'effects are never deleted'); END;
CREATE TRIGGER effect_same_bytes BEFORE UPDATE ON effect
  WHEN NEW.request IS NOT OLD.request OR NEW.request_sha256<>OLD.request_sha256 OR NEW.key<>OLD.key OR NEW.vendor<>OLD.vendor
    OR NEW.kind<>OLD.kind OR NEW.subject<>OLD.subject OR NEW.pre_image<>OLD.pre_image
  BEGIN SELECT RAISE(ABORT,'the same key is the same bytes'); END;
CREATE TRIGGER effect_final BEFORE UPDATE ON effect WHEN OLD.state IN('done','refused','absent','unsent')
  BEGIN SELECT RAISE(ABORT,'what became of an effect is final'); END;
CREATE UNIQUE INDEX purchase_vendor_order ON purchase(vendor,vendor_order) WHERE vendor_order IS NOT NULL;
CREATE UNIQUE INDEX purchase_open ON purchase(source,item,seller,rebuy_slot) WHERE state NOT IN('voided','rejected','cancelled');
CREATE INDEX purchase_record ON purchase(record_id);
CREATE INDEX purchase_state ON purchase(state);
CREATE INDEX purchase_product ON purchase(product);
CREATE TRIGGER purchase_no_del BEFORE DELETE ON purchase BEGIN SELECT RAISE(ABORT,'purchases are never deleted'); END;
CREATE INDEX limit_accepted_name ON limit_accepted(name,id);
CREATE TRIGGER limit_accepted_no_upd BEFORE UPDATE ON limit_accepted BEGIN SELECT RAISE(ABORT,'accepted limits are append-only'); END;
CREATE TRIGGER limit_accepted_no_del BEFORE DELETE ON limit_accepted BEGIN SELECT RAISE(ABORT,'accepted limits are append-only'); END;
CREATE INDEX purchase_reserved ON purchase(source,reserved_us) WHERE reserved_us IS NOT NULL;
CREATE INDEX purchase_seller ON purchase(source,seller) WHERE seller<>'';
CREATE INDEX tally_link_of ON tally_link(scope,key,period);
CREATE INDEX vendor_call_of ON vendor_call(vendor,id);
CREATE INDEX chain_thing ON chain(kind,ref,n);
CREATE TRIGGER chain_no_upd BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT,'the chain is append-only'); END;
CREATE TRIGGER chain_no_del BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT,'the chain is append-only'); END;
CREATE TRIGGER chain_end BEFORE INSERT ON chain WHEN NEW.n<>(SELECT coalesce(max(n),0)+1 FROM chain)
  BEGIN SELECT RAISE(ABORT,'the chain is append-only'); END;
CREATE INDEX balance_assertion_of ON balance_assertion(account,ccy,day,id);
CREATE TRIGGER balance_assertion_no_upd BEFORE UPDATE ON balance_assertion BEGIN SELECT RAISE(ABORT,'assertions are append-only'); END;
CREATE TRIGGER balance_assertion_no_del BEFORE DELETE ON balance_assertion BEGIN SELECT RAISE(ABORT,'assertions are append-only'); END;
CREATE TRIGGER chain_txn AFTER INSERT ON txn
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='txn' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('txn',NEW.id); END;
CREATE TRIGGER chain_purchase AFTER INSERT ON purchase
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='purchase' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('purchase',NEW.id); END;
CREATE TRIGGER chain_purchase_upd AFTER UPDATE ON purchase
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='purchase' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('purchase',NEW.id); END;
CREATE TRIGGER chain_move AFTER INSERT ON purchase_event
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('move',NEW.id); END;
CREATE TRIGGER chain_approval AFTER INSERT ON approval
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='approval' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('approval',NEW.id); END;
CREATE TRIGGER chain_approval_upd AFTER UPDATE ON approval
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='approval' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('approval',NEW.id); END;
CREATE TRIGGER chain_fact AFTER INSERT ON ext_fact
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='fact' AND ref=NEW.source||'/'||NEW.ext_id)
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('fact',NEW.source||'/'||NEW.ext_id); END;
CREATE TRIGGER chain_fact_upd AFTER UPDATE ON ext_fact
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='fact' AND ref=NEW.source||'/'||NEW.ext_id)
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('fact',NEW.source||'/'||NEW.ext_id); END;
CREATE TRIGGER chain_effect AFTER INSERT ON effect
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='effect' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('effect',NEW.id); END;
CREATE TRIGGER chain_effect_upd AFTER UPDATE ON effect
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='effect' AND ref=CAST(NEW.id AS TEXT))
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('effect',NEW.id); END;
CREATE TRIGGER chain_halt AFTER INSERT ON halt
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='halt')
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('halt','1'); END;
CREATE TRIGGER chain_halt_upd AFTER UPDATE ON halt
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='halt')
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('halt','1'); END;
CREATE TRIGGER chain_resume AFTER DELETE ON halt
  WHEN NOT EXISTS(SELECT 1 FROM chain_due WHERE kind='halt')
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('halt','1'); END;
CREATE TRIGGER chain_limit AFTER INSERT ON limit_accepted
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('limit',NEW.id); END;
CREATE TRIGGER chain_assertion AFTER INSERT ON balance_assertion
  BEGIN INSERT INTO chain_due(kind,ref) VALUES('assertion',NEW.id); END;
CREATE INDEX listing_sale_buyer ON listing_sale(source,buyer) WHERE buyer IS NOT NULL;
CREATE UNIQUE INDEX refund_vendor ON refund(channel,vendor_refund) WHERE vendor_refund IS NOT NULL;
CREATE INDEX refund_state ON refund(state);
CREATE INDEX refund_buyer ON refund(channel,buyer);
CREATE INDEX refund_day ON refund(day,day_key) WHERE day IS NOT NULL;
CREATE TRIGGER refund_no_del BEFORE DELETE ON refund BEGIN SELECT RAISE(ABORT,'refunds are never deleted'); END;
CREATE TRIGGER refund_same BEFORE UPDATE ON refund WHEN NEW.intent_key<>OLD.intent_key OR NEW.intent_hash<>OLD.intent_hash
    OR NEW.amount<>OLD.amount OR NEW.ccy<>OLD.ccy OR NEW.channel<>OLD.channel OR NEW.ext_order<>OLD.ext_order
    OR NEW.ext_line<>OLD.ext_line OR NEW.slot<>OLD.slot OR NEW.code<>OLD.code OR NEW.vendor<>OLD.vendor
  BEGIN SELECT RAISE(ABORT,'what was asked for never changes: ask for another refund'); END;
CREATE TRIGGER refund_final BEFORE UPDATE ON refund WHEN OLD.state IN('refunded','refused','voided') AND NEW.state<>OLD.state
  BEGIN SELECT RAISE(ABORT,'what became of a refund is final'); END;
CREATE INDEX refund_event_of ON refund_event(refund_id);
CREATE TRIGGER refund_event_no_upd BEFORE UPDATE ON refund_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE TRIGGER refund_event_no_del BEFORE DELETE ON refund_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE INDEX refund_hold_sale ON refund_hold(sale_id);
CREATE UNIQUE INDEX refund_fact_vendor ON refund_fact(channel,vendor_refund) WHERE vendor_refund IS NOT NULL;
CREATE INDEX refund_fact_line ON refund_fact(channel,ext_order,ext_line);
CREATE TRIGGER refund_fact_no_del BEFORE DELETE ON refund_fact BEGIN SELECT RAISE(ABORT,'facts are never deleted'); END;
CREATE TRIGGER halt_event_no_upd BEFORE UPDATE ON halt_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
CREATE TRIGGER halt_event_no_del BEFORE DELETE ON halt_event BEGIN SELECT RAISE(ABORT,'events are append-only'); END;
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
COMMIT;
