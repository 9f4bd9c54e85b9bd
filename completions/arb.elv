
use builtin;
use str;

set edit:completion:arg-completer[arb] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'arb'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'arb'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand scan 'Find offers: read supplier lists and sources, keep what is new or changed'
            cand analyze 'Judge offers: fees, landed cost, profit, risk, verdict and the highest cost at which it is still a buy'
            cand negotiate 'Haggle over what is a buy at a lower price: offers by a ladder, never above the highest cost'
            cand buy 'Buy what was judged a buy: plan, ask, place within the limits, book'
            cand list 'List what was bought: choose the channel, set the price, write the text, publish'
            cand reprice 'Follow the market with prices: suggest, or apply, never below the floor'
            cand ship 'Send goods to Amazon''s warehouses: plan, packing, boxes, placement, carriers, with what each costs'
            cand support 'Answer customers: tell messages apart, escalate, draft or send, one ticket each'
            cand run 'One pass of every stage, one at a time: sync, scan, analyze, buy, list, reprice, support'
            cand sync 'Pull deliveries, sales, refunds, payouts and messages into the books'
            cand approvals 'List, show, approve or reject what waits for a person'
            cand limits 'Show every limit, what is used of it, and what would refuse next'
            cand resolve 'Say what became of what only a person can find out, or had to do'
            cand reconcile 'Hold the books against the vendors'' lists, a statement, and themselves'
            cand explain 'Show every number of a record: where it came from, which rule decided, at which price the verdict turns'
            cand report 'Report opportunities, purchases, inventory and aging, listings, sales, P&L, payouts, tickets, support'
            cand ledger 'Show the books, or export them to hledger, beancount or CSV'
            cand verify 'Check the books: every invariant of ledger, limits, stock and listings'
            cand audit 'Prove that the books are as arb wrote them: a chain of hashes over every decision, approval, order and posting'
            cand advice 'Show what models were asked and what came of it; `replay` works it out again from the log'
            cand digest 'Show what a person should know today: stops, money spent, what waits, when the books were last compared'
            cand arena 'Let the repricing strategies play against each other and against bots, and measure them'
            cand backtest 'Try repricing strategies on recorded prices, and haggling on recorded talks'
            cand halt 'Stop every change to the outside world, at once'
            cand resume 'Let effects go on after `arb halt` or a stop that arb made itself'
            cand fees 'Work out the fees of a sale, or of a file of sales'
            cand identify 'Tell which product a text names: ISBN, UPC, EAN, GTIN, ASIN, eBay, TCGplayer, Reverb'
            cand price 'Read any price text as an exact amount and a currency'
            cand paper 'Make the simulated market, move its time, see how it stands'
            cand demo 'The whole round on bundled data: scan, analyze, buy, a month of selling, the profit and loss'
            cand db 'Look after the database: info, backup, restore, init'
            cand doctor 'Look at everything around the books: file, disk, clock, halt, backup, settings; says what to do'
            cand vendors 'Show the vendors that are read from: what each can do, what is left of its quotas; `check` proves a key works'
            cand watch 'List what was passed over and how far its price is from a buy, the nearest first'
            cand serve 'Take what vendors send: text messages, parsed mail, eBay''s notices, Telegram''s answers'
            cand config 'Show the settings and where each came from'
            cand completions 'Print completions for your shell'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;scan'= {
            cand --rejects 'Keep rows that can''t be used in this file'
            cand --output 'Write records to this file instead of stdout'
            cand --map 'A column mapping: a TOML file'
            cand --preset 'A column mapping by name: `supplier`, `tactical-arbitrage`, `buybotpro`, or one of yours'
            cand --currency 'The currency of prices that name none'
            cand --sheet 'The sheet of an Excel file; the first one if not given'
            cand --source 'With a file: the supplier''s name (else the file''s). Without: the source to ask, from `[sources]`, `paper` or a vendor that is switched on; several, with commas, are asked at once'
            cand --saved 'The search of this name from `[searches]`; may be given again'
            cand --keyword 'Only titles with this word; may be given again, all must be there'
            cand --exclude 'No titles with this word; may be given again'
            cand --code 'Look this barcode, ISBN or ASIN up; may be given again'
            cand --seller 'Only offers of this seller of a marketplace'
            cand --condition 'Ask for this condition: `new` or `used`'
            cand --budget 'Make no more calls of vendors than this'
            cand --wait 'Wait no longer than this for the turn and the answer of one question, in seconds'
            cand --category 'Only categories that contain this'
            cand --brand 'Only this brand'
            cand --min-price 'Only prices from here'
            cand --max-price 'Only prices up to here'
            cand --limit 'Stop after this many offers'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --pending 'Take the pending work in the database, whatever is on stdin'
            cand --all-saved 'Every search of `[searches]`'
            cand --estimate 'Say what the search would take of the vendors, and ask nothing'
            cand --refresh 'Ask the vendors, whatever is known already'
            cand --all 'Write unchanged offers too'
            cand --new 'Write only offers never seen before'
            cand --changed 'Write only offers whose price or availability moved'
            cand --gone 'Write only offers that the source no longer shows'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;analyze'= {
            cand --rejects 'Keep rows that can''t be used in this file'
            cand --output 'Write records to this file instead of stdout'
            cand --map 'A column mapping: a TOML file'
            cand --preset 'A column mapping by name: `supplier`, `tactical-arbitrage`, `buybotpro`, or one of yours'
            cand --currency 'The currency of prices that name none'
            cand --sheet 'The sheet of an Excel file; the first one if not given'
            cand --prices 'A price book: CSV, XLSX or JSON Lines with an identifier and prices, or a reply of Keepa''s `/product` as it came; may be given again'
            cand --only 'Write only these verdicts: buy, negotiate, watch, review, skip'
            cand --sort 'Write the records in this order, when all are judged'
            cand --also 'Write the records to this file, too: CSV, JSON or JSON Lines by its name; may be given again'
            cand --prices-map 'How the price book''s columns are read: a TOML file like that of `--map`'
            cand --market 'The channel to sell on, like `amazon_us` or `ebay_us`, and who is asked what things sell for there, like `keepa`; with commas. Without a name every market that is switched on is asked'
            cand --budget 'Make no more calls of vendors than this'
            cand --wait 'Wait no longer than this for the turn and the answer of one question, in seconds'
            cand --analyst 'Who looks at what the rules would buy, and may object: `rules` is nobody; a model of `[vendors]` can only veto, lower the cap or the quantity, or add risk'
            cand --program 'Who ships: `fba` or `fbm`'
            cand --rules 'The analyst''s rules'
            cand --min-roi 'Ask at least this return on landed cost, in percent, whatever the rules say'
            cand --min-profit 'Ask at least this profit a unit, whatever the rules say'
            cand --source 'The supplier''s name for raw rows; else the file''s'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --pending 'Take the pending work in the database, whatever is on stdin'
            cand --best 'Of offers alike, the same product in the same condition, judge only the cheapest'
            cand --refresh 'Ask the vendors, whatever is known already'
            cand --check-fees 'Ask the markets what they would charge for what is worth buying, and say where our fee cards differ by over a cent'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;negotiate'= {
            cand --rejects 'Keep rows that can''t be used in this file'
            cand --output 'Write records to this file instead of stdout'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --pending 'Take the pending work in the database, whatever is on stdin'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List the deals that are open'
            cand show 'Show a deal: its ladder, what was said, what is put aside'
            cand reply 'Tell what the seller answered; the next move follows'
            cand send 'Send what waits for your yes'
            cand drop 'End a deal without another word; what was put aside is free'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;negotiate;list'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --all 'All deals, done ones too'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;negotiate;show'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;negotiate;reply'= {
            cand --counter 'The seller asks this for one instead'
            cand --text 'Read the seller''s own words from this file; `-` is stdin'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --agreed 'The seller says yes to your offer'
            cand --firm 'The seller says that the price stands'
            cand --declined 'The seller says no'
            cand --gone 'It is sold'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;negotiate;send'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;negotiate;drop'= {
            cand --reason 'Why, in your words'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;negotiate;help'= {
            cand list 'List the deals that are open'
            cand show 'Show a deal: its ladder, what was said, what is put aside'
            cand reply 'Tell what the seller answered; the next move follows'
            cand send 'Send what waits for your yes'
            cand drop 'End a deal without another word; what was put aside is free'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;negotiate;help;list'= {
        }
        &'arb;negotiate;help;show'= {
        }
        &'arb;negotiate;help;reply'= {
        }
        &'arb;negotiate;help;send'= {
        }
        &'arb;negotiate;help;drop'= {
        }
        &'arb;negotiate;help;help'= {
        }
        &'arb;buy'= {
            cand --rejects 'Keep rows that can''t be used in this file'
            cand --output 'Write records to this file instead of stdout'
            cand --approve 'Approve and carry out the plan with this hash, exactly as it was shown'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --pending 'Take the pending work in the database, whatever is on stdin'
            cand --plan 'Print the plan and its hash, place nothing'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;list'= {
            cand --rejects 'Keep rows that can''t be used in this file'
            cand --output 'Write records to this file instead of stdout'
            cand --channel 'List on each of these channels, rather than on the best ones; the units are shared out among them'
            cand --export 'Write the marketplace''s own upload file instead of publishing; several channels make one file each'
            cand --export-format 'The format of `--export`; the listing''s channel decides if not given'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --pending 'Take the pending work in the database, whatever is on stdin'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;reprice'= {
            cand --rejects 'Keep rows that can''t be used in this file'
            cand --output 'Write records to this file instead of stdout'
            cand --strategy '`match-bb`, `undercut-bb`, `lowest`, `auto-compete`, …; the setting `reprice.strategy` if not given'
            cand --competition 'Price the listings of the input against what others ask in this file; needs no database and no key'
            cand --notifications 'Only the listings whose offers have changed, by Amazon''s ANY_OFFER_CHANGED as it lies in the queue; `-` is stdin'
            cand --explain 'Show how the price of one listing is decided, step by step, and change nothing'
            cand --liquidate 'Agree to sell a listing below its floor, for `--strategy liquidate`'
            cand --down-to 'The floor of that sale'
            cand --until 'The last day of that sale, like `2026-12-31`'
            cand --reason 'Why it is sold below its floor'
            cand --export 'Write the marketplace''s own price file instead of setting prices; several channels make one file each'
            cand --export-format 'The format of `--export`; the listing''s channel decides if not given'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --pending 'Take the pending work in the database, whatever is on stdin'
            cand --apply 'Set the prices'
            cand --suggest 'Only suggest, whatever the setting `reprice.apply` says'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;ship'= {
            cand --channel 'The channel whose warehouses they go to'
            cand --plan 'Only this plan, by its name'
            cand --packing 'Pack it by this option'
            cand --placement 'Agree to this placement and its fee'
            cand --transport 'Ask who may carry it to the warehouses of this placement, and for how much'
            cand --boxes 'Say what is in its boxes'
            cand --window 'Ask when a shipment may arrive; with `=ID`, choose that window'
            cand --carrier 'Agree to what this carrier quotes for a shipment; one for each shipment'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --pack-later 'Go on to the warehouses before it is packed'
            cand --labels 'Show where the labels of its goods can be fetched'
            cand --cancel 'Give the plan up'
            cand --stock 'Show what lay in the warehouses at the last `arb sync`'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support'= {
            cand --rejects 'Keep rows that can''t be used in this file'
            cand --output 'Write records to this file instead of stdout'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --pending 'Take the pending work in the database, whatever is on stdin'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List the tickets that wait for a person'
            cand show 'Show a ticket: the message, the answer, why it waits'
            cand approve 'Send the drafted answer, or your own'
            cand refund 'Give a buyer money back, within the policy and the limits, once'
            cand refunds 'List the refunds that are open'
            cand close 'Close a ticket: nothing more is needed'
            cand mail 'Read letters from an mbox file into the inbox, as `arb support` then answers them'
            cand write 'Write first to the buyer of an order, through the channel that sold it'
            cand draft 'Write the answer of a ticket; it waits to be sent'
            cand send 'Send an answer; to a message that was answered already, a further one'
            cand assign 'Say who has a ticket'
            cand erase 'Erase what a person wrote, what was answered and what a model was told of it; orders and the books stay'
            cand promises 'List what answers promised and is not kept yet; exit 4 where something is overdue'
            cand train 'Learn to tell messages apart, from labelled messages'
            cand eval 'Measure how well messages are told apart, on labelled messages'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;support;list'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --all 'All tickets, done ones too'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;show'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;approve'= {
            cand --body 'Send the text of this file instead; `-` is stdin'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;refund'= {
            cand --line 'The line in it, where it has several'
            cand --channel 'The channel, where several have an order of this name'
            cand --reason 'Why, as a code'
            cand --amount 'How much, in the currency of the sale; unset is what the policy gives'
            cand --approve 'Agree to the refund of the plan with this hash, exactly as it was shown, and carry it out'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --again 'Another refund of a line that has one'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;refunds'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --all 'All refunds, done ones too'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;close'= {
            cand --label 'What the message was about, in your words: `arb support train` learns from it'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;mail'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;write'= {
            cand --about 'What it is about, in the channel''s word'
            cand --body 'The text: a file, `-` is stdin'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;draft'= {
            cand --body 'The text of this file; `-` is stdin'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;send'= {
            cand --body 'Send the text of this file; `-` is stdin. Without it: the draft'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;assign'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;erase'= {
            cand --channel 'The inbox: `mail`, `twilio`, `ebay`, `reverb`, `file`'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;promises'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --all 'Kept and waived ones too'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand keep 'Say that a promise was kept, and by what'
            cand waive 'Say that a promise need not be kept any more, and why'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;support;promises;keep'= {
            cand --evidence 'What kept it (a tracking number, a message), or why it need not be kept'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;promises;waive'= {
            cand --evidence 'What kept it (a tracking number, a message), or why it need not be kept'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;promises;help'= {
            cand keep 'Say that a promise was kept, and by what'
            cand waive 'Say that a promise need not be kept any more, and why'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;support;promises;help;keep'= {
        }
        &'arb;support;promises;help;waive'= {
        }
        &'arb;support;promises;help;help'= {
        }
        &'arb;support;train'= {
            cand --text 'The column of the text'
            cand --label 'The column of the label'
            cand --out-of-scope 'Messages with this label fit none of the others'
            cand --escalate 'Messages with this label need a person; may be given again. A column `escalate` says so for each message'
            cand --rejects 'Keep rows that can''t be used in this file'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --forget 'Remove the model and go on with the rules alone'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;eval'= {
            cand --text 'The column of the text'
            cand --label 'The column of the label'
            cand --out-of-scope 'Messages with this label fit none of the others'
            cand --escalate 'Messages with this label need a person; may be given again. A column `escalate` says so for each message'
            cand --rejects 'Keep rows that can''t be used in this file'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;support;help'= {
            cand list 'List the tickets that wait for a person'
            cand show 'Show a ticket: the message, the answer, why it waits'
            cand approve 'Send the drafted answer, or your own'
            cand refund 'Give a buyer money back, within the policy and the limits, once'
            cand refunds 'List the refunds that are open'
            cand close 'Close a ticket: nothing more is needed'
            cand mail 'Read letters from an mbox file into the inbox, as `arb support` then answers them'
            cand write 'Write first to the buyer of an order, through the channel that sold it'
            cand draft 'Write the answer of a ticket; it waits to be sent'
            cand send 'Send an answer; to a message that was answered already, a further one'
            cand assign 'Say who has a ticket'
            cand erase 'Erase what a person wrote, what was answered and what a model was told of it; orders and the books stay'
            cand promises 'List what answers promised and is not kept yet; exit 4 where something is overdue'
            cand train 'Learn to tell messages apart, from labelled messages'
            cand eval 'Measure how well messages are told apart, on labelled messages'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;support;help;list'= {
        }
        &'arb;support;help;show'= {
        }
        &'arb;support;help;approve'= {
        }
        &'arb;support;help;refund'= {
        }
        &'arb;support;help;refunds'= {
        }
        &'arb;support;help;close'= {
        }
        &'arb;support;help;mail'= {
        }
        &'arb;support;help;write'= {
        }
        &'arb;support;help;draft'= {
        }
        &'arb;support;help;send'= {
        }
        &'arb;support;help;assign'= {
        }
        &'arb;support;help;erase'= {
        }
        &'arb;support;help;promises'= {
            cand keep 'Say that a promise was kept, and by what'
            cand waive 'Say that a promise need not be kept any more, and why'
        }
        &'arb;support;help;promises;keep'= {
        }
        &'arb;support;help;promises;waive'= {
        }
        &'arb;support;help;train'= {
        }
        &'arb;support;help;eval'= {
        }
        &'arb;support;help;help'= {
        }
        &'arb;run'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --apply 'Apply new prices (else the setting `reprice.apply`; without either they are suggestions)'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;sync'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;approvals'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List the plans that wait'
            cand show 'Show what a plan would buy'
            cand approve 'Say yes to exactly this plan'
            cand send 'Show the plans that wait in the one Telegram chat, each once, with a button for yes and one for no'
            cand pull 'Take the answers that came in that chat'
            cand reject 'Say no; what was not sent is given up'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;approvals;list'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --all 'Decided and expired ones too'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;approvals;show'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;approvals;approve'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;approvals;send'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;approvals;pull'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;approvals;reject'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;approvals;help'= {
            cand list 'List the plans that wait'
            cand show 'Show what a plan would buy'
            cand approve 'Say yes to exactly this plan'
            cand send 'Show the plans that wait in the one Telegram chat, each once, with a button for yes and one for no'
            cand pull 'Take the answers that came in that chat'
            cand reject 'Say no; what was not sent is given up'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;approvals;help;list'= {
        }
        &'arb;approvals;help;show'= {
        }
        &'arb;approvals;help;approve'= {
        }
        &'arb;approvals;help;send'= {
        }
        &'arb;approvals;help;pull'= {
        }
        &'arb;approvals;help;reject'= {
        }
        &'arb;approvals;help;help'= {
        }
        &'arb;limits'= {
            cand --for 'Show what would refuse this purchase: its number, or the id of its record'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand accept 'Accept the values of arb.toml that allow more than is in force'
            cand history 'Print what was accepted, when and by whom'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;limits;accept'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;limits;history'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;limits;help'= {
            cand accept 'Accept the values of arb.toml that allow more than is in force'
            cand history 'Print what was accepted, when and by whom'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;limits;help;accept'= {
        }
        &'arb;limits;help;history'= {
        }
        &'arb;limits;help;help'= {
        }
        &'arb;resolve'= {
            cand --placed 'It was done: the vendor''s id of the order, listing, message or refund'
            cand --charged 'What the vendor charged in total, or gave back, or shows as the price'
            cand --evidence 'What you saw, and where; it is kept'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --void 'It was not done, and will not be'
            cand --received 'The goods of a placed order are here'
            cand --cancelled 'A placed order will never come, and its money is returned'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;reconcile'= {
            cand --statement 'Hold this statement against the books too: CSV with a date, an amount (plus is money in) and words'
            cand --account 'Whose statement it is: `cash`, `card`, a channel like `ebay_us`, or an account''s code'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --flip 'The statement writes money out as plus, as some cards do'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;explain'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;report'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand opportunities 'What is worth buying now, the most profitable first'
            cand purchases 'What was ordered and where it stands'
            cand inventory 'What is in stock, at cost, by age'
            cand listings 'What is listed, at which price, between which bounds'
            cand sales 'What was sold and what was left of it'
            cand pnl 'Profit and loss from the books, and how good the estimates were'
            cand payouts 'From what buyers paid to what reached the bank, channel by channel: gross as a 1099-K counts it, fees, refunds, payouts'
            cand tickets 'Customers'' messages and what became of them'
            cand support 'How well customers are served: volume, first answers, promises kept, by kind of message'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;report;opportunities'= {
            cand --since 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning'
            cand --until 'Up to the end of this day, written alike; unset is now'
            cand --output 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;report;purchases'= {
            cand --since 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning'
            cand --until 'Up to the end of this day, written alike; unset is now'
            cand --output 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;report;inventory'= {
            cand --since 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning'
            cand --until 'Up to the end of this day, written alike; unset is now'
            cand --output 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;report;listings'= {
            cand --since 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning'
            cand --until 'Up to the end of this day, written alike; unset is now'
            cand --output 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;report;sales'= {
            cand --since 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning'
            cand --until 'Up to the end of this day, written alike; unset is now'
            cand --output 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;report;pnl'= {
            cand --since 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning'
            cand --until 'Up to the end of this day, written alike; unset is now'
            cand --output 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;report;payouts'= {
            cand --since 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning'
            cand --until 'Up to the end of this day, written alike; unset is now'
            cand --output 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;report;tickets'= {
            cand --since 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning'
            cand --until 'Up to the end of this day, written alike; unset is now'
            cand --output 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;report;support'= {
            cand --since 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning'
            cand --until 'Up to the end of this day, written alike; unset is now'
            cand --output 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;report;help'= {
            cand opportunities 'What is worth buying now, the most profitable first'
            cand purchases 'What was ordered and where it stands'
            cand inventory 'What is in stock, at cost, by age'
            cand listings 'What is listed, at which price, between which bounds'
            cand sales 'What was sold and what was left of it'
            cand pnl 'Profit and loss from the books, and how good the estimates were'
            cand payouts 'From what buyers paid to what reached the bank, channel by channel: gross as a 1099-K counts it, fees, refunds, payouts'
            cand tickets 'Customers'' messages and what became of them'
            cand support 'How well customers are served: volume, first answers, promises kept, by kind of message'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;report;help;opportunities'= {
        }
        &'arb;report;help;purchases'= {
        }
        &'arb;report;help;inventory'= {
        }
        &'arb;report;help;listings'= {
        }
        &'arb;report;help;sales'= {
        }
        &'arb;report;help;pnl'= {
        }
        &'arb;report;help;payouts'= {
        }
        &'arb;report;help;tickets'= {
        }
        &'arb;report;help;support'= {
        }
        &'arb;report;help;help'= {
        }
        &'arb;ledger'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand balances 'Print the balance of every account, plus on its normal side'
            cand journal 'Print every line of every transaction, oldest first'
            cand export 'Write the journal for another program: `arb ledger export --to hledger | hledger -f - bal`'
            cand capital 'Book money that you put into the business, or with a minus took out: `arb ledger capital 5000 --name opening`'
            cand assert 'Assert what a statement says: `arb ledger assert A:Cash:bank 2026-05-31 4210.55 --source may.pdf`'
            cand identify 'Say which lot a sale took its units from: it has the cost of that lot instead of the oldest one''s'
            cand settle 'Book where an amount belongs: out of suspense, or a fact that could not be booked'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;ledger;balances'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;ledger;journal'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;ledger;export'= {
            cand --to 'The program'
            cand --output 'Write to this file instead of stdout'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;ledger;capital'= {
            cand --name 'Tells one payment from the next; the same name is booked once'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;ledger;assert'= {
            cand --currency 'The currency of the balance; the account currency if not given'
            cand --source 'The statement that says so'
            cand --from 'Read assertions from a CSV file with the columns `account,date,amount` and, if you like, `currency,source`'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;ledger;identify'= {
            cand --lot 'The lot, by its number in `arb report inventory`'
            cand --channel 'The channel, where several have an order of this name'
            cand --line 'The line, where the order has several'
            cand --swap-with 'The order whose sale was booked from that lot by mistake: it is booked from the other lot instead'
            cand --swap-line 'The line of that order, where it has several'
            cand --reason 'How it is known: kept in the chain'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;ledger;settle'= {
            cand --debit 'The account that is debited: `X:Suspense`'
            cand --credit 'The account that is credited: `I:Sales`'
            cand --currency 'The currency of the amount; the account currency if not given'
            cand --name 'Tells one settlement from the next; the same name is booked once'
            cand --reason 'Why it belongs there: kept in the chain'
            cand --fact 'The fact that is settled by this, as `arb verify` names it under I14: `source/ext_id`'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;ledger;help'= {
            cand balances 'Print the balance of every account, plus on its normal side'
            cand journal 'Print every line of every transaction, oldest first'
            cand export 'Write the journal for another program: `arb ledger export --to hledger | hledger -f - bal`'
            cand capital 'Book money that you put into the business, or with a minus took out: `arb ledger capital 5000 --name opening`'
            cand assert 'Assert what a statement says: `arb ledger assert A:Cash:bank 2026-05-31 4210.55 --source may.pdf`'
            cand identify 'Say which lot a sale took its units from: it has the cost of that lot instead of the oldest one''s'
            cand settle 'Book where an amount belongs: out of suspense, or a fact that could not be booked'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;ledger;help;balances'= {
        }
        &'arb;ledger;help;journal'= {
        }
        &'arb;ledger;help;export'= {
        }
        &'arb;ledger;help;capital'= {
        }
        &'arb;ledger;help;assert'= {
        }
        &'arb;ledger;help;identify'= {
        }
        &'arb;ledger;help;settle'= {
        }
        &'arb;ledger;help;help'= {
        }
        &'arb;verify'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;audit'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand verify 'Recompute the chain from the rows themselves; print what differs, exit 6'
            cand head 'Print the newest link: keep it where nobody who can write the database can write'
            cand log 'List the links, oldest first'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;audit;verify'= {
            cand --head 'A head that was kept elsewhere must still be part of the chain: `N:HASH`, or the line `head` printed'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;audit;head'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;audit;log'= {
            cand --kind 'Only of this kind: `purchase`, `move`, `txn`, `approval`, `fact`, `halt`, `assertion`, …'
            cand --ref 'Only about this row'
            cand --from 'Only from this link on'
            cand --since 'Only what happened at this time or later: `2026-06-01T00:00:00Z`'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;audit;help'= {
            cand verify 'Recompute the chain from the rows themselves; print what differs, exit 6'
            cand head 'Print the newest link: keep it where nobody who can write the database can write'
            cand log 'List the links, oldest first'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;audit;help;verify'= {
        }
        &'arb;audit;help;head'= {
        }
        &'arb;audit;help;log'= {
        }
        &'arb;audit;help;help'= {
        }
        &'arb;advice'= {
            cand --about 'Only about this record, SKU or ticket'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand replay 'Work out again, from each answer as it came, what was understood and what held; print what differs, exit 6'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;advice;replay'= {
            cand --about 'Only about this record, SKU or ticket'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;advice;help'= {
            cand replay 'Work out again, from each answer as it came, what was understood and what held; print what differs, exit 6'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;advice;help;replay'= {
        }
        &'arb;advice;help;help'= {
        }
        &'arb;digest'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --ack 'Say that a person has read it'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;arena'= {
            cand --strategy 'Only this strategy; may be given again'
            cand --decisions 'Decide at least this often'
            cand --days 'Days of a match'
            cand --seed 'The seed; the same one plays the same matches'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --pairs 'A row for each pair instead of one for each strategy'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;backtest'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand reprice 'Run every strategy over price histories and compare its profit with holding and with naive undercutting'
            cand negotiate 'Haggle with sellers fitted to recorded talks, and compare with a fixed discount'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;backtest;reprice'= {
            cand --stored 'The recorded history of this product, by its ASIN, barcode or key; may be given again. `all` is every one that is kept'
            cand --series 'Which recorded history, like `new_fba` or `used_very_good`. Unset: the buy box, else the lowest new offer'
            cand --product 'The column of the product'
            cand --time 'The column of the time'
            cand --price 'The column of the price'
            cand --strategy 'Only this strategy; may be given again'
            cand --days 'Days of one window'
            cand --windows 'The most windows of one product'
            cand --cost-pct 'What a unit cost, in percent of the first price of its window'
            cand --fee-pct 'What the channel takes, in percent of the price'
            cand --units 'Units to sell in a window'
            cand --buyers 'Buyers in a hundred days who look at the page'
            cand --seed 'The seed of the buyers'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;backtest;negotiate'= {
            cand --times 'Sellers for each listing'
            cand --seed 'The seed; the same one draws the same sellers'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;backtest;help'= {
            cand reprice 'Run every strategy over price histories and compare its profit with holding and with naive undercutting'
            cand negotiate 'Haggle with sellers fitted to recorded talks, and compare with a fixed discount'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;backtest;help;reprice'= {
        }
        &'arb;backtest;help;negotiate'= {
        }
        &'arb;backtest;help;help'= {
        }
        &'arb;halt'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;resume'= {
            cand --reason 'Why it may go on; kept in the database'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;fees'= {
            cand --channel 'Channel: `amazon_us`, `ebay_us`, `tcgplayer`, …'
            cand --on 'The day of the sale; today if not given'
            cand --category 'Category, in the channel''s words'
            cand --price 'Item price'
            cand --shipping 'Shipping the buyer pays'
            cand --tax 'Sales tax'
            cand --weight 'Packed weight: `1.25 lb`, `141 g`'
            cand --dims 'Packed sides: `6x4x0.5 in`, `104x55x35 mm`'
            cand --program 'Who ships: `fba` (the channel) or `fbm` (you)'
            cand --card 'Fulfilment card: `standard`, `apparel` or `dangerous_goods`'
            cand --plan 'Selling plan: `professional` or `individual`'
            cand --store 'Store subscription: `none`, `starter`, `basic`, `premium`, `anchor`, `enterprise`'
            cand --quantity 'Units sold together'
            cand --options 'More: `zone=8`, `international`, `op=refund` …, comma-separated'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand cards 'List the fee cards with their dates, confidence and sources'
            cand diff 'Compare the rates of two days'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;fees;cards'= {
            cand --channel 'Only this channel'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;fees;diff'= {
            cand --channel 'Only this channel'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;fees;help'= {
            cand cards 'List the fee cards with their dates, confidence and sources'
            cand diff 'Compare the rates of two days'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;fees;help;cards'= {
        }
        &'arb;fees;help;diff'= {
        }
        &'arb;fees;help;help'= {
        }
        &'arb;identify'= {
            cand --as 'Read the whole text as this: any, isbn, ean, gtin, isbn10, isbn13, sbn, upca, upce, ean8, ean13, gtin14, asin, …; `product_` before a kind demands a product'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;price'= {
            cand --currency 'Assume this currency where the text names none, or one of its kind (`$`, `kr`)'
            cand --hint 'Text near the price: a column header, a label'
            cand --decimal 'The decimal mark, where it is known'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;paper'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand init 'Make a world; the same seed and start make the same one'
            cand advance 'Let days pass: goods arrive, competitors move, customers buy, send back and write'
            cand status 'Show the date and what is under way'
            cand effects 'Show what was really done at our request, and how often: a count above 1 is a double'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;paper;init'= {
            cand --seed 'Same seed, same world; unset is `paper.seed` of the settings'
            cand --start 'The world''s first day; unset is today'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;paper;advance'= {
            cand --days 'How many days'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;paper;status'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;paper;effects'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;paper;help'= {
            cand init 'Make a world; the same seed and start make the same one'
            cand advance 'Let days pass: goods arrive, competitors move, customers buy, send back and write'
            cand status 'Show the date and what is under way'
            cand effects 'Show what was really done at our request, and how often: a count above 1 is a double'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;paper;help;init'= {
        }
        &'arb;paper;help;advance'= {
        }
        &'arb;paper;help;status'= {
        }
        &'arb;paper;help;effects'= {
        }
        &'arb;paper;help;help'= {
        }
        &'arb;demo'= {
            cand --days 'How many days of trading to simulate'
            cand --dir 'The folder to make; an earlier demo in it is replaced'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;db'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand info 'Print size, schema, mode and row counts, and check the file'
            cand backup 'Copy the database to a file, or into a folder under a name with the time; others may go on meanwhile'
            cand restore 'Bring a backup back; replaces a database only with `--yes`, and never one of the other mode'
            cand init 'Make a database: paper, or with `--live` one for real money'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;db;info'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;db;backup'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;db;restore'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;db;init'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;db;help'= {
            cand info 'Print size, schema, mode and row counts, and check the file'
            cand backup 'Copy the database to a file, or into a folder under a name with the time; others may go on meanwhile'
            cand restore 'Bring a backup back; replaces a database only with `--yes`, and never one of the other mode'
            cand init 'Make a database: paper, or with `--live` one for real money'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;db;help;info'= {
        }
        &'arb;db;help;backup'= {
        }
        &'arb;db;help;restore'= {
        }
        &'arb;db;help;init'= {
        }
        &'arb;db;help;help'= {
        }
        &'arb;doctor'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;vendors'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand check 'Ask a vendor for something that changes nothing and costs as little as there is'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;vendors;check'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;vendors;help'= {
            cand check 'Ask a vendor for something that changes nothing and costs as little as there is'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;vendors;help;check'= {
        }
        &'arb;vendors;help;help'= {
        }
        &'arb;watch'= {
            cand --within 'Only what must fall by no more than this, in percent of its price'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;serve'= {
            cand --listen 'Listen here instead of where `[serve]` says: `127.0.0.1:8787`'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;config'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand show 'Print every setting, its value and its origin'
            cand rules 'Print the built-in rules of `arb analyze`, to copy and change: `arb config rules > rules.toml`'
            cand dir 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;config;show'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;config;rules'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;config;dir'= {
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;config;help'= {
            cand show 'Print every setting, its value and its origin'
            cand rules 'Print the built-in rules of `arb analyze`, to copy and change: `arb config rules > rules.toml`'
            cand dir 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;config;help;show'= {
        }
        &'arb;config;help;rules'= {
        }
        &'arb;config;help;dir'= {
        }
        &'arb;config;help;help'= {
        }
        &'arb;completions'= {
            cand --all 'Write a file for every shell into this folder'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;man'= {
            cand --all 'Write a page for every command into this folder'
            cand --config 'Read only this settings file'
            cand --db 'Use this database file'
            cand --format 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere'
            cand --input-format 'Read the input as this; `auto` looks at the name and the first bytes'
            cand --columns 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`'
            cand --color 'Colour the output'
            cand --errors 'Report errors as text or as one JSON object a line'
            cand --quiet 'Say only what needs a person'
            cand --verbose 'Say more; twice for even more'
            cand --yes 'Answer yes to every question'
            cand --no-input 'Never ask; refuse where an answer would be needed'
            cand --dry-run 'Do everything but change nothing, neither outside nor in the database'
            cand --live 'Use real vendors and money; needs `mode = "live"` and a live database too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'arb;help'= {
            cand scan 'Find offers: read supplier lists and sources, keep what is new or changed'
            cand analyze 'Judge offers: fees, landed cost, profit, risk, verdict and the highest cost at which it is still a buy'
            cand negotiate 'Haggle over what is a buy at a lower price: offers by a ladder, never above the highest cost'
            cand buy 'Buy what was judged a buy: plan, ask, place within the limits, book'
            cand list 'List what was bought: choose the channel, set the price, write the text, publish'
            cand reprice 'Follow the market with prices: suggest, or apply, never below the floor'
            cand ship 'Send goods to Amazon''s warehouses: plan, packing, boxes, placement, carriers, with what each costs'
            cand support 'Answer customers: tell messages apart, escalate, draft or send, one ticket each'
            cand run 'One pass of every stage, one at a time: sync, scan, analyze, buy, list, reprice, support'
            cand sync 'Pull deliveries, sales, refunds, payouts and messages into the books'
            cand approvals 'List, show, approve or reject what waits for a person'
            cand limits 'Show every limit, what is used of it, and what would refuse next'
            cand resolve 'Say what became of what only a person can find out, or had to do'
            cand reconcile 'Hold the books against the vendors'' lists, a statement, and themselves'
            cand explain 'Show every number of a record: where it came from, which rule decided, at which price the verdict turns'
            cand report 'Report opportunities, purchases, inventory and aging, listings, sales, P&L, payouts, tickets, support'
            cand ledger 'Show the books, or export them to hledger, beancount or CSV'
            cand verify 'Check the books: every invariant of ledger, limits, stock and listings'
            cand audit 'Prove that the books are as arb wrote them: a chain of hashes over every decision, approval, order and posting'
            cand advice 'Show what models were asked and what came of it; `replay` works it out again from the log'
            cand digest 'Show what a person should know today: stops, money spent, what waits, when the books were last compared'
            cand arena 'Let the repricing strategies play against each other and against bots, and measure them'
            cand backtest 'Try repricing strategies on recorded prices, and haggling on recorded talks'
            cand halt 'Stop every change to the outside world, at once'
            cand resume 'Let effects go on after `arb halt` or a stop that arb made itself'
            cand fees 'Work out the fees of a sale, or of a file of sales'
            cand identify 'Tell which product a text names: ISBN, UPC, EAN, GTIN, ASIN, eBay, TCGplayer, Reverb'
            cand price 'Read any price text as an exact amount and a currency'
            cand paper 'Make the simulated market, move its time, see how it stands'
            cand demo 'The whole round on bundled data: scan, analyze, buy, a month of selling, the profit and loss'
            cand db 'Look after the database: info, backup, restore, init'
            cand doctor 'Look at everything around the books: file, disk, clock, halt, backup, settings; says what to do'
            cand vendors 'Show the vendors that are read from: what each can do, what is left of its quotas; `check` proves a key works'
            cand watch 'List what was passed over and how far its price is from a buy, the nearest first'
            cand serve 'Take what vendors send: text messages, parsed mail, eBay''s notices, Telegram''s answers'
            cand config 'Show the settings and where each came from'
            cand completions 'Print completions for your shell'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;help;scan'= {
        }
        &'arb;help;analyze'= {
        }
        &'arb;help;negotiate'= {
            cand list 'List the deals that are open'
            cand show 'Show a deal: its ladder, what was said, what is put aside'
            cand reply 'Tell what the seller answered; the next move follows'
            cand send 'Send what waits for your yes'
            cand drop 'End a deal without another word; what was put aside is free'
        }
        &'arb;help;negotiate;list'= {
        }
        &'arb;help;negotiate;show'= {
        }
        &'arb;help;negotiate;reply'= {
        }
        &'arb;help;negotiate;send'= {
        }
        &'arb;help;negotiate;drop'= {
        }
        &'arb;help;buy'= {
        }
        &'arb;help;list'= {
        }
        &'arb;help;reprice'= {
        }
        &'arb;help;ship'= {
        }
        &'arb;help;support'= {
            cand list 'List the tickets that wait for a person'
            cand show 'Show a ticket: the message, the answer, why it waits'
            cand approve 'Send the drafted answer, or your own'
            cand refund 'Give a buyer money back, within the policy and the limits, once'
            cand refunds 'List the refunds that are open'
            cand close 'Close a ticket: nothing more is needed'
            cand mail 'Read letters from an mbox file into the inbox, as `arb support` then answers them'
            cand write 'Write first to the buyer of an order, through the channel that sold it'
            cand draft 'Write the answer of a ticket; it waits to be sent'
            cand send 'Send an answer; to a message that was answered already, a further one'
            cand assign 'Say who has a ticket'
            cand erase 'Erase what a person wrote, what was answered and what a model was told of it; orders and the books stay'
            cand promises 'List what answers promised and is not kept yet; exit 4 where something is overdue'
            cand train 'Learn to tell messages apart, from labelled messages'
            cand eval 'Measure how well messages are told apart, on labelled messages'
        }
        &'arb;help;support;list'= {
        }
        &'arb;help;support;show'= {
        }
        &'arb;help;support;approve'= {
        }
        &'arb;help;support;refund'= {
        }
        &'arb;help;support;refunds'= {
        }
        &'arb;help;support;close'= {
        }
        &'arb;help;support;mail'= {
        }
        &'arb;help;support;write'= {
        }
        &'arb;help;support;draft'= {
        }
        &'arb;help;support;send'= {
        }
        &'arb;help;support;assign'= {
        }
        &'arb;help;support;erase'= {
        }
        &'arb;help;support;promises'= {
            cand keep 'Say that a promise was kept, and by what'
            cand waive 'Say that a promise need not be kept any more, and why'
        }
        &'arb;help;support;promises;keep'= {
        }
        &'arb;help;support;promises;waive'= {
        }
        &'arb;help;support;train'= {
        }
        &'arb;help;support;eval'= {
        }
        &'arb;help;run'= {
        }
        &'arb;help;sync'= {
        }
        &'arb;help;approvals'= {
            cand list 'List the plans that wait'
            cand show 'Show what a plan would buy'
            cand approve 'Say yes to exactly this plan'
            cand send 'Show the plans that wait in the one Telegram chat, each once, with a button for yes and one for no'
            cand pull 'Take the answers that came in that chat'
            cand reject 'Say no; what was not sent is given up'
        }
        &'arb;help;approvals;list'= {
        }
        &'arb;help;approvals;show'= {
        }
        &'arb;help;approvals;approve'= {
        }
        &'arb;help;approvals;send'= {
        }
        &'arb;help;approvals;pull'= {
        }
        &'arb;help;approvals;reject'= {
        }
        &'arb;help;limits'= {
            cand accept 'Accept the values of arb.toml that allow more than is in force'
            cand history 'Print what was accepted, when and by whom'
        }
        &'arb;help;limits;accept'= {
        }
        &'arb;help;limits;history'= {
        }
        &'arb;help;resolve'= {
        }
        &'arb;help;reconcile'= {
        }
        &'arb;help;explain'= {
        }
        &'arb;help;report'= {
            cand opportunities 'What is worth buying now, the most profitable first'
            cand purchases 'What was ordered and where it stands'
            cand inventory 'What is in stock, at cost, by age'
            cand listings 'What is listed, at which price, between which bounds'
            cand sales 'What was sold and what was left of it'
            cand pnl 'Profit and loss from the books, and how good the estimates were'
            cand payouts 'From what buyers paid to what reached the bank, channel by channel: gross as a 1099-K counts it, fees, refunds, payouts'
            cand tickets 'Customers'' messages and what became of them'
            cand support 'How well customers are served: volume, first answers, promises kept, by kind of message'
        }
        &'arb;help;report;opportunities'= {
        }
        &'arb;help;report;purchases'= {
        }
        &'arb;help;report;inventory'= {
        }
        &'arb;help;report;listings'= {
        }
        &'arb;help;report;sales'= {
        }
        &'arb;help;report;pnl'= {
        }
        &'arb;help;report;payouts'= {
        }
        &'arb;help;report;tickets'= {
        }
        &'arb;help;report;support'= {
        }
        &'arb;help;ledger'= {
            cand balances 'Print the balance of every account, plus on its normal side'
            cand journal 'Print every line of every transaction, oldest first'
            cand export 'Write the journal for another program: `arb ledger export --to hledger | hledger -f - bal`'
            cand capital 'Book money that you put into the business, or with a minus took out: `arb ledger capital 5000 --name opening`'
            cand assert 'Assert what a statement says: `arb ledger assert A:Cash:bank 2026-05-31 4210.55 --source may.pdf`'
            cand identify 'Say which lot a sale took its units from: it has the cost of that lot instead of the oldest one''s'
            cand settle 'Book where an amount belongs: out of suspense, or a fact that could not be booked'
        }
        &'arb;help;ledger;balances'= {
        }
        &'arb;help;ledger;journal'= {
        }
        &'arb;help;ledger;export'= {
        }
        &'arb;help;ledger;capital'= {
        }
        &'arb;help;ledger;assert'= {
        }
        &'arb;help;ledger;identify'= {
        }
        &'arb;help;ledger;settle'= {
        }
        &'arb;help;verify'= {
        }
        &'arb;help;audit'= {
            cand verify 'Recompute the chain from the rows themselves; print what differs, exit 6'
            cand head 'Print the newest link: keep it where nobody who can write the database can write'
            cand log 'List the links, oldest first'
        }
        &'arb;help;audit;verify'= {
        }
        &'arb;help;audit;head'= {
        }
        &'arb;help;audit;log'= {
        }
        &'arb;help;advice'= {
            cand replay 'Work out again, from each answer as it came, what was understood and what held; print what differs, exit 6'
        }
        &'arb;help;advice;replay'= {
        }
        &'arb;help;digest'= {
        }
        &'arb;help;arena'= {
        }
        &'arb;help;backtest'= {
            cand reprice 'Run every strategy over price histories and compare its profit with holding and with naive undercutting'
            cand negotiate 'Haggle with sellers fitted to recorded talks, and compare with a fixed discount'
        }
        &'arb;help;backtest;reprice'= {
        }
        &'arb;help;backtest;negotiate'= {
        }
        &'arb;help;halt'= {
        }
        &'arb;help;resume'= {
        }
        &'arb;help;fees'= {
            cand cards 'List the fee cards with their dates, confidence and sources'
            cand diff 'Compare the rates of two days'
        }
        &'arb;help;fees;cards'= {
        }
        &'arb;help;fees;diff'= {
        }
        &'arb;help;identify'= {
        }
        &'arb;help;price'= {
        }
        &'arb;help;paper'= {
            cand init 'Make a world; the same seed and start make the same one'
            cand advance 'Let days pass: goods arrive, competitors move, customers buy, send back and write'
            cand status 'Show the date and what is under way'
            cand effects 'Show what was really done at our request, and how often: a count above 1 is a double'
        }
        &'arb;help;paper;init'= {
        }
        &'arb;help;paper;advance'= {
        }
        &'arb;help;paper;status'= {
        }
        &'arb;help;paper;effects'= {
        }
        &'arb;help;demo'= {
        }
        &'arb;help;db'= {
            cand info 'Print size, schema, mode and row counts, and check the file'
            cand backup 'Copy the database to a file, or into a folder under a name with the time; others may go on meanwhile'
            cand restore 'Bring a backup back; replaces a database only with `--yes`, and never one of the other mode'
            cand init 'Make a database: paper, or with `--live` one for real money'
        }
        &'arb;help;db;info'= {
        }
        &'arb;help;db;backup'= {
        }
        &'arb;help;db;restore'= {
        }
        &'arb;help;db;init'= {
        }
        &'arb;help;doctor'= {
        }
        &'arb;help;vendors'= {
            cand check 'Ask a vendor for something that changes nothing and costs as little as there is'
        }
        &'arb;help;vendors;check'= {
        }
        &'arb;help;watch'= {
        }
        &'arb;help;serve'= {
        }
        &'arb;help;config'= {
            cand show 'Print every setting, its value and its origin'
            cand rules 'Print the built-in rules of `arb analyze`, to copy and change: `arb config rules > rules.toml`'
            cand dir 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`'
        }
        &'arb;help;config;show'= {
        }
        &'arb;help;config;rules'= {
        }
        &'arb;help;config;dir'= {
        }
        &'arb;help;completions'= {
        }
        &'arb;help;man'= {
        }
        &'arb;help;help'= {
        }
    ]
    $completions[$command]
}
