# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_arb_global_optspecs
    string join \n config= db= format= input-format= columns= quiet verbose color= yes no-input dry-run live errors= h/help V/version
end

function __fish_arb_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_arb_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_arb_using_subcommand
    set -l cmd (__fish_arb_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c arb -n "__fish_arb_needs_command" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_needs_command" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_needs_command" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_needs_command" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_needs_command" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_needs_command" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_needs_command" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_needs_command" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_needs_command" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_needs_command" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_needs_command" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_needs_command" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_needs_command" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_needs_command" -s V -l version -d 'Print version'
complete -c arb -n "__fish_arb_needs_command" -f -a "scan" -d 'Find offers: read supplier lists and sources, keep what is new or changed'
complete -c arb -n "__fish_arb_needs_command" -f -a "analyze" -d 'Judge offers: fees, landed cost, profit, risk, verdict and the highest cost at which it is still a buy'
complete -c arb -n "__fish_arb_needs_command" -f -a "negotiate" -d 'Haggle over what is a buy at a lower price: offers by a ladder, never above the highest cost'
complete -c arb -n "__fish_arb_needs_command" -f -a "buy" -d 'Buy what was judged a buy: plan, ask, place within the limits, book'
complete -c arb -n "__fish_arb_needs_command" -f -a "list" -d 'List what was bought: choose the channel, set the price, write the text, publish'
complete -c arb -n "__fish_arb_needs_command" -f -a "reprice" -d 'Follow the market with prices: suggest, or apply, never below the floor'
complete -c arb -n "__fish_arb_needs_command" -f -a "ship" -d 'Send goods to Amazon\'s warehouses: plan, packing, boxes, placement, carriers, with what each costs'
complete -c arb -n "__fish_arb_needs_command" -f -a "support" -d 'Answer customers: tell messages apart, escalate, draft or send, one ticket each'
complete -c arb -n "__fish_arb_needs_command" -f -a "run" -d 'One pass of every stage, one at a time: sync, scan, analyze, buy, list, reprice, support'
complete -c arb -n "__fish_arb_needs_command" -f -a "sync" -d 'Pull deliveries, sales, refunds, payouts and messages into the books'
complete -c arb -n "__fish_arb_needs_command" -f -a "approvals" -d 'List, show, approve or reject what waits for a person'
complete -c arb -n "__fish_arb_needs_command" -f -a "limits" -d 'Show every limit, what is used of it, and what would refuse next'
complete -c arb -n "__fish_arb_needs_command" -f -a "resolve" -d 'Say what became of what only a person can find out, or had to do'
complete -c arb -n "__fish_arb_needs_command" -f -a "reconcile" -d 'Hold the books against the vendors\' lists, a statement, and themselves'
complete -c arb -n "__fish_arb_needs_command" -f -a "explain" -d 'Show every number of a record: where it came from, which rule decided, at which price the verdict turns'
complete -c arb -n "__fish_arb_needs_command" -f -a "report" -d 'Report opportunities, purchases, inventory and aging, listings, sales, P&L, payouts, tickets, support'
complete -c arb -n "__fish_arb_needs_command" -f -a "ledger" -d 'Show the books, or export them to hledger, beancount or CSV'
complete -c arb -n "__fish_arb_needs_command" -f -a "verify" -d 'Check the books: every invariant of ledger, limits, stock and listings'
complete -c arb -n "__fish_arb_needs_command" -f -a "audit" -d 'Prove that the books are as arb wrote them: a chain of hashes over every decision, approval, order and posting'
complete -c arb -n "__fish_arb_needs_command" -f -a "advice" -d 'Show what models were asked and what came of it; `replay` works it out again from the log'
complete -c arb -n "__fish_arb_needs_command" -f -a "digest" -d 'Show what a person should know today: stops, money spent, what waits, when the books were last compared'
complete -c arb -n "__fish_arb_needs_command" -f -a "arena" -d 'Let the repricing strategies play against each other and against bots, and measure them'
complete -c arb -n "__fish_arb_needs_command" -f -a "backtest" -d 'Try repricing strategies on recorded prices, and haggling on recorded talks'
complete -c arb -n "__fish_arb_needs_command" -f -a "halt" -d 'Stop every change to the outside world, at once'
complete -c arb -n "__fish_arb_needs_command" -f -a "resume" -d 'Let effects go on after `arb halt` or a stop that arb made itself'
complete -c arb -n "__fish_arb_needs_command" -f -a "fees" -d 'Work out the fees of a sale, or of a file of sales'
complete -c arb -n "__fish_arb_needs_command" -f -a "identify" -d 'Tell which product a text names: ISBN, UPC, EAN, GTIN, ASIN, eBay, TCGplayer, Reverb'
complete -c arb -n "__fish_arb_needs_command" -f -a "price" -d 'Read any price text as an exact amount and a currency'
complete -c arb -n "__fish_arb_needs_command" -f -a "paper" -d 'Make the simulated market, move its time, see how it stands'
complete -c arb -n "__fish_arb_needs_command" -f -a "demo" -d 'The whole round on bundled data: scan, analyze, buy, a month of selling, the profit and loss'
complete -c arb -n "__fish_arb_needs_command" -f -a "db" -d 'Look after the database: info, backup, restore, init'
complete -c arb -n "__fish_arb_needs_command" -f -a "doctor" -d 'Look at everything around the books: file, disk, clock, halt, backup, settings; says what to do'
complete -c arb -n "__fish_arb_needs_command" -f -a "vendors" -d 'Show the vendors that are read from: what each can do, what is left of its quotas; `check` proves a key works'
complete -c arb -n "__fish_arb_needs_command" -f -a "watch" -d 'List what was passed over and how far its price is from a buy, the nearest first'
complete -c arb -n "__fish_arb_needs_command" -f -a "serve" -d 'Take what vendors send: text messages, parsed mail, eBay\'s notices, Telegram\'s answers'
complete -c arb -n "__fish_arb_needs_command" -f -a "config" -d 'Show the settings and where each came from'
complete -c arb -n "__fish_arb_needs_command" -f -a "completions" -d 'Print completions for your shell'
complete -c arb -n "__fish_arb_needs_command" -f -a "man" -d 'Print the manual page'
complete -c arb -n "__fish_arb_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand scan" -l rejects -d 'Keep rows that can\'t be used in this file' -r -F
complete -c arb -n "__fish_arb_using_subcommand scan" -l output -d 'Write records to this file instead of stdout' -r -F
complete -c arb -n "__fish_arb_using_subcommand scan" -l map -d 'A column mapping: a TOML file' -r -F
complete -c arb -n "__fish_arb_using_subcommand scan" -l preset -d 'A column mapping by name: `supplier`, `tactical-arbitrage`, `buybotpro`, or one of yours' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l currency -d 'The currency of prices that name none' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l sheet -d 'The sheet of an Excel file; the first one if not given' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l source -d 'With a file: the supplier\'s name (else the file\'s). Without: the source to ask, from `[sources]`, `paper` or a vendor that is switched on; several, with commas, are asked at once' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l saved -d 'The search of this name from `[searches]`; may be given again' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l keyword -d 'Only titles with this word; may be given again, all must be there' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l exclude -d 'No titles with this word; may be given again' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l code -d 'Look this barcode, ISBN or ASIN up; may be given again' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l seller -d 'Only offers of this seller of a marketplace' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l condition -d 'Ask for this condition: `new` or `used`' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l budget -d 'Make no more calls of vendors than this' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l wait -d 'Wait no longer than this for the turn and the answer of one question, in seconds' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l category -d 'Only categories that contain this' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l brand -d 'Only this brand' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l min-price -d 'Only prices from here' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l max-price -d 'Only prices up to here' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l limit -d 'Stop after this many offers' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand scan" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand scan" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand scan" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand scan" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand scan" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand scan" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand scan" -l pending -d 'Take the pending work in the database, whatever is on stdin'
complete -c arb -n "__fish_arb_using_subcommand scan" -l all-saved -d 'Every search of `[searches]`'
complete -c arb -n "__fish_arb_using_subcommand scan" -l estimate -d 'Say what the search would take of the vendors, and ask nothing'
complete -c arb -n "__fish_arb_using_subcommand scan" -l refresh -d 'Ask the vendors, whatever is known already'
complete -c arb -n "__fish_arb_using_subcommand scan" -l all -d 'Write unchanged offers too'
complete -c arb -n "__fish_arb_using_subcommand scan" -l new -d 'Write only offers never seen before'
complete -c arb -n "__fish_arb_using_subcommand scan" -l changed -d 'Write only offers whose price or availability moved'
complete -c arb -n "__fish_arb_using_subcommand scan" -l gone -d 'Write only offers that the source no longer shows'
complete -c arb -n "__fish_arb_using_subcommand scan" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand scan" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand scan" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand scan" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand scan" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand scan" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand scan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand analyze" -l rejects -d 'Keep rows that can\'t be used in this file' -r -F
complete -c arb -n "__fish_arb_using_subcommand analyze" -l output -d 'Write records to this file instead of stdout' -r -F
complete -c arb -n "__fish_arb_using_subcommand analyze" -l map -d 'A column mapping: a TOML file' -r -F
complete -c arb -n "__fish_arb_using_subcommand analyze" -l preset -d 'A column mapping by name: `supplier`, `tactical-arbitrage`, `buybotpro`, or one of yours' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l currency -d 'The currency of prices that name none' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l sheet -d 'The sheet of an Excel file; the first one if not given' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l prices -d 'A price book: CSV, XLSX or JSON Lines with an identifier and prices, or a reply of Keepa\'s `/product` as it came; may be given again' -r -F
complete -c arb -n "__fish_arb_using_subcommand analyze" -l only -d 'Write only these verdicts: buy, negotiate, watch, review, skip' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l sort -d 'Write the records in this order, when all are judged' -r -f -a "net\t'The profit of a unit, the highest first'
roi\t'The return on landed cost, the highest first'
cost\t'The price of a purchase unit, the lowest first'
days\t'Days to sell, the fewest first'"
complete -c arb -n "__fish_arb_using_subcommand analyze" -l also -d 'Write the records to this file, too: CSV, JSON or JSON Lines by its name; may be given again' -r -F
complete -c arb -n "__fish_arb_using_subcommand analyze" -l prices-map -d 'How the price book\'s columns are read: a TOML file like that of `--map`' -r -F
complete -c arb -n "__fish_arb_using_subcommand analyze" -l market -d 'The channel to sell on, like `amazon_us` or `ebay_us`, and who is asked what things sell for there, like `keepa`; with commas. Without a name every market that is switched on is asked' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l budget -d 'Make no more calls of vendors than this' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l wait -d 'Wait no longer than this for the turn and the answer of one question, in seconds' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l analyst -d 'Who looks at what the rules would buy, and may object: `rules` is nobody; a model of `[vendors]` can only veto, lower the cap or the quantity, or add risk' -r -f -a "rules\t''
openai\t''
anthropic\t''
local\t''"
complete -c arb -n "__fish_arb_using_subcommand analyze" -l program -d 'Who ships: `fba` or `fbm`' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l rules -d 'The analyst\'s rules' -r -F
complete -c arb -n "__fish_arb_using_subcommand analyze" -l min-roi -d 'Ask at least this return on landed cost, in percent, whatever the rules say' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l min-profit -d 'Ask at least this profit a unit, whatever the rules say' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l source -d 'The supplier\'s name for raw rows; else the file\'s' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand analyze" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand analyze" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand analyze" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand analyze" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand analyze" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand analyze" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand analyze" -l pending -d 'Take the pending work in the database, whatever is on stdin'
complete -c arb -n "__fish_arb_using_subcommand analyze" -l best -d 'Of offers alike, the same product in the same condition, judge only the cheapest'
complete -c arb -n "__fish_arb_using_subcommand analyze" -l refresh -d 'Ask the vendors, whatever is known already'
complete -c arb -n "__fish_arb_using_subcommand analyze" -l check-fees -d 'Ask the markets what they would charge for what is worth buying, and say where our fee cards differ by over a cent'
complete -c arb -n "__fish_arb_using_subcommand analyze" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand analyze" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand analyze" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand analyze" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand analyze" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand analyze" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand analyze" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l rejects -d 'Keep rows that can\'t be used in this file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l output -d 'Write records to this file instead of stdout' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l pending -d 'Take the pending work in the database, whatever is on stdin'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -a "list" -d 'List the deals that are open'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -a "show" -d 'Show a deal: its ladder, what was said, what is put aside'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -a "reply" -d 'Tell what the seller answered; the next move follows'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -a "send" -d 'Send what waits for your yes'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -a "drop" -d 'End a deal without another word; what was put aside is free'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and not __fish_seen_subcommand_from list show reply send drop help" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l all -d 'All deals, done ones too'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l counter -d 'The seller asks this for one instead' -r
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l text -d 'Read the seller\'s own words from this file; `-` is stdin' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l agreed -d 'The seller says yes to your offer'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l firm -d 'The seller says that the price stands'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l declined -d 'The seller says no'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l gone -d 'It is sold'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from reply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from send" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l reason -d 'Why, in your words' -r
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from drop" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the deals that are open'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a deal: its ladder, what was said, what is put aside'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from help" -f -a "reply" -d 'Tell what the seller answered; the next move follows'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from help" -f -a "send" -d 'Send what waits for your yes'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from help" -f -a "drop" -d 'End a deal without another word; what was put aside is free'
complete -c arb -n "__fish_arb_using_subcommand negotiate; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand buy" -l rejects -d 'Keep rows that can\'t be used in this file' -r -F
complete -c arb -n "__fish_arb_using_subcommand buy" -l output -d 'Write records to this file instead of stdout' -r -F
complete -c arb -n "__fish_arb_using_subcommand buy" -l approve -d 'Approve and carry out the plan with this hash, exactly as it was shown' -r
complete -c arb -n "__fish_arb_using_subcommand buy" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand buy" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand buy" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand buy" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand buy" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand buy" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand buy" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand buy" -l pending -d 'Take the pending work in the database, whatever is on stdin'
complete -c arb -n "__fish_arb_using_subcommand buy" -l plan -d 'Print the plan and its hash, place nothing'
complete -c arb -n "__fish_arb_using_subcommand buy" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand buy" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand buy" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand buy" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand buy" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand buy" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand buy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand list" -l rejects -d 'Keep rows that can\'t be used in this file' -r -F
complete -c arb -n "__fish_arb_using_subcommand list" -l output -d 'Write records to this file instead of stdout' -r -F
complete -c arb -n "__fish_arb_using_subcommand list" -l channel -d 'List on each of these channels, rather than on the best ones; the units are shared out among them' -r
complete -c arb -n "__fish_arb_using_subcommand list" -l export -d 'Write the marketplace\'s own upload file instead of publishing; several channels make one file each' -r -F
complete -c arb -n "__fish_arb_using_subcommand list" -l export-format -d 'The format of `--export`; the listing\'s channel decides if not given' -r -f -a "amazon\t'Tab-delimited text: Inventory Loader for listings, Price & Quantity for prices'
ebay\t'CSV of Seller Hub Reports: Add for listings, Revise for prices'
tcgplayer\t'The pricing CSV of the Seller Portal'
reverb\t'CSV of the bulk uploader'"
complete -c arb -n "__fish_arb_using_subcommand list" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand list" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand list" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand list" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand list" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand list" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand list" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand list" -l pending -d 'Take the pending work in the database, whatever is on stdin'
complete -c arb -n "__fish_arb_using_subcommand list" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand list" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand list" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand list" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand list" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand list" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand reprice" -l rejects -d 'Keep rows that can\'t be used in this file' -r -F
complete -c arb -n "__fish_arb_using_subcommand reprice" -l output -d 'Write records to this file instead of stdout' -r -F
complete -c arb -n "__fish_arb_using_subcommand reprice" -l strategy -d '`match-bb`, `undercut-bb`, `lowest`, `auto-compete`, …; the setting `reprice.strategy` if not given' -r
complete -c arb -n "__fish_arb_using_subcommand reprice" -l competition -d 'Price the listings of the input against what others ask in this file; needs no database and no key' -r -F
complete -c arb -n "__fish_arb_using_subcommand reprice" -l notifications -d 'Only the listings whose offers have changed, by Amazon\'s ANY_OFFER_CHANGED as it lies in the queue; `-` is stdin' -r -F
complete -c arb -n "__fish_arb_using_subcommand reprice" -l explain -d 'Show how the price of one listing is decided, step by step, and change nothing' -r
complete -c arb -n "__fish_arb_using_subcommand reprice" -l liquidate -d 'Agree to sell a listing below its floor, for `--strategy liquidate`' -r
complete -c arb -n "__fish_arb_using_subcommand reprice" -l down-to -d 'The floor of that sale' -r
complete -c arb -n "__fish_arb_using_subcommand reprice" -l until -d 'The last day of that sale, like `2026-12-31`' -r
complete -c arb -n "__fish_arb_using_subcommand reprice" -l reason -d 'Why it is sold below its floor' -r
complete -c arb -n "__fish_arb_using_subcommand reprice" -l export -d 'Write the marketplace\'s own price file instead of setting prices; several channels make one file each' -r -F
complete -c arb -n "__fish_arb_using_subcommand reprice" -l export-format -d 'The format of `--export`; the listing\'s channel decides if not given' -r -f -a "amazon\t'Tab-delimited text: Inventory Loader for listings, Price & Quantity for prices'
ebay\t'CSV of Seller Hub Reports: Add for listings, Revise for prices'
tcgplayer\t'The pricing CSV of the Seller Portal'
reverb\t'CSV of the bulk uploader'"
complete -c arb -n "__fish_arb_using_subcommand reprice" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand reprice" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand reprice" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand reprice" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand reprice" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand reprice" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand reprice" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand reprice" -l pending -d 'Take the pending work in the database, whatever is on stdin'
complete -c arb -n "__fish_arb_using_subcommand reprice" -l apply -d 'Set the prices'
complete -c arb -n "__fish_arb_using_subcommand reprice" -l suggest -d 'Only suggest, whatever the setting `reprice.apply` says'
complete -c arb -n "__fish_arb_using_subcommand reprice" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand reprice" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand reprice" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand reprice" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand reprice" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand reprice" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand reprice" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand ship" -l channel -d 'The channel whose warehouses they go to' -r
complete -c arb -n "__fish_arb_using_subcommand ship" -l plan -d 'Only this plan, by its name' -r
complete -c arb -n "__fish_arb_using_subcommand ship" -l packing -d 'Pack it by this option' -r
complete -c arb -n "__fish_arb_using_subcommand ship" -l placement -d 'Agree to this placement and its fee' -r
complete -c arb -n "__fish_arb_using_subcommand ship" -l transport -d 'Ask who may carry it to the warehouses of this placement, and for how much' -r
complete -c arb -n "__fish_arb_using_subcommand ship" -l boxes -d 'Say what is in its boxes' -r -F
complete -c arb -n "__fish_arb_using_subcommand ship" -l window -d 'Ask when a shipment may arrive; with `=ID`, choose that window' -r
complete -c arb -n "__fish_arb_using_subcommand ship" -l carrier -d 'Agree to what this carrier quotes for a shipment; one for each shipment' -r
complete -c arb -n "__fish_arb_using_subcommand ship" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ship" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ship" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand ship" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand ship" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand ship" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand ship" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand ship" -l pack-later -d 'Go on to the warehouses before it is packed'
complete -c arb -n "__fish_arb_using_subcommand ship" -l labels -d 'Show where the labels of its goods can be fetched'
complete -c arb -n "__fish_arb_using_subcommand ship" -l cancel -d 'Give the plan up'
complete -c arb -n "__fish_arb_using_subcommand ship" -l stock -d 'Show what lay in the warehouses at the last `arb sync`'
complete -c arb -n "__fish_arb_using_subcommand ship" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand ship" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand ship" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand ship" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand ship" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand ship" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand ship" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l rejects -d 'Keep rows that can\'t be used in this file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l output -d 'Write records to this file instead of stdout' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l pending -d 'Take the pending work in the database, whatever is on stdin'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "list" -d 'List the tickets that wait for a person'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "show" -d 'Show a ticket: the message, the answer, why it waits'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "approve" -d 'Send the drafted answer, or your own'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "refund" -d 'Give a buyer money back, within the policy and the limits, once'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "refunds" -d 'List the refunds that are open'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "close" -d 'Close a ticket: nothing more is needed'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "mail" -d 'Read letters from an mbox file into the inbox, as `arb support` then answers them'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "write" -d 'Write first to the buyer of an order, through the channel that sold it'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "draft" -d 'Write the answer of a ticket; it waits to be sent'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "send" -d 'Send an answer; to a message that was answered already, a further one'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "assign" -d 'Say who has a ticket'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "erase" -d 'Erase what a person wrote, what was answered and what a model was told of it; orders and the books stay'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "promises" -d 'List what answers promised and is not kept yet; exit 4 where something is overdue'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "train" -d 'Learn to tell messages apart, from labelled messages'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "eval" -d 'Measure how well messages are told apart, on labelled messages'
complete -c arb -n "__fish_arb_using_subcommand support; and not __fish_seen_subcommand_from list show approve refund refunds close mail write draft send assign erase promises train eval help" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l all -d 'All tickets, done ones too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l body -d 'Send the text of this file instead; `-` is stdin' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l line -d 'The line in it, where it has several' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l channel -d 'The channel, where several have an order of this name' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l reason -d 'Why, as a code' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l amount -d 'How much, in the currency of the sale; unset is what the policy gives' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l approve -d 'Agree to the refund of the plan with this hash, exactly as it was shown, and carry it out' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l again -d 'Another refund of a line that has one'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refund" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l all -d 'All refunds, done ones too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from refunds" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l label -d 'What the message was about, in your words: `arb support train` learns from it' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from close" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from mail" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l about -d 'What it is about, in the channel\'s word' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l body -d 'The text: a file, `-` is stdin' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from write" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l body -d 'The text of this file; `-` is stdin' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from draft" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l body -d 'Send the text of this file; `-` is stdin. Without it: the draft' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from send" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from assign" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l channel -d 'The inbox: `mail`, `twilio`, `ebay`, `reverb`, `file`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from erase" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l all -d 'Kept and waived ones too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -f -a "keep" -d 'Say that a promise was kept, and by what'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -f -a "waive" -d 'Say that a promise need not be kept any more, and why'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from promises" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l text -d 'The column of the text' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l label -d 'The column of the label' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l out-of-scope -d 'Messages with this label fit none of the others' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l escalate -d 'Messages with this label need a person; may be given again. A column `escalate` says so for each message' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l rejects -d 'Keep rows that can\'t be used in this file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l forget -d 'Remove the model and go on with the rules alone'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from train" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l text -d 'The column of the text' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l label -d 'The column of the label' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l out-of-scope -d 'Messages with this label fit none of the others' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l escalate -d 'Messages with this label need a person; may be given again. A column `escalate` says so for each message' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l rejects -d 'Keep rows that can\'t be used in this file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from eval" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the tickets that wait for a person'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a ticket: the message, the answer, why it waits'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "approve" -d 'Send the drafted answer, or your own'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "refund" -d 'Give a buyer money back, within the policy and the limits, once'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "refunds" -d 'List the refunds that are open'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "close" -d 'Close a ticket: nothing more is needed'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "mail" -d 'Read letters from an mbox file into the inbox, as `arb support` then answers them'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "write" -d 'Write first to the buyer of an order, through the channel that sold it'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "draft" -d 'Write the answer of a ticket; it waits to be sent'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "send" -d 'Send an answer; to a message that was answered already, a further one'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "assign" -d 'Say who has a ticket'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "erase" -d 'Erase what a person wrote, what was answered and what a model was told of it; orders and the books stay'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "promises" -d 'List what answers promised and is not kept yet; exit 4 where something is overdue'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "train" -d 'Learn to tell messages apart, from labelled messages'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "eval" -d 'Measure how well messages are told apart, on labelled messages'
complete -c arb -n "__fish_arb_using_subcommand support; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand run" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand run" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand run" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand run" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand run" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand run" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand run" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand run" -l apply -d 'Apply new prices (else the setting `reprice.apply`; without either they are suggestions)'
complete -c arb -n "__fish_arb_using_subcommand run" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand run" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand run" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand run" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand run" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand run" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand sync" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand sync" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand sync" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand sync" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand sync" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand sync" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand sync" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand sync" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand sync" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand sync" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand sync" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand sync" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand sync" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand sync" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -f -a "list" -d 'List the plans that wait'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -f -a "show" -d 'Show what a plan would buy'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -f -a "approve" -d 'Say yes to exactly this plan'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -f -a "send" -d 'Show the plans that wait in the one Telegram chat, each once, with a button for yes and one for no'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -f -a "pull" -d 'Take the answers that came in that chat'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -f -a "reject" -d 'Say no; what was not sent is given up'
complete -c arb -n "__fish_arb_using_subcommand approvals; and not __fish_seen_subcommand_from list show approve send pull reject help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l all -d 'Decided and expired ones too'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from send" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from pull" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from reject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the plans that wait'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show what a plan would buy'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from help" -f -a "approve" -d 'Say yes to exactly this plan'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from help" -f -a "send" -d 'Show the plans that wait in the one Telegram chat, each once, with a button for yes and one for no'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from help" -f -a "pull" -d 'Take the answers that came in that chat'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from help" -f -a "reject" -d 'Say no; what was not sent is given up'
complete -c arb -n "__fish_arb_using_subcommand approvals; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l for -d 'Show what would refuse this purchase: its number, or the id of its record' -r
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -f -a "accept" -d 'Accept the values of arb.toml that allow more than is in force'
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -f -a "history" -d 'Print what was accepted, when and by whom'
complete -c arb -n "__fish_arb_using_subcommand limits; and not __fish_seen_subcommand_from accept history help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from accept" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from help" -f -a "accept" -d 'Accept the values of arb.toml that allow more than is in force'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from help" -f -a "history" -d 'Print what was accepted, when and by whom'
complete -c arb -n "__fish_arb_using_subcommand limits; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand resolve" -l placed -d 'It was done: the vendor\'s id of the order, listing, message or refund' -r
complete -c arb -n "__fish_arb_using_subcommand resolve" -l charged -d 'What the vendor charged in total, or gave back, or shows as the price' -r
complete -c arb -n "__fish_arb_using_subcommand resolve" -l evidence -d 'What you saw, and where; it is kept' -r
complete -c arb -n "__fish_arb_using_subcommand resolve" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand resolve" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand resolve" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand resolve" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand resolve" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand resolve" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand resolve" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand resolve" -l void -d 'It was not done, and will not be'
complete -c arb -n "__fish_arb_using_subcommand resolve" -l received -d 'The goods of a placed order are here'
complete -c arb -n "__fish_arb_using_subcommand resolve" -l cancelled -d 'A placed order will never come, and its money is returned'
complete -c arb -n "__fish_arb_using_subcommand resolve" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand resolve" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand resolve" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand resolve" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand resolve" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand resolve" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand resolve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l statement -d 'Hold this statement against the books too: CSV with a date, an amount (plus is money in) and words' -r -F
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l account -d 'Whose statement it is: `cash`, `card`, a channel like `ebay_us`, or an account\'s code' -r
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l flip -d 'The statement writes money out as plus, as some cards do'
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand reconcile" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand reconcile" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand explain" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand explain" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand explain" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand explain" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand explain" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand explain" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand explain" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand explain" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand explain" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand explain" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand explain" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand explain" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand explain" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -f -a "opportunities" -d 'What is worth buying now, the most profitable first'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -f -a "purchases" -d 'What was ordered and where it stands'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -f -a "inventory" -d 'What is in stock, at cost, by age'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -f -a "listings" -d 'What is listed, at which price, between which bounds'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -f -a "sales" -d 'What was sold and what was left of it'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -f -a "pnl" -d 'Profit and loss from the books, and how good the estimates were'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -f -a "payouts" -d 'From what buyers paid to what reached the bank, channel by channel: gross as a 1099-K counts it, fees, refunds, payouts'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -f -a "tickets" -d 'Customers\' messages and what became of them'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -f -a "support" -d 'How well customers are served: volume, first answers, promises kept, by kind of message'
complete -c arb -n "__fish_arb_using_subcommand report; and not __fish_seen_subcommand_from opportunities purchases inventory listings sales pnl payouts tickets support help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l since -d 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l until -d 'Up to the end of this day, written alike; unset is now' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l output -d 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from opportunities" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l since -d 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l until -d 'Up to the end of this day, written alike; unset is now' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l output -d 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from purchases" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l since -d 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l until -d 'Up to the end of this day, written alike; unset is now' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l output -d 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from inventory" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l since -d 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l until -d 'Up to the end of this day, written alike; unset is now' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l output -d 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from listings" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l since -d 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l until -d 'Up to the end of this day, written alike; unset is now' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l output -d 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from sales" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l since -d 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l until -d 'Up to the end of this day, written alike; unset is now' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l output -d 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from pnl" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l since -d 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l until -d 'Up to the end of this day, written alike; unset is now' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l output -d 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from payouts" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l since -d 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l until -d 'Up to the end of this day, written alike; unset is now' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l output -d 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from tickets" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l since -d 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l until -d 'Up to the end of this day, written alike; unset is now' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l output -d 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from support" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "opportunities" -d 'What is worth buying now, the most profitable first'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "purchases" -d 'What was ordered and where it stands'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "inventory" -d 'What is in stock, at cost, by age'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "listings" -d 'What is listed, at which price, between which bounds'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "sales" -d 'What was sold and what was left of it'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "pnl" -d 'Profit and loss from the books, and how good the estimates were'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "payouts" -d 'From what buyers paid to what reached the bank, channel by channel: gross as a 1099-K counts it, fees, refunds, payouts'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "tickets" -d 'Customers\' messages and what became of them'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "support" -d 'How well customers are served: volume, first answers, promises kept, by kind of message'
complete -c arb -n "__fish_arb_using_subcommand report; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -f -a "balances" -d 'Print the balance of every account, plus on its normal side'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -f -a "journal" -d 'Print every line of every transaction, oldest first'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -f -a "export" -d 'Write the journal for another program: `arb ledger export --to hledger | hledger -f - bal`'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -f -a "capital" -d 'Book money that you put into the business, or with a minus took out: `arb ledger capital 5000 --name opening`'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -f -a "assert" -d 'Assert what a statement says: `arb ledger assert A:Cash:bank 2026-05-31 4210.55 --source may.pdf`'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -f -a "identify" -d 'Say which lot a sale took its units from: it has the cost of that lot instead of the oldest one\'s'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -f -a "settle" -d 'Book where an amount belongs: out of suspense, or a fact that could not be booked'
complete -c arb -n "__fish_arb_using_subcommand ledger; and not __fish_seen_subcommand_from balances journal export capital assert identify settle help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from balances" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from journal" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l to -d 'The program' -r -f -a "hledger\t'A hledger journal'
beancount\t'A beancount ledger'
csv\t'One line per entry'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l output -d 'Write to this file instead of stdout' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l name -d 'Tells one payment from the next; the same name is booked once' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from capital" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l currency -d 'The currency of the balance; the account currency if not given' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l source -d 'The statement that says so' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l from -d 'Read assertions from a CSV file with the columns `account,date,amount` and, if you like, `currency,source`' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from assert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l lot -d 'The lot, by its number in `arb report inventory`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l channel -d 'The channel, where several have an order of this name' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l line -d 'The line, where the order has several' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l swap-with -d 'The order whose sale was booked from that lot by mistake: it is booked from the other lot instead' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l swap-line -d 'The line of that order, where it has several' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l reason -d 'How it is known: kept in the chain' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from identify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l debit -d 'The account that is debited: `X:Suspense`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l credit -d 'The account that is credited: `I:Sales`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l currency -d 'The currency of the amount; the account currency if not given' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l name -d 'Tells one settlement from the next; the same name is booked once' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l reason -d 'Why it belongs there: kept in the chain' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l fact -d 'The fact that is settled by this, as `arb verify` names it under I14: `source/ext_id`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from settle" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from help" -f -a "balances" -d 'Print the balance of every account, plus on its normal side'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from help" -f -a "journal" -d 'Print every line of every transaction, oldest first'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write the journal for another program: `arb ledger export --to hledger | hledger -f - bal`'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from help" -f -a "capital" -d 'Book money that you put into the business, or with a minus took out: `arb ledger capital 5000 --name opening`'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from help" -f -a "assert" -d 'Assert what a statement says: `arb ledger assert A:Cash:bank 2026-05-31 4210.55 --source may.pdf`'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from help" -f -a "identify" -d 'Say which lot a sale took its units from: it has the cost of that lot instead of the oldest one\'s'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from help" -f -a "settle" -d 'Book where an amount belongs: out of suspense, or a fact that could not be booked'
complete -c arb -n "__fish_arb_using_subcommand ledger; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand verify" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand verify" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand verify" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand verify" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand verify" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand verify" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand verify" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand verify" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand verify" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand verify" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand verify" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand verify" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand verify" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -f -a "verify" -d 'Recompute the chain from the rows themselves; print what differs, exit 6'
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -f -a "head" -d 'Print the newest link: keep it where nobody who can write the database can write'
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -f -a "log" -d 'List the links, oldest first'
complete -c arb -n "__fish_arb_using_subcommand audit; and not __fish_seen_subcommand_from verify head log help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l head -d 'A head that was kept elsewhere must still be part of the chain: `N:HASH`, or the line `head` printed' -r
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from head" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l kind -d 'Only of this kind: `purchase`, `move`, `txn`, `approval`, `fact`, `halt`, `assertion`, …' -r
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l ref -d 'Only about this row' -r
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l from -d 'Only from this link on' -r
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l since -d 'Only what happened at this time or later: `2026-06-01T00:00:00Z`' -r
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "verify" -d 'Recompute the chain from the rows themselves; print what differs, exit 6'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "head" -d 'Print the newest link: keep it where nobody who can write the database can write'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "log" -d 'List the links, oldest first'
complete -c arb -n "__fish_arb_using_subcommand audit; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l about -d 'Only about this record, SKU or ticket' -r
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -f -a "replay" -d 'Work out again, from each answer as it came, what was understood and what held; print what differs, exit 6'
complete -c arb -n "__fish_arb_using_subcommand advice; and not __fish_seen_subcommand_from replay help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l about -d 'Only about this record, SKU or ticket' -r
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from replay" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from help" -f -a "replay" -d 'Work out again, from each answer as it came, what was understood and what held; print what differs, exit 6'
complete -c arb -n "__fish_arb_using_subcommand advice; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand digest" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand digest" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand digest" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand digest" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand digest" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand digest" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand digest" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand digest" -l ack -d 'Say that a person has read it'
complete -c arb -n "__fish_arb_using_subcommand digest" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand digest" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand digest" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand digest" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand digest" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand digest" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand digest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand arena" -l strategy -d 'Only this strategy; may be given again' -r
complete -c arb -n "__fish_arb_using_subcommand arena" -l decisions -d 'Decide at least this often' -r
complete -c arb -n "__fish_arb_using_subcommand arena" -l days -d 'Days of a match' -r
complete -c arb -n "__fish_arb_using_subcommand arena" -l seed -d 'The seed; the same one plays the same matches' -r
complete -c arb -n "__fish_arb_using_subcommand arena" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand arena" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand arena" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand arena" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand arena" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand arena" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand arena" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand arena" -l pairs -d 'A row for each pair instead of one for each strategy'
complete -c arb -n "__fish_arb_using_subcommand arena" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand arena" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand arena" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand arena" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand arena" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand arena" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand arena" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -f -a "reprice" -d 'Run every strategy over price histories and compare its profit with holding and with naive undercutting'
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -f -a "negotiate" -d 'Haggle with sellers fitted to recorded talks, and compare with a fixed discount'
complete -c arb -n "__fish_arb_using_subcommand backtest; and not __fish_seen_subcommand_from reprice negotiate help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l stored -d 'The recorded history of this product, by its ASIN, barcode or key; may be given again. `all` is every one that is kept' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l series -d 'Which recorded history, like `new_fba` or `used_very_good`. Unset: the buy box, else the lowest new offer' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l product -d 'The column of the product' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l time -d 'The column of the time' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l price -d 'The column of the price' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l strategy -d 'Only this strategy; may be given again' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l days -d 'Days of one window' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l windows -d 'The most windows of one product' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l cost-pct -d 'What a unit cost, in percent of the first price of its window' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l fee-pct -d 'What the channel takes, in percent of the price' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l units -d 'Units to sell in a window' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l buyers -d 'Buyers in a hundred days who look at the page' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l seed -d 'The seed of the buyers' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from reprice" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l times -d 'Sellers for each listing' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l seed -d 'The seed; the same one draws the same sellers' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from negotiate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from help" -f -a "reprice" -d 'Run every strategy over price histories and compare its profit with holding and with naive undercutting'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from help" -f -a "negotiate" -d 'Haggle with sellers fitted to recorded talks, and compare with a fixed discount'
complete -c arb -n "__fish_arb_using_subcommand backtest; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand halt" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand halt" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand halt" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand halt" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand halt" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand halt" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand halt" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand halt" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand halt" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand halt" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand halt" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand halt" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand halt" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand halt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand resume" -l reason -d 'Why it may go on; kept in the database' -r
complete -c arb -n "__fish_arb_using_subcommand resume" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand resume" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand resume" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand resume" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand resume" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand resume" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand resume" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand resume" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand resume" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand resume" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand resume" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand resume" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand resume" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l channel -d 'Channel: `amazon_us`, `ebay_us`, `tcgplayer`, …' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l on -d 'The day of the sale; today if not given' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l category -d 'Category, in the channel\'s words' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l price -d 'Item price' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l shipping -d 'Shipping the buyer pays' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l tax -d 'Sales tax' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l weight -d 'Packed weight: `1.25 lb`, `141 g`' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l dims -d 'Packed sides: `6x4x0.5 in`, `104x55x35 mm`' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l program -d 'Who ships: `fba` (the channel) or `fbm` (you)' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l card -d 'Fulfilment card: `standard`, `apparel` or `dangerous_goods`' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l plan -d 'Selling plan: `professional` or `individual`' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l store -d 'Store subscription: `none`, `starter`, `basic`, `premium`, `anchor`, `enterprise`' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l quantity -d 'Units sold together' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l options -d 'More: `zone=8`, `international`, `op=refund` …, comma-separated' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -a "cards" -d 'List the fee cards with their dates, confidence and sources'
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -a "diff" -d 'Compare the rates of two days'
complete -c arb -n "__fish_arb_using_subcommand fees; and not __fish_seen_subcommand_from cards diff help" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l channel -d 'Only this channel' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from cards" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l channel -d 'Only this channel' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from help" -f -a "cards" -d 'List the fee cards with their dates, confidence and sources'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Compare the rates of two days'
complete -c arb -n "__fish_arb_using_subcommand fees; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand identify" -l as -d 'Read the whole text as this: any, isbn, ean, gtin, isbn10, isbn13, sbn, upca, upce, ean8, ean13, gtin14, asin, …; `product_` before a kind demands a product' -r
complete -c arb -n "__fish_arb_using_subcommand identify" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand identify" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand identify" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand identify" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand identify" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand identify" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand identify" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand identify" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand identify" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand identify" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand identify" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand identify" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand identify" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand identify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand price" -l currency -d 'Assume this currency where the text names none, or one of its kind (`$`, `kr`)' -r
complete -c arb -n "__fish_arb_using_subcommand price" -l hint -d 'Text near the price: a column header, a label' -r
complete -c arb -n "__fish_arb_using_subcommand price" -l decimal -d 'The decimal mark, where it is known' -r
complete -c arb -n "__fish_arb_using_subcommand price" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand price" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand price" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand price" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand price" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand price" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand price" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand price" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand price" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand price" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand price" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand price" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand price" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand price" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -f -a "init" -d 'Make a world; the same seed and start make the same one'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -f -a "advance" -d 'Let days pass: goods arrive, competitors move, customers buy, send back and write'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -f -a "status" -d 'Show the date and what is under way'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -f -a "effects" -d 'Show what was really done at our request, and how often: a count above 1 is a double'
complete -c arb -n "__fish_arb_using_subcommand paper; and not __fish_seen_subcommand_from init advance status effects help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l seed -d 'Same seed, same world; unset is `paper.seed` of the settings' -r
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l start -d 'The world\'s first day; unset is today' -r
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l days -d 'How many days' -r
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from advance" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from effects" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from help" -f -a "init" -d 'Make a world; the same seed and start make the same one'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from help" -f -a "advance" -d 'Let days pass: goods arrive, competitors move, customers buy, send back and write'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show the date and what is under way'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from help" -f -a "effects" -d 'Show what was really done at our request, and how often: a count above 1 is a double'
complete -c arb -n "__fish_arb_using_subcommand paper; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand demo" -l days -d 'How many days of trading to simulate' -r
complete -c arb -n "__fish_arb_using_subcommand demo" -l dir -d 'The folder to make; an earlier demo in it is replaced' -r -F
complete -c arb -n "__fish_arb_using_subcommand demo" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand demo" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand demo" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand demo" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand demo" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand demo" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand demo" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand demo" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand demo" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand demo" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand demo" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand demo" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand demo" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -f -a "info" -d 'Print size, schema, mode and row counts, and check the file'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -f -a "backup" -d 'Copy the database to a file, or into a folder under a name with the time; others may go on meanwhile'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -f -a "restore" -d 'Bring a backup back; replaces a database only with `--yes`, and never one of the other mode'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -f -a "init" -d 'Make a database: paper, or with `--live` one for real money'
complete -c arb -n "__fish_arb_using_subcommand db; and not __fish_seen_subcommand_from info backup restore init help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from info" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from backup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "info" -d 'Print size, schema, mode and row counts, and check the file'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "backup" -d 'Copy the database to a file, or into a folder under a name with the time; others may go on meanwhile'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "restore" -d 'Bring a backup back; replaces a database only with `--yes`, and never one of the other mode'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "init" -d 'Make a database: paper, or with `--live` one for real money'
complete -c arb -n "__fish_arb_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand doctor" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand doctor" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand doctor" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand doctor" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand doctor" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand doctor" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand doctor" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand doctor" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand doctor" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand doctor" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand doctor" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand doctor" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand doctor" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -f -a "check" -d 'Ask a vendor for something that changes nothing and costs as little as there is'
complete -c arb -n "__fish_arb_using_subcommand vendors; and not __fish_seen_subcommand_from check help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from help" -f -a "check" -d 'Ask a vendor for something that changes nothing and costs as little as there is'
complete -c arb -n "__fish_arb_using_subcommand vendors; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand watch" -l within -d 'Only what must fall by no more than this, in percent of its price' -r
complete -c arb -n "__fish_arb_using_subcommand watch" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand watch" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand watch" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand watch" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand watch" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand watch" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand watch" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand watch" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand watch" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand watch" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand watch" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand watch" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand watch" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand serve" -l listen -d 'Listen here instead of where `[serve]` says: `127.0.0.1:8787`' -r
complete -c arb -n "__fish_arb_using_subcommand serve" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand serve" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand serve" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand serve" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand serve" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand serve" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand serve" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand serve" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand serve" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand serve" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand serve" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand serve" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand serve" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -f -a "show" -d 'Print every setting, its value and its origin'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -f -a "rules" -d 'Print the built-in rules of `arb analyze`, to copy and change: `arb config rules > rules.toml`'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -f -a "dir" -d 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show rules dir help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from rules" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from dir" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print every setting, its value and its origin'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "rules" -d 'Print the built-in rules of `arb analyze`, to copy and change: `arb config rules > rules.toml`'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "dir" -d 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`'
complete -c arb -n "__fish_arb_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand completions" -l all -d 'Write a file for every shell into this folder' -r -F
complete -c arb -n "__fish_arb_using_subcommand completions" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand completions" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand completions" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand completions" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand completions" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand completions" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand completions" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand completions" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand completions" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand completions" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand completions" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand completions" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand completions" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand man" -l all -d 'Write a page for every command into this folder' -r -F
complete -c arb -n "__fish_arb_using_subcommand man" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand man" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand man" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand man" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand man" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand man" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand man" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand man" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand man" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand man" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand man" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand man" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand man" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "scan" -d 'Find offers: read supplier lists and sources, keep what is new or changed'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "analyze" -d 'Judge offers: fees, landed cost, profit, risk, verdict and the highest cost at which it is still a buy'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "negotiate" -d 'Haggle over what is a buy at a lower price: offers by a ladder, never above the highest cost'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "buy" -d 'Buy what was judged a buy: plan, ask, place within the limits, book'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "list" -d 'List what was bought: choose the channel, set the price, write the text, publish'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "reprice" -d 'Follow the market with prices: suggest, or apply, never below the floor'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "ship" -d 'Send goods to Amazon\'s warehouses: plan, packing, boxes, placement, carriers, with what each costs'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "support" -d 'Answer customers: tell messages apart, escalate, draft or send, one ticket each'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "run" -d 'One pass of every stage, one at a time: sync, scan, analyze, buy, list, reprice, support'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "sync" -d 'Pull deliveries, sales, refunds, payouts and messages into the books'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "approvals" -d 'List, show, approve or reject what waits for a person'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "limits" -d 'Show every limit, what is used of it, and what would refuse next'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "resolve" -d 'Say what became of what only a person can find out, or had to do'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "reconcile" -d 'Hold the books against the vendors\' lists, a statement, and themselves'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "explain" -d 'Show every number of a record: where it came from, which rule decided, at which price the verdict turns'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "report" -d 'Report opportunities, purchases, inventory and aging, listings, sales, P&L, payouts, tickets, support'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "ledger" -d 'Show the books, or export them to hledger, beancount or CSV'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "verify" -d 'Check the books: every invariant of ledger, limits, stock and listings'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "audit" -d 'Prove that the books are as arb wrote them: a chain of hashes over every decision, approval, order and posting'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "advice" -d 'Show what models were asked and what came of it; `replay` works it out again from the log'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "digest" -d 'Show what a person should know today: stops, money spent, what waits, when the books were last compared'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "arena" -d 'Let the repricing strategies play against each other and against bots, and measure them'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "backtest" -d 'Try repricing strategies on recorded prices, and haggling on recorded talks'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "halt" -d 'Stop every change to the outside world, at once'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "resume" -d 'Let effects go on after `arb halt` or a stop that arb made itself'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "fees" -d 'Work out the fees of a sale, or of a file of sales'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "identify" -d 'Tell which product a text names: ISBN, UPC, EAN, GTIN, ASIN, eBay, TCGplayer, Reverb'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "price" -d 'Read any price text as an exact amount and a currency'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "paper" -d 'Make the simulated market, move its time, see how it stands'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "demo" -d 'The whole round on bundled data: scan, analyze, buy, a month of selling, the profit and loss'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "db" -d 'Look after the database: info, backup, restore, init'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "doctor" -d 'Look at everything around the books: file, disk, clock, halt, backup, settings; says what to do'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "vendors" -d 'Show the vendors that are read from: what each can do, what is left of its quotas; `check` proves a key works'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "watch" -d 'List what was passed over and how far its price is from a buy, the nearest first'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "serve" -d 'Take what vendors send: text messages, parsed mail, eBay\'s notices, Telegram\'s answers'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "config" -d 'Show the settings and where each came from'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "completions" -d 'Print completions for your shell'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "man" -d 'Print the manual page'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from scan analyze negotiate buy list reprice ship support run sync approvals limits resolve reconcile explain report ledger verify audit advice digest arena backtest halt resume fees identify price paper demo db doctor vendors watch serve config completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from negotiate" -f -a "list" -d 'List the deals that are open'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from negotiate" -f -a "show" -d 'Show a deal: its ladder, what was said, what is put aside'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from negotiate" -f -a "reply" -d 'Tell what the seller answered; the next move follows'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from negotiate" -f -a "send" -d 'Send what waits for your yes'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from negotiate" -f -a "drop" -d 'End a deal without another word; what was put aside is free'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "list" -d 'List the tickets that wait for a person'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "show" -d 'Show a ticket: the message, the answer, why it waits'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "approve" -d 'Send the drafted answer, or your own'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "refund" -d 'Give a buyer money back, within the policy and the limits, once'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "refunds" -d 'List the refunds that are open'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "close" -d 'Close a ticket: nothing more is needed'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "mail" -d 'Read letters from an mbox file into the inbox, as `arb support` then answers them'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "write" -d 'Write first to the buyer of an order, through the channel that sold it'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "draft" -d 'Write the answer of a ticket; it waits to be sent'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "send" -d 'Send an answer; to a message that was answered already, a further one'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "assign" -d 'Say who has a ticket'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "erase" -d 'Erase what a person wrote, what was answered and what a model was told of it; orders and the books stay'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "promises" -d 'List what answers promised and is not kept yet; exit 4 where something is overdue'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "train" -d 'Learn to tell messages apart, from labelled messages'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from support" -f -a "eval" -d 'Measure how well messages are told apart, on labelled messages'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from approvals" -f -a "list" -d 'List the plans that wait'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from approvals" -f -a "show" -d 'Show what a plan would buy'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from approvals" -f -a "approve" -d 'Say yes to exactly this plan'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from approvals" -f -a "send" -d 'Show the plans that wait in the one Telegram chat, each once, with a button for yes and one for no'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from approvals" -f -a "pull" -d 'Take the answers that came in that chat'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from approvals" -f -a "reject" -d 'Say no; what was not sent is given up'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from limits" -f -a "accept" -d 'Accept the values of arb.toml that allow more than is in force'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from limits" -f -a "history" -d 'Print what was accepted, when and by whom'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from report" -f -a "opportunities" -d 'What is worth buying now, the most profitable first'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from report" -f -a "purchases" -d 'What was ordered and where it stands'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from report" -f -a "inventory" -d 'What is in stock, at cost, by age'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from report" -f -a "listings" -d 'What is listed, at which price, between which bounds'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from report" -f -a "sales" -d 'What was sold and what was left of it'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from report" -f -a "pnl" -d 'Profit and loss from the books, and how good the estimates were'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from report" -f -a "payouts" -d 'From what buyers paid to what reached the bank, channel by channel: gross as a 1099-K counts it, fees, refunds, payouts'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from report" -f -a "tickets" -d 'Customers\' messages and what became of them'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from report" -f -a "support" -d 'How well customers are served: volume, first answers, promises kept, by kind of message'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from ledger" -f -a "balances" -d 'Print the balance of every account, plus on its normal side'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from ledger" -f -a "journal" -d 'Print every line of every transaction, oldest first'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from ledger" -f -a "export" -d 'Write the journal for another program: `arb ledger export --to hledger | hledger -f - bal`'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from ledger" -f -a "capital" -d 'Book money that you put into the business, or with a minus took out: `arb ledger capital 5000 --name opening`'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from ledger" -f -a "assert" -d 'Assert what a statement says: `arb ledger assert A:Cash:bank 2026-05-31 4210.55 --source may.pdf`'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from ledger" -f -a "identify" -d 'Say which lot a sale took its units from: it has the cost of that lot instead of the oldest one\'s'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from ledger" -f -a "settle" -d 'Book where an amount belongs: out of suspense, or a fact that could not be booked'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "verify" -d 'Recompute the chain from the rows themselves; print what differs, exit 6'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "head" -d 'Print the newest link: keep it where nobody who can write the database can write'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from audit" -f -a "log" -d 'List the links, oldest first'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from advice" -f -a "replay" -d 'Work out again, from each answer as it came, what was understood and what held; print what differs, exit 6'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from backtest" -f -a "reprice" -d 'Run every strategy over price histories and compare its profit with holding and with naive undercutting'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from backtest" -f -a "negotiate" -d 'Haggle with sellers fitted to recorded talks, and compare with a fixed discount'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from fees" -f -a "cards" -d 'List the fee cards with their dates, confidence and sources'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from fees" -f -a "diff" -d 'Compare the rates of two days'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from paper" -f -a "init" -d 'Make a world; the same seed and start make the same one'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from paper" -f -a "advance" -d 'Let days pass: goods arrive, competitors move, customers buy, send back and write'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from paper" -f -a "status" -d 'Show the date and what is under way'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from paper" -f -a "effects" -d 'Show what was really done at our request, and how often: a count above 1 is a double'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "info" -d 'Print size, schema, mode and row counts, and check the file'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "backup" -d 'Copy the database to a file, or into a folder under a name with the time; others may go on meanwhile'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "restore" -d 'Bring a backup back; replaces a database only with `--yes`, and never one of the other mode'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "init" -d 'Make a database: paper, or with `--live` one for real money'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from vendors" -f -a "check" -d 'Ask a vendor for something that changes nothing and costs as little as there is'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Print every setting, its value and its origin'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "rules" -d 'Print the built-in rules of `arb analyze`, to copy and change: `arb config rules > rules.toml`'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "dir" -d 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`'
