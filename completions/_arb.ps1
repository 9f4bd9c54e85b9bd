
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'arb' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'arb'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'arb' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Find offers: read supplier lists and sources, keep what is new or changed')
            [CompletionResult]::new('analyze', 'analyze', [CompletionResultType]::ParameterValue, 'Judge offers: fees, landed cost, profit, risk, verdict and the highest cost at which it is still a buy')
            [CompletionResult]::new('negotiate', 'negotiate', [CompletionResultType]::ParameterValue, 'Haggle over what is a buy at a lower price: offers by a ladder, never above the highest cost')
            [CompletionResult]::new('buy', 'buy', [CompletionResultType]::ParameterValue, 'Buy what was judged a buy: plan, ask, place within the limits, book')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List what was bought: choose the channel, set the price, write the text, publish')
            [CompletionResult]::new('reprice', 'reprice', [CompletionResultType]::ParameterValue, 'Follow the market with prices: suggest, or apply, never below the floor')
            [CompletionResult]::new('ship', 'ship', [CompletionResultType]::ParameterValue, 'Send goods to Amazon''s warehouses: plan, packing, boxes, placement, carriers, with what each costs')
            [CompletionResult]::new('support', 'support', [CompletionResultType]::ParameterValue, 'Answer customers: tell messages apart, escalate, draft or send, one ticket each')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'One pass of every stage, one at a time: sync, scan, analyze, buy, list, reprice, support')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Pull deliveries, sales, refunds, payouts and messages into the books')
            [CompletionResult]::new('approvals', 'approvals', [CompletionResultType]::ParameterValue, 'List, show, approve or reject what waits for a person')
            [CompletionResult]::new('limits', 'limits', [CompletionResultType]::ParameterValue, 'Show every limit, what is used of it, and what would refuse next')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Say what became of what only a person can find out, or had to do')
            [CompletionResult]::new('reconcile', 'reconcile', [CompletionResultType]::ParameterValue, 'Hold the books against the vendors'' lists, a statement, and themselves')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Show every number of a record: where it came from, which rule decided, at which price the verdict turns')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Report opportunities, purchases, inventory and aging, listings, sales, P&L, payouts, tickets, support')
            [CompletionResult]::new('ledger', 'ledger', [CompletionResultType]::ParameterValue, 'Show the books, or export them to hledger, beancount or CSV')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check the books: every invariant of ledger, limits, stock and listings')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Prove that the books are as arb wrote them: a chain of hashes over every decision, approval, order and posting')
            [CompletionResult]::new('advice', 'advice', [CompletionResultType]::ParameterValue, 'Show what models were asked and what came of it; `replay` works it out again from the log')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Show what a person should know today: stops, money spent, what waits, when the books were last compared')
            [CompletionResult]::new('arena', 'arena', [CompletionResultType]::ParameterValue, 'Let the repricing strategies play against each other and against bots, and measure them')
            [CompletionResult]::new('backtest', 'backtest', [CompletionResultType]::ParameterValue, 'Try repricing strategies on recorded prices, and haggling on recorded talks')
            [CompletionResult]::new('halt', 'halt', [CompletionResultType]::ParameterValue, 'Stop every change to the outside world, at once')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Let effects go on after `arb halt` or a stop that arb made itself')
            [CompletionResult]::new('fees', 'fees', [CompletionResultType]::ParameterValue, 'Work out the fees of a sale, or of a file of sales')
            [CompletionResult]::new('identify', 'identify', [CompletionResultType]::ParameterValue, 'Tell which product a text names: ISBN, UPC, EAN, GTIN, ASIN, eBay, TCGplayer, Reverb')
            [CompletionResult]::new('price', 'price', [CompletionResultType]::ParameterValue, 'Read any price text as an exact amount and a currency')
            [CompletionResult]::new('paper', 'paper', [CompletionResultType]::ParameterValue, 'Make the simulated market, move its time, see how it stands')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'The whole round on bundled data: scan, analyze, buy, a month of selling, the profit and loss')
            [CompletionResult]::new('db', 'db', [CompletionResultType]::ParameterValue, 'Look after the database: info, backup, restore, init')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look at everything around the books: file, disk, clock, halt, backup, settings; says what to do')
            [CompletionResult]::new('vendors', 'vendors', [CompletionResultType]::ParameterValue, 'Show the vendors that are read from: what each can do, what is left of its quotas; `check` proves a key works')
            [CompletionResult]::new('watch', 'watch', [CompletionResultType]::ParameterValue, 'List what was passed over and how far its price is from a buy, the nearest first')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Take what vendors send: text messages, parsed mail, eBay''s notices, Telegram''s answers')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings and where each came from')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print completions for your shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;scan' {
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'Keep rows that can''t be used in this file')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write records to this file instead of stdout')
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'A column mapping: a TOML file')
            [CompletionResult]::new('--preset', '--preset', [CompletionResultType]::ParameterName, 'A column mapping by name: `supplier`, `tactical-arbitrage`, `buybotpro`, or one of yours')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'The currency of prices that name none')
            [CompletionResult]::new('--sheet', '--sheet', [CompletionResultType]::ParameterName, 'The sheet of an Excel file; the first one if not given')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'With a file: the supplier''s name (else the file''s). Without: the source to ask, from `[sources]`, `paper` or a vendor that is switched on; several, with commas, are asked at once')
            [CompletionResult]::new('--saved', '--saved', [CompletionResultType]::ParameterName, 'The search of this name from `[searches]`; may be given again')
            [CompletionResult]::new('--keyword', '--keyword', [CompletionResultType]::ParameterName, 'Only titles with this word; may be given again, all must be there')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'No titles with this word; may be given again')
            [CompletionResult]::new('--code', '--code', [CompletionResultType]::ParameterName, 'Look this barcode, ISBN or ASIN up; may be given again')
            [CompletionResult]::new('--seller', '--seller', [CompletionResultType]::ParameterName, 'Only offers of this seller of a marketplace')
            [CompletionResult]::new('--condition', '--condition', [CompletionResultType]::ParameterName, 'Ask for this condition: `new` or `used`')
            [CompletionResult]::new('--budget', '--budget', [CompletionResultType]::ParameterName, 'Make no more calls of vendors than this')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait no longer than this for the turn and the answer of one question, in seconds')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only categories that contain this')
            [CompletionResult]::new('--brand', '--brand', [CompletionResultType]::ParameterName, 'Only this brand')
            [CompletionResult]::new('--min-price', '--min-price', [CompletionResultType]::ParameterName, 'Only prices from here')
            [CompletionResult]::new('--max-price', '--max-price', [CompletionResultType]::ParameterName, 'Only prices up to here')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Stop after this many offers')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--pending', '--pending', [CompletionResultType]::ParameterName, 'Take the pending work in the database, whatever is on stdin')
            [CompletionResult]::new('--all-saved', '--all-saved', [CompletionResultType]::ParameterName, 'Every search of `[searches]`')
            [CompletionResult]::new('--estimate', '--estimate', [CompletionResultType]::ParameterName, 'Say what the search would take of the vendors, and ask nothing')
            [CompletionResult]::new('--refresh', '--refresh', [CompletionResultType]::ParameterName, 'Ask the vendors, whatever is known already')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Write unchanged offers too')
            [CompletionResult]::new('--new', '--new', [CompletionResultType]::ParameterName, 'Write only offers never seen before')
            [CompletionResult]::new('--changed', '--changed', [CompletionResultType]::ParameterName, 'Write only offers whose price or availability moved')
            [CompletionResult]::new('--gone', '--gone', [CompletionResultType]::ParameterName, 'Write only offers that the source no longer shows')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;analyze' {
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'Keep rows that can''t be used in this file')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write records to this file instead of stdout')
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'A column mapping: a TOML file')
            [CompletionResult]::new('--preset', '--preset', [CompletionResultType]::ParameterName, 'A column mapping by name: `supplier`, `tactical-arbitrage`, `buybotpro`, or one of yours')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'The currency of prices that name none')
            [CompletionResult]::new('--sheet', '--sheet', [CompletionResultType]::ParameterName, 'The sheet of an Excel file; the first one if not given')
            [CompletionResult]::new('--prices', '--prices', [CompletionResultType]::ParameterName, 'A price book: CSV, XLSX or JSON Lines with an identifier and prices, or a reply of Keepa''s `/product` as it came; may be given again')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Write only these verdicts: buy, negotiate, watch, review, skip')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Write the records in this order, when all are judged')
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Write the records to this file, too: CSV, JSON or JSON Lines by its name; may be given again')
            [CompletionResult]::new('--prices-map', '--prices-map', [CompletionResultType]::ParameterName, 'How the price book''s columns are read: a TOML file like that of `--map`')
            [CompletionResult]::new('--market', '--market', [CompletionResultType]::ParameterName, 'The channel to sell on, like `amazon_us` or `ebay_us`, and who is asked what things sell for there, like `keepa`; with commas. Without a name every market that is switched on is asked')
            [CompletionResult]::new('--budget', '--budget', [CompletionResultType]::ParameterName, 'Make no more calls of vendors than this')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait no longer than this for the turn and the answer of one question, in seconds')
            [CompletionResult]::new('--analyst', '--analyst', [CompletionResultType]::ParameterName, 'Who looks at what the rules would buy, and may object: `rules` is nobody; a model of `[vendors]` can only veto, lower the cap or the quantity, or add risk')
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'Who ships: `fba` or `fbm`')
            [CompletionResult]::new('--rules', '--rules', [CompletionResultType]::ParameterName, 'The analyst''s rules')
            [CompletionResult]::new('--min-roi', '--min-roi', [CompletionResultType]::ParameterName, 'Ask at least this return on landed cost, in percent, whatever the rules say')
            [CompletionResult]::new('--min-profit', '--min-profit', [CompletionResultType]::ParameterName, 'Ask at least this profit a unit, whatever the rules say')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'The supplier''s name for raw rows; else the file''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--pending', '--pending', [CompletionResultType]::ParameterName, 'Take the pending work in the database, whatever is on stdin')
            [CompletionResult]::new('--best', '--best', [CompletionResultType]::ParameterName, 'Of offers alike, the same product in the same condition, judge only the cheapest')
            [CompletionResult]::new('--refresh', '--refresh', [CompletionResultType]::ParameterName, 'Ask the vendors, whatever is known already')
            [CompletionResult]::new('--check-fees', '--check-fees', [CompletionResultType]::ParameterName, 'Ask the markets what they would charge for what is worth buying, and say where our fee cards differ by over a cent')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;negotiate' {
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'Keep rows that can''t be used in this file')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write records to this file instead of stdout')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--pending', '--pending', [CompletionResultType]::ParameterName, 'Take the pending work in the database, whatever is on stdin')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the deals that are open')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a deal: its ladder, what was said, what is put aside')
            [CompletionResult]::new('reply', 'reply', [CompletionResultType]::ParameterValue, 'Tell what the seller answered; the next move follows')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send what waits for your yes')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'End a deal without another word; what was put aside is free')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;negotiate;list' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All deals, done ones too')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;negotiate;show' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;negotiate;reply' {
            [CompletionResult]::new('--counter', '--counter', [CompletionResultType]::ParameterName, 'The seller asks this for one instead')
            [CompletionResult]::new('--text', '--text', [CompletionResultType]::ParameterName, 'Read the seller''s own words from this file; `-` is stdin')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--agreed', '--agreed', [CompletionResultType]::ParameterName, 'The seller says yes to your offer')
            [CompletionResult]::new('--firm', '--firm', [CompletionResultType]::ParameterName, 'The seller says that the price stands')
            [CompletionResult]::new('--declined', '--declined', [CompletionResultType]::ParameterName, 'The seller says no')
            [CompletionResult]::new('--gone', '--gone', [CompletionResultType]::ParameterName, 'It is sold')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;negotiate;send' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;negotiate;drop' {
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, in your words')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;negotiate;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the deals that are open')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a deal: its ladder, what was said, what is put aside')
            [CompletionResult]::new('reply', 'reply', [CompletionResultType]::ParameterValue, 'Tell what the seller answered; the next move follows')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send what waits for your yes')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'End a deal without another word; what was put aside is free')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;negotiate;help;list' {
            break
        }
        'arb;negotiate;help;show' {
            break
        }
        'arb;negotiate;help;reply' {
            break
        }
        'arb;negotiate;help;send' {
            break
        }
        'arb;negotiate;help;drop' {
            break
        }
        'arb;negotiate;help;help' {
            break
        }
        'arb;buy' {
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'Keep rows that can''t be used in this file')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write records to this file instead of stdout')
            [CompletionResult]::new('--approve', '--approve', [CompletionResultType]::ParameterName, 'Approve and carry out the plan with this hash, exactly as it was shown')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--pending', '--pending', [CompletionResultType]::ParameterName, 'Take the pending work in the database, whatever is on stdin')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'Print the plan and its hash, place nothing')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;list' {
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'Keep rows that can''t be used in this file')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write records to this file instead of stdout')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'List on each of these channels, rather than on the best ones; the units are shared out among them')
            [CompletionResult]::new('--export', '--export', [CompletionResultType]::ParameterName, 'Write the marketplace''s own upload file instead of publishing; several channels make one file each')
            [CompletionResult]::new('--export-format', '--export-format', [CompletionResultType]::ParameterName, 'The format of `--export`; the listing''s channel decides if not given')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--pending', '--pending', [CompletionResultType]::ParameterName, 'Take the pending work in the database, whatever is on stdin')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;reprice' {
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'Keep rows that can''t be used in this file')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write records to this file instead of stdout')
            [CompletionResult]::new('--strategy', '--strategy', [CompletionResultType]::ParameterName, '`match-bb`, `undercut-bb`, `lowest`, `auto-compete`, …; the setting `reprice.strategy` if not given')
            [CompletionResult]::new('--competition', '--competition', [CompletionResultType]::ParameterName, 'Price the listings of the input against what others ask in this file; needs no database and no key')
            [CompletionResult]::new('--notifications', '--notifications', [CompletionResultType]::ParameterName, 'Only the listings whose offers have changed, by Amazon''s ANY_OFFER_CHANGED as it lies in the queue; `-` is stdin')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Show how the price of one listing is decided, step by step, and change nothing')
            [CompletionResult]::new('--liquidate', '--liquidate', [CompletionResultType]::ParameterName, 'Agree to sell a listing below its floor, for `--strategy liquidate`')
            [CompletionResult]::new('--down-to', '--down-to', [CompletionResultType]::ParameterName, 'The floor of that sale')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'The last day of that sale, like `2026-12-31`')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why it is sold below its floor')
            [CompletionResult]::new('--export', '--export', [CompletionResultType]::ParameterName, 'Write the marketplace''s own price file instead of setting prices; several channels make one file each')
            [CompletionResult]::new('--export-format', '--export-format', [CompletionResultType]::ParameterName, 'The format of `--export`; the listing''s channel decides if not given')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--pending', '--pending', [CompletionResultType]::ParameterName, 'Take the pending work in the database, whatever is on stdin')
            [CompletionResult]::new('--apply', '--apply', [CompletionResultType]::ParameterName, 'Set the prices')
            [CompletionResult]::new('--suggest', '--suggest', [CompletionResultType]::ParameterName, 'Only suggest, whatever the setting `reprice.apply` says')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;ship' {
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'The channel whose warehouses they go to')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'Only this plan, by its name')
            [CompletionResult]::new('--packing', '--packing', [CompletionResultType]::ParameterName, 'Pack it by this option')
            [CompletionResult]::new('--placement', '--placement', [CompletionResultType]::ParameterName, 'Agree to this placement and its fee')
            [CompletionResult]::new('--transport', '--transport', [CompletionResultType]::ParameterName, 'Ask who may carry it to the warehouses of this placement, and for how much')
            [CompletionResult]::new('--boxes', '--boxes', [CompletionResultType]::ParameterName, 'Say what is in its boxes')
            [CompletionResult]::new('--window', '--window', [CompletionResultType]::ParameterName, 'Ask when a shipment may arrive; with `=ID`, choose that window')
            [CompletionResult]::new('--carrier', '--carrier', [CompletionResultType]::ParameterName, 'Agree to what this carrier quotes for a shipment; one for each shipment')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--pack-later', '--pack-later', [CompletionResultType]::ParameterName, 'Go on to the warehouses before it is packed')
            [CompletionResult]::new('--labels', '--labels', [CompletionResultType]::ParameterName, 'Show where the labels of its goods can be fetched')
            [CompletionResult]::new('--cancel', '--cancel', [CompletionResultType]::ParameterName, 'Give the plan up')
            [CompletionResult]::new('--stock', '--stock', [CompletionResultType]::ParameterName, 'Show what lay in the warehouses at the last `arb sync`')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support' {
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'Keep rows that can''t be used in this file')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write records to this file instead of stdout')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--pending', '--pending', [CompletionResultType]::ParameterName, 'Take the pending work in the database, whatever is on stdin')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tickets that wait for a person')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a ticket: the message, the answer, why it waits')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Send the drafted answer, or your own')
            [CompletionResult]::new('refund', 'refund', [CompletionResultType]::ParameterValue, 'Give a buyer money back, within the policy and the limits, once')
            [CompletionResult]::new('refunds', 'refunds', [CompletionResultType]::ParameterValue, 'List the refunds that are open')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close a ticket: nothing more is needed')
            [CompletionResult]::new('mail', 'mail', [CompletionResultType]::ParameterValue, 'Read letters from an mbox file into the inbox, as `arb support` then answers them')
            [CompletionResult]::new('write', 'write', [CompletionResultType]::ParameterValue, 'Write first to the buyer of an order, through the channel that sold it')
            [CompletionResult]::new('draft', 'draft', [CompletionResultType]::ParameterValue, 'Write the answer of a ticket; it waits to be sent')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send an answer; to a message that was answered already, a further one')
            [CompletionResult]::new('assign', 'assign', [CompletionResultType]::ParameterValue, 'Say who has a ticket')
            [CompletionResult]::new('erase', 'erase', [CompletionResultType]::ParameterValue, 'Erase what a person wrote, what was answered and what a model was told of it; orders and the books stay')
            [CompletionResult]::new('promises', 'promises', [CompletionResultType]::ParameterValue, 'List what answers promised and is not kept yet; exit 4 where something is overdue')
            [CompletionResult]::new('train', 'train', [CompletionResultType]::ParameterValue, 'Learn to tell messages apart, from labelled messages')
            [CompletionResult]::new('eval', 'eval', [CompletionResultType]::ParameterValue, 'Measure how well messages are told apart, on labelled messages')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;support;list' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All tickets, done ones too')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;show' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;approve' {
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'Send the text of this file instead; `-` is stdin')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;refund' {
            [CompletionResult]::new('--line', '--line', [CompletionResultType]::ParameterName, 'The line in it, where it has several')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'The channel, where several have an order of this name')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, as a code')
            [CompletionResult]::new('--amount', '--amount', [CompletionResultType]::ParameterName, 'How much, in the currency of the sale; unset is what the policy gives')
            [CompletionResult]::new('--approve', '--approve', [CompletionResultType]::ParameterName, 'Agree to the refund of the plan with this hash, exactly as it was shown, and carry it out')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Another refund of a line that has one')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;refunds' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All refunds, done ones too')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;close' {
            [CompletionResult]::new('--label', '--label', [CompletionResultType]::ParameterName, 'What the message was about, in your words: `arb support train` learns from it')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;mail' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;write' {
            [CompletionResult]::new('--about', '--about', [CompletionResultType]::ParameterName, 'What it is about, in the channel''s word')
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'The text: a file, `-` is stdin')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;draft' {
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'The text of this file; `-` is stdin')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;send' {
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'Send the text of this file; `-` is stdin. Without it: the draft')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;assign' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;erase' {
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'The inbox: `mail`, `twilio`, `ebay`, `reverb`, `file`')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;promises' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Kept and waived ones too')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('keep', 'keep', [CompletionResultType]::ParameterValue, 'Say that a promise was kept, and by what')
            [CompletionResult]::new('waive', 'waive', [CompletionResultType]::ParameterValue, 'Say that a promise need not be kept any more, and why')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;support;promises;keep' {
            [CompletionResult]::new('--evidence', '--evidence', [CompletionResultType]::ParameterName, 'What kept it (a tracking number, a message), or why it need not be kept')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;promises;waive' {
            [CompletionResult]::new('--evidence', '--evidence', [CompletionResultType]::ParameterName, 'What kept it (a tracking number, a message), or why it need not be kept')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;promises;help' {
            [CompletionResult]::new('keep', 'keep', [CompletionResultType]::ParameterValue, 'Say that a promise was kept, and by what')
            [CompletionResult]::new('waive', 'waive', [CompletionResultType]::ParameterValue, 'Say that a promise need not be kept any more, and why')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;support;promises;help;keep' {
            break
        }
        'arb;support;promises;help;waive' {
            break
        }
        'arb;support;promises;help;help' {
            break
        }
        'arb;support;train' {
            [CompletionResult]::new('--text', '--text', [CompletionResultType]::ParameterName, 'The column of the text')
            [CompletionResult]::new('--label', '--label', [CompletionResultType]::ParameterName, 'The column of the label')
            [CompletionResult]::new('--out-of-scope', '--out-of-scope', [CompletionResultType]::ParameterName, 'Messages with this label fit none of the others')
            [CompletionResult]::new('--escalate', '--escalate', [CompletionResultType]::ParameterName, 'Messages with this label need a person; may be given again. A column `escalate` says so for each message')
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'Keep rows that can''t be used in this file')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--forget', '--forget', [CompletionResultType]::ParameterName, 'Remove the model and go on with the rules alone')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;eval' {
            [CompletionResult]::new('--text', '--text', [CompletionResultType]::ParameterName, 'The column of the text')
            [CompletionResult]::new('--label', '--label', [CompletionResultType]::ParameterName, 'The column of the label')
            [CompletionResult]::new('--out-of-scope', '--out-of-scope', [CompletionResultType]::ParameterName, 'Messages with this label fit none of the others')
            [CompletionResult]::new('--escalate', '--escalate', [CompletionResultType]::ParameterName, 'Messages with this label need a person; may be given again. A column `escalate` says so for each message')
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'Keep rows that can''t be used in this file')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;support;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tickets that wait for a person')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a ticket: the message, the answer, why it waits')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Send the drafted answer, or your own')
            [CompletionResult]::new('refund', 'refund', [CompletionResultType]::ParameterValue, 'Give a buyer money back, within the policy and the limits, once')
            [CompletionResult]::new('refunds', 'refunds', [CompletionResultType]::ParameterValue, 'List the refunds that are open')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close a ticket: nothing more is needed')
            [CompletionResult]::new('mail', 'mail', [CompletionResultType]::ParameterValue, 'Read letters from an mbox file into the inbox, as `arb support` then answers them')
            [CompletionResult]::new('write', 'write', [CompletionResultType]::ParameterValue, 'Write first to the buyer of an order, through the channel that sold it')
            [CompletionResult]::new('draft', 'draft', [CompletionResultType]::ParameterValue, 'Write the answer of a ticket; it waits to be sent')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send an answer; to a message that was answered already, a further one')
            [CompletionResult]::new('assign', 'assign', [CompletionResultType]::ParameterValue, 'Say who has a ticket')
            [CompletionResult]::new('erase', 'erase', [CompletionResultType]::ParameterValue, 'Erase what a person wrote, what was answered and what a model was told of it; orders and the books stay')
            [CompletionResult]::new('promises', 'promises', [CompletionResultType]::ParameterValue, 'List what answers promised and is not kept yet; exit 4 where something is overdue')
            [CompletionResult]::new('train', 'train', [CompletionResultType]::ParameterValue, 'Learn to tell messages apart, from labelled messages')
            [CompletionResult]::new('eval', 'eval', [CompletionResultType]::ParameterValue, 'Measure how well messages are told apart, on labelled messages')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;support;help;list' {
            break
        }
        'arb;support;help;show' {
            break
        }
        'arb;support;help;approve' {
            break
        }
        'arb;support;help;refund' {
            break
        }
        'arb;support;help;refunds' {
            break
        }
        'arb;support;help;close' {
            break
        }
        'arb;support;help;mail' {
            break
        }
        'arb;support;help;write' {
            break
        }
        'arb;support;help;draft' {
            break
        }
        'arb;support;help;send' {
            break
        }
        'arb;support;help;assign' {
            break
        }
        'arb;support;help;erase' {
            break
        }
        'arb;support;help;promises' {
            [CompletionResult]::new('keep', 'keep', [CompletionResultType]::ParameterValue, 'Say that a promise was kept, and by what')
            [CompletionResult]::new('waive', 'waive', [CompletionResultType]::ParameterValue, 'Say that a promise need not be kept any more, and why')
            break
        }
        'arb;support;help;promises;keep' {
            break
        }
        'arb;support;help;promises;waive' {
            break
        }
        'arb;support;help;train' {
            break
        }
        'arb;support;help;eval' {
            break
        }
        'arb;support;help;help' {
            break
        }
        'arb;run' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--apply', '--apply', [CompletionResultType]::ParameterName, 'Apply new prices (else the setting `reprice.apply`; without either they are suggestions)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;sync' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;approvals' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the plans that wait')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what a plan would buy')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Say yes to exactly this plan')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Show the plans that wait in the one Telegram chat, each once, with a button for yes and one for no')
            [CompletionResult]::new('pull', 'pull', [CompletionResultType]::ParameterValue, 'Take the answers that came in that chat')
            [CompletionResult]::new('reject', 'reject', [CompletionResultType]::ParameterValue, 'Say no; what was not sent is given up')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;approvals;list' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Decided and expired ones too')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;approvals;show' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;approvals;approve' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;approvals;send' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;approvals;pull' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;approvals;reject' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;approvals;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the plans that wait')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what a plan would buy')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Say yes to exactly this plan')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Show the plans that wait in the one Telegram chat, each once, with a button for yes and one for no')
            [CompletionResult]::new('pull', 'pull', [CompletionResultType]::ParameterValue, 'Take the answers that came in that chat')
            [CompletionResult]::new('reject', 'reject', [CompletionResultType]::ParameterValue, 'Say no; what was not sent is given up')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;approvals;help;list' {
            break
        }
        'arb;approvals;help;show' {
            break
        }
        'arb;approvals;help;approve' {
            break
        }
        'arb;approvals;help;send' {
            break
        }
        'arb;approvals;help;pull' {
            break
        }
        'arb;approvals;help;reject' {
            break
        }
        'arb;approvals;help;help' {
            break
        }
        'arb;limits' {
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Show what would refuse this purchase: its number, or the id of its record')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Accept the values of arb.toml that allow more than is in force')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Print what was accepted, when and by whom')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;limits;accept' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;limits;history' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;limits;help' {
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Accept the values of arb.toml that allow more than is in force')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Print what was accepted, when and by whom')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;limits;help;accept' {
            break
        }
        'arb;limits;help;history' {
            break
        }
        'arb;limits;help;help' {
            break
        }
        'arb;resolve' {
            [CompletionResult]::new('--placed', '--placed', [CompletionResultType]::ParameterName, 'It was done: the vendor''s id of the order, listing, message or refund')
            [CompletionResult]::new('--charged', '--charged', [CompletionResultType]::ParameterName, 'What the vendor charged in total, or gave back, or shows as the price')
            [CompletionResult]::new('--evidence', '--evidence', [CompletionResultType]::ParameterName, 'What you saw, and where; it is kept')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--void', '--void', [CompletionResultType]::ParameterName, 'It was not done, and will not be')
            [CompletionResult]::new('--received', '--received', [CompletionResultType]::ParameterName, 'The goods of a placed order are here')
            [CompletionResult]::new('--cancelled', '--cancelled', [CompletionResultType]::ParameterName, 'A placed order will never come, and its money is returned')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;reconcile' {
            [CompletionResult]::new('--statement', '--statement', [CompletionResultType]::ParameterName, 'Hold this statement against the books too: CSV with a date, an amount (plus is money in) and words')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Whose statement it is: `cash`, `card`, a channel like `ebay_us`, or an account''s code')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--flip', '--flip', [CompletionResultType]::ParameterName, 'The statement writes money out as plus, as some cards do')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;explain' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;report' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('opportunities', 'opportunities', [CompletionResultType]::ParameterValue, 'What is worth buying now, the most profitable first')
            [CompletionResult]::new('purchases', 'purchases', [CompletionResultType]::ParameterValue, 'What was ordered and where it stands')
            [CompletionResult]::new('inventory', 'inventory', [CompletionResultType]::ParameterValue, 'What is in stock, at cost, by age')
            [CompletionResult]::new('listings', 'listings', [CompletionResultType]::ParameterValue, 'What is listed, at which price, between which bounds')
            [CompletionResult]::new('sales', 'sales', [CompletionResultType]::ParameterValue, 'What was sold and what was left of it')
            [CompletionResult]::new('pnl', 'pnl', [CompletionResultType]::ParameterValue, 'Profit and loss from the books, and how good the estimates were')
            [CompletionResult]::new('payouts', 'payouts', [CompletionResultType]::ParameterValue, 'From what buyers paid to what reached the bank, channel by channel: gross as a 1099-K counts it, fees, refunds, payouts')
            [CompletionResult]::new('tickets', 'tickets', [CompletionResultType]::ParameterValue, 'Customers'' messages and what became of them')
            [CompletionResult]::new('support', 'support', [CompletionResultType]::ParameterValue, 'How well customers are served: volume, first answers, promises kept, by kind of message')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;report;opportunities' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to the end of this day, written alike; unset is now')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;report;purchases' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to the end of this day, written alike; unset is now')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;report;inventory' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to the end of this day, written alike; unset is now')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;report;listings' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to the end of this day, written alike; unset is now')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;report;sales' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to the end of this day, written alike; unset is now')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;report;pnl' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to the end of this day, written alike; unset is now')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;report;payouts' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to the end of this day, written alike; unset is now')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;report;tickets' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to the end of this day, written alike; unset is now')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;report;support' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Up to the end of this day, written alike; unset is now')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;report;help' {
            [CompletionResult]::new('opportunities', 'opportunities', [CompletionResultType]::ParameterValue, 'What is worth buying now, the most profitable first')
            [CompletionResult]::new('purchases', 'purchases', [CompletionResultType]::ParameterValue, 'What was ordered and where it stands')
            [CompletionResult]::new('inventory', 'inventory', [CompletionResultType]::ParameterValue, 'What is in stock, at cost, by age')
            [CompletionResult]::new('listings', 'listings', [CompletionResultType]::ParameterValue, 'What is listed, at which price, between which bounds')
            [CompletionResult]::new('sales', 'sales', [CompletionResultType]::ParameterValue, 'What was sold and what was left of it')
            [CompletionResult]::new('pnl', 'pnl', [CompletionResultType]::ParameterValue, 'Profit and loss from the books, and how good the estimates were')
            [CompletionResult]::new('payouts', 'payouts', [CompletionResultType]::ParameterValue, 'From what buyers paid to what reached the bank, channel by channel: gross as a 1099-K counts it, fees, refunds, payouts')
            [CompletionResult]::new('tickets', 'tickets', [CompletionResultType]::ParameterValue, 'Customers'' messages and what became of them')
            [CompletionResult]::new('support', 'support', [CompletionResultType]::ParameterValue, 'How well customers are served: volume, first answers, promises kept, by kind of message')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;report;help;opportunities' {
            break
        }
        'arb;report;help;purchases' {
            break
        }
        'arb;report;help;inventory' {
            break
        }
        'arb;report;help;listings' {
            break
        }
        'arb;report;help;sales' {
            break
        }
        'arb;report;help;pnl' {
            break
        }
        'arb;report;help;payouts' {
            break
        }
        'arb;report;help;tickets' {
            break
        }
        'arb;report;help;support' {
            break
        }
        'arb;report;help;help' {
            break
        }
        'arb;ledger' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('balances', 'balances', [CompletionResultType]::ParameterValue, 'Print the balance of every account, plus on its normal side')
            [CompletionResult]::new('journal', 'journal', [CompletionResultType]::ParameterValue, 'Print every line of every transaction, oldest first')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write the journal for another program: `arb ledger export --to hledger | hledger -f - bal`')
            [CompletionResult]::new('capital', 'capital', [CompletionResultType]::ParameterValue, 'Book money that you put into the business, or with a minus took out: `arb ledger capital 5000 --name opening`')
            [CompletionResult]::new('assert', 'assert', [CompletionResultType]::ParameterValue, 'Assert what a statement says: `arb ledger assert A:Cash:bank 2026-05-31 4210.55 --source may.pdf`')
            [CompletionResult]::new('identify', 'identify', [CompletionResultType]::ParameterValue, 'Say which lot a sale took its units from: it has the cost of that lot instead of the oldest one''s')
            [CompletionResult]::new('settle', 'settle', [CompletionResultType]::ParameterValue, 'Book where an amount belongs: out of suspense, or a fact that could not be booked')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;ledger;balances' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;ledger;journal' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;ledger;export' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The program')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file instead of stdout')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;ledger;capital' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Tells one payment from the next; the same name is booked once')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;ledger;assert' {
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'The currency of the balance; the account currency if not given')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'The statement that says so')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read assertions from a CSV file with the columns `account,date,amount` and, if you like, `currency,source`')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;ledger;identify' {
            [CompletionResult]::new('--lot', '--lot', [CompletionResultType]::ParameterName, 'The lot, by its number in `arb report inventory`')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'The channel, where several have an order of this name')
            [CompletionResult]::new('--line', '--line', [CompletionResultType]::ParameterName, 'The line, where the order has several')
            [CompletionResult]::new('--swap-with', '--swap-with', [CompletionResultType]::ParameterName, 'The order whose sale was booked from that lot by mistake: it is booked from the other lot instead')
            [CompletionResult]::new('--swap-line', '--swap-line', [CompletionResultType]::ParameterName, 'The line of that order, where it has several')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'How it is known: kept in the chain')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;ledger;settle' {
            [CompletionResult]::new('--debit', '--debit', [CompletionResultType]::ParameterName, 'The account that is debited: `X:Suspense`')
            [CompletionResult]::new('--credit', '--credit', [CompletionResultType]::ParameterName, 'The account that is credited: `I:Sales`')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'The currency of the amount; the account currency if not given')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Tells one settlement from the next; the same name is booked once')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why it belongs there: kept in the chain')
            [CompletionResult]::new('--fact', '--fact', [CompletionResultType]::ParameterName, 'The fact that is settled by this, as `arb verify` names it under I14: `source/ext_id`')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;ledger;help' {
            [CompletionResult]::new('balances', 'balances', [CompletionResultType]::ParameterValue, 'Print the balance of every account, plus on its normal side')
            [CompletionResult]::new('journal', 'journal', [CompletionResultType]::ParameterValue, 'Print every line of every transaction, oldest first')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write the journal for another program: `arb ledger export --to hledger | hledger -f - bal`')
            [CompletionResult]::new('capital', 'capital', [CompletionResultType]::ParameterValue, 'Book money that you put into the business, or with a minus took out: `arb ledger capital 5000 --name opening`')
            [CompletionResult]::new('assert', 'assert', [CompletionResultType]::ParameterValue, 'Assert what a statement says: `arb ledger assert A:Cash:bank 2026-05-31 4210.55 --source may.pdf`')
            [CompletionResult]::new('identify', 'identify', [CompletionResultType]::ParameterValue, 'Say which lot a sale took its units from: it has the cost of that lot instead of the oldest one''s')
            [CompletionResult]::new('settle', 'settle', [CompletionResultType]::ParameterValue, 'Book where an amount belongs: out of suspense, or a fact that could not be booked')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;ledger;help;balances' {
            break
        }
        'arb;ledger;help;journal' {
            break
        }
        'arb;ledger;help;export' {
            break
        }
        'arb;ledger;help;capital' {
            break
        }
        'arb;ledger;help;assert' {
            break
        }
        'arb;ledger;help;identify' {
            break
        }
        'arb;ledger;help;settle' {
            break
        }
        'arb;ledger;help;help' {
            break
        }
        'arb;verify' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;audit' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Recompute the chain from the rows themselves; print what differs, exit 6')
            [CompletionResult]::new('head', 'head', [CompletionResultType]::ParameterValue, 'Print the newest link: keep it where nobody who can write the database can write')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'List the links, oldest first')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;audit;verify' {
            [CompletionResult]::new('--head', '--head', [CompletionResultType]::ParameterName, 'A head that was kept elsewhere must still be part of the chain: `N:HASH`, or the line `head` printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;audit;head' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;audit;log' {
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Only of this kind: `purchase`, `move`, `txn`, `approval`, `fact`, `halt`, `assertion`, …')
            [CompletionResult]::new('--ref', '--ref', [CompletionResultType]::ParameterName, 'Only about this row')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Only from this link on')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only what happened at this time or later: `2026-06-01T00:00:00Z`')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;audit;help' {
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Recompute the chain from the rows themselves; print what differs, exit 6')
            [CompletionResult]::new('head', 'head', [CompletionResultType]::ParameterValue, 'Print the newest link: keep it where nobody who can write the database can write')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'List the links, oldest first')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;audit;help;verify' {
            break
        }
        'arb;audit;help;head' {
            break
        }
        'arb;audit;help;log' {
            break
        }
        'arb;audit;help;help' {
            break
        }
        'arb;advice' {
            [CompletionResult]::new('--about', '--about', [CompletionResultType]::ParameterName, 'Only about this record, SKU or ticket')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Work out again, from each answer as it came, what was understood and what held; print what differs, exit 6')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;advice;replay' {
            [CompletionResult]::new('--about', '--about', [CompletionResultType]::ParameterName, 'Only about this record, SKU or ticket')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;advice;help' {
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Work out again, from each answer as it came, what was understood and what held; print what differs, exit 6')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;advice;help;replay' {
            break
        }
        'arb;advice;help;help' {
            break
        }
        'arb;digest' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--ack', '--ack', [CompletionResultType]::ParameterName, 'Say that a person has read it')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;arena' {
            [CompletionResult]::new('--strategy', '--strategy', [CompletionResultType]::ParameterName, 'Only this strategy; may be given again')
            [CompletionResult]::new('--decisions', '--decisions', [CompletionResultType]::ParameterName, 'Decide at least this often')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'Days of a match')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The seed; the same one plays the same matches')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--pairs', '--pairs', [CompletionResultType]::ParameterName, 'A row for each pair instead of one for each strategy')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;backtest' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('reprice', 'reprice', [CompletionResultType]::ParameterValue, 'Run every strategy over price histories and compare its profit with holding and with naive undercutting')
            [CompletionResult]::new('negotiate', 'negotiate', [CompletionResultType]::ParameterValue, 'Haggle with sellers fitted to recorded talks, and compare with a fixed discount')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;backtest;reprice' {
            [CompletionResult]::new('--stored', '--stored', [CompletionResultType]::ParameterName, 'The recorded history of this product, by its ASIN, barcode or key; may be given again. `all` is every one that is kept')
            [CompletionResult]::new('--series', '--series', [CompletionResultType]::ParameterName, 'Which recorded history, like `new_fba` or `used_very_good`. Unset: the buy box, else the lowest new offer')
            [CompletionResult]::new('--product', '--product', [CompletionResultType]::ParameterName, 'The column of the product')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'The column of the time')
            [CompletionResult]::new('--price', '--price', [CompletionResultType]::ParameterName, 'The column of the price')
            [CompletionResult]::new('--strategy', '--strategy', [CompletionResultType]::ParameterName, 'Only this strategy; may be given again')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'Days of one window')
            [CompletionResult]::new('--windows', '--windows', [CompletionResultType]::ParameterName, 'The most windows of one product')
            [CompletionResult]::new('--cost-pct', '--cost-pct', [CompletionResultType]::ParameterName, 'What a unit cost, in percent of the first price of its window')
            [CompletionResult]::new('--fee-pct', '--fee-pct', [CompletionResultType]::ParameterName, 'What the channel takes, in percent of the price')
            [CompletionResult]::new('--units', '--units', [CompletionResultType]::ParameterName, 'Units to sell in a window')
            [CompletionResult]::new('--buyers', '--buyers', [CompletionResultType]::ParameterName, 'Buyers in a hundred days who look at the page')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The seed of the buyers')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;backtest;negotiate' {
            [CompletionResult]::new('--times', '--times', [CompletionResultType]::ParameterName, 'Sellers for each listing')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The seed; the same one draws the same sellers')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;backtest;help' {
            [CompletionResult]::new('reprice', 'reprice', [CompletionResultType]::ParameterValue, 'Run every strategy over price histories and compare its profit with holding and with naive undercutting')
            [CompletionResult]::new('negotiate', 'negotiate', [CompletionResultType]::ParameterValue, 'Haggle with sellers fitted to recorded talks, and compare with a fixed discount')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;backtest;help;reprice' {
            break
        }
        'arb;backtest;help;negotiate' {
            break
        }
        'arb;backtest;help;help' {
            break
        }
        'arb;halt' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;resume' {
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why it may go on; kept in the database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;fees' {
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Channel: `amazon_us`, `ebay_us`, `tcgplayer`, …')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'The day of the sale; today if not given')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Category, in the channel''s words')
            [CompletionResult]::new('--price', '--price', [CompletionResultType]::ParameterName, 'Item price')
            [CompletionResult]::new('--shipping', '--shipping', [CompletionResultType]::ParameterName, 'Shipping the buyer pays')
            [CompletionResult]::new('--tax', '--tax', [CompletionResultType]::ParameterName, 'Sales tax')
            [CompletionResult]::new('--weight', '--weight', [CompletionResultType]::ParameterName, 'Packed weight: `1.25 lb`, `141 g`')
            [CompletionResult]::new('--dims', '--dims', [CompletionResultType]::ParameterName, 'Packed sides: `6x4x0.5 in`, `104x55x35 mm`')
            [CompletionResult]::new('--program', '--program', [CompletionResultType]::ParameterName, 'Who ships: `fba` (the channel) or `fbm` (you)')
            [CompletionResult]::new('--card', '--card', [CompletionResultType]::ParameterName, 'Fulfilment card: `standard`, `apparel` or `dangerous_goods`')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'Selling plan: `professional` or `individual`')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Store subscription: `none`, `starter`, `basic`, `premium`, `anchor`, `enterprise`')
            [CompletionResult]::new('--quantity', '--quantity', [CompletionResultType]::ParameterName, 'Units sold together')
            [CompletionResult]::new('--options', '--options', [CompletionResultType]::ParameterName, 'More: `zone=8`, `international`, `op=refund` …, comma-separated')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('cards', 'cards', [CompletionResultType]::ParameterValue, 'List the fee cards with their dates, confidence and sources')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare the rates of two days')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;fees;cards' {
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Only this channel')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;fees;diff' {
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Only this channel')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;fees;help' {
            [CompletionResult]::new('cards', 'cards', [CompletionResultType]::ParameterValue, 'List the fee cards with their dates, confidence and sources')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare the rates of two days')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;fees;help;cards' {
            break
        }
        'arb;fees;help;diff' {
            break
        }
        'arb;fees;help;help' {
            break
        }
        'arb;identify' {
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Read the whole text as this: any, isbn, ean, gtin, isbn10, isbn13, sbn, upca, upce, ean8, ean13, gtin14, asin, …; `product_` before a kind demands a product')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;price' {
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Assume this currency where the text names none, or one of its kind (`$`, `kr`)')
            [CompletionResult]::new('--hint', '--hint', [CompletionResultType]::ParameterName, 'Text near the price: a column header, a label')
            [CompletionResult]::new('--decimal', '--decimal', [CompletionResultType]::ParameterName, 'The decimal mark, where it is known')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;paper' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a world; the same seed and start make the same one')
            [CompletionResult]::new('advance', 'advance', [CompletionResultType]::ParameterValue, 'Let days pass: goods arrive, competitors move, customers buy, send back and write')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the date and what is under way')
            [CompletionResult]::new('effects', 'effects', [CompletionResultType]::ParameterValue, 'Show what was really done at our request, and how often: a count above 1 is a double')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;paper;init' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Same seed, same world; unset is `paper.seed` of the settings')
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'The world''s first day; unset is today')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;paper;advance' {
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'How many days')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;paper;status' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;paper;effects' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;paper;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a world; the same seed and start make the same one')
            [CompletionResult]::new('advance', 'advance', [CompletionResultType]::ParameterValue, 'Let days pass: goods arrive, competitors move, customers buy, send back and write')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the date and what is under way')
            [CompletionResult]::new('effects', 'effects', [CompletionResultType]::ParameterValue, 'Show what was really done at our request, and how often: a count above 1 is a double')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;paper;help;init' {
            break
        }
        'arb;paper;help;advance' {
            break
        }
        'arb;paper;help;status' {
            break
        }
        'arb;paper;help;effects' {
            break
        }
        'arb;paper;help;help' {
            break
        }
        'arb;demo' {
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'How many days of trading to simulate')
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'The folder to make; an earlier demo in it is replaced')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;db' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('info', 'info', [CompletionResultType]::ParameterValue, 'Print size, schema, mode and row counts, and check the file')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy the database to a file, or into a folder under a name with the time; others may go on meanwhile')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Bring a backup back; replaces a database only with `--yes`, and never one of the other mode')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a database: paper, or with `--live` one for real money')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;db;info' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;db;backup' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;db;restore' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;db;init' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;db;help' {
            [CompletionResult]::new('info', 'info', [CompletionResultType]::ParameterValue, 'Print size, schema, mode and row counts, and check the file')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy the database to a file, or into a folder under a name with the time; others may go on meanwhile')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Bring a backup back; replaces a database only with `--yes`, and never one of the other mode')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a database: paper, or with `--live` one for real money')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;db;help;info' {
            break
        }
        'arb;db;help;backup' {
            break
        }
        'arb;db;help;restore' {
            break
        }
        'arb;db;help;init' {
            break
        }
        'arb;db;help;help' {
            break
        }
        'arb;doctor' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;vendors' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Ask a vendor for something that changes nothing and costs as little as there is')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;vendors;check' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;vendors;help' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Ask a vendor for something that changes nothing and costs as little as there is')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;vendors;help;check' {
            break
        }
        'arb;vendors;help;help' {
            break
        }
        'arb;watch' {
            [CompletionResult]::new('--within', '--within', [CompletionResultType]::ParameterName, 'Only what must fall by no more than this, in percent of its price')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;serve' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Listen here instead of where `[serve]` says: `127.0.0.1:8787`')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;config' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print every setting, its value and its origin')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'Print the built-in rules of `arb analyze`, to copy and change: `arb config rules > rules.toml`')
            [CompletionResult]::new('dir', 'dir', [CompletionResultType]::ParameterValue, 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;config;show' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;config;rules' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;config;dir' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;config;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print every setting, its value and its origin')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'Print the built-in rules of `arb analyze`, to copy and change: `arb config rules > rules.toml`')
            [CompletionResult]::new('dir', 'dir', [CompletionResultType]::ParameterValue, 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;config;help;show' {
            break
        }
        'arb;config;help;rules' {
            break
        }
        'arb;config;help;dir' {
            break
        }
        'arb;config;help;help' {
            break
        }
        'arb;completions' {
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Write a file for every shell into this folder')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;man' {
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Write a page for every command into this folder')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read only this settings file')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'Use this database file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere')
            [CompletionResult]::new('--input-format', '--input-format', [CompletionResultType]::ParameterName, 'Read the input as this; `auto` looks at the name and the first bytes')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour the output')
            [CompletionResult]::new('--errors', '--errors', [CompletionResultType]::ParameterName, 'Report errors as text or as one JSON object a line')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what needs a person')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more; twice for even more')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; refuse where an answer would be needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything but change nothing, neither outside nor in the database')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Use real vendors and money; needs `mode = "live"` and a live database too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'arb;help' {
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Find offers: read supplier lists and sources, keep what is new or changed')
            [CompletionResult]::new('analyze', 'analyze', [CompletionResultType]::ParameterValue, 'Judge offers: fees, landed cost, profit, risk, verdict and the highest cost at which it is still a buy')
            [CompletionResult]::new('negotiate', 'negotiate', [CompletionResultType]::ParameterValue, 'Haggle over what is a buy at a lower price: offers by a ladder, never above the highest cost')
            [CompletionResult]::new('buy', 'buy', [CompletionResultType]::ParameterValue, 'Buy what was judged a buy: plan, ask, place within the limits, book')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List what was bought: choose the channel, set the price, write the text, publish')
            [CompletionResult]::new('reprice', 'reprice', [CompletionResultType]::ParameterValue, 'Follow the market with prices: suggest, or apply, never below the floor')
            [CompletionResult]::new('ship', 'ship', [CompletionResultType]::ParameterValue, 'Send goods to Amazon''s warehouses: plan, packing, boxes, placement, carriers, with what each costs')
            [CompletionResult]::new('support', 'support', [CompletionResultType]::ParameterValue, 'Answer customers: tell messages apart, escalate, draft or send, one ticket each')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'One pass of every stage, one at a time: sync, scan, analyze, buy, list, reprice, support')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Pull deliveries, sales, refunds, payouts and messages into the books')
            [CompletionResult]::new('approvals', 'approvals', [CompletionResultType]::ParameterValue, 'List, show, approve or reject what waits for a person')
            [CompletionResult]::new('limits', 'limits', [CompletionResultType]::ParameterValue, 'Show every limit, what is used of it, and what would refuse next')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Say what became of what only a person can find out, or had to do')
            [CompletionResult]::new('reconcile', 'reconcile', [CompletionResultType]::ParameterValue, 'Hold the books against the vendors'' lists, a statement, and themselves')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Show every number of a record: where it came from, which rule decided, at which price the verdict turns')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Report opportunities, purchases, inventory and aging, listings, sales, P&L, payouts, tickets, support')
            [CompletionResult]::new('ledger', 'ledger', [CompletionResultType]::ParameterValue, 'Show the books, or export them to hledger, beancount or CSV')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check the books: every invariant of ledger, limits, stock and listings')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Prove that the books are as arb wrote them: a chain of hashes over every decision, approval, order and posting')
            [CompletionResult]::new('advice', 'advice', [CompletionResultType]::ParameterValue, 'Show what models were asked and what came of it; `replay` works it out again from the log')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Show what a person should know today: stops, money spent, what waits, when the books were last compared')
            [CompletionResult]::new('arena', 'arena', [CompletionResultType]::ParameterValue, 'Let the repricing strategies play against each other and against bots, and measure them')
            [CompletionResult]::new('backtest', 'backtest', [CompletionResultType]::ParameterValue, 'Try repricing strategies on recorded prices, and haggling on recorded talks')
            [CompletionResult]::new('halt', 'halt', [CompletionResultType]::ParameterValue, 'Stop every change to the outside world, at once')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Let effects go on after `arb halt` or a stop that arb made itself')
            [CompletionResult]::new('fees', 'fees', [CompletionResultType]::ParameterValue, 'Work out the fees of a sale, or of a file of sales')
            [CompletionResult]::new('identify', 'identify', [CompletionResultType]::ParameterValue, 'Tell which product a text names: ISBN, UPC, EAN, GTIN, ASIN, eBay, TCGplayer, Reverb')
            [CompletionResult]::new('price', 'price', [CompletionResultType]::ParameterValue, 'Read any price text as an exact amount and a currency')
            [CompletionResult]::new('paper', 'paper', [CompletionResultType]::ParameterValue, 'Make the simulated market, move its time, see how it stands')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'The whole round on bundled data: scan, analyze, buy, a month of selling, the profit and loss')
            [CompletionResult]::new('db', 'db', [CompletionResultType]::ParameterValue, 'Look after the database: info, backup, restore, init')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look at everything around the books: file, disk, clock, halt, backup, settings; says what to do')
            [CompletionResult]::new('vendors', 'vendors', [CompletionResultType]::ParameterValue, 'Show the vendors that are read from: what each can do, what is left of its quotas; `check` proves a key works')
            [CompletionResult]::new('watch', 'watch', [CompletionResultType]::ParameterValue, 'List what was passed over and how far its price is from a buy, the nearest first')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Take what vendors send: text messages, parsed mail, eBay''s notices, Telegram''s answers')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings and where each came from')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print completions for your shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;help;scan' {
            break
        }
        'arb;help;analyze' {
            break
        }
        'arb;help;negotiate' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the deals that are open')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a deal: its ladder, what was said, what is put aside')
            [CompletionResult]::new('reply', 'reply', [CompletionResultType]::ParameterValue, 'Tell what the seller answered; the next move follows')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send what waits for your yes')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'End a deal without another word; what was put aside is free')
            break
        }
        'arb;help;negotiate;list' {
            break
        }
        'arb;help;negotiate;show' {
            break
        }
        'arb;help;negotiate;reply' {
            break
        }
        'arb;help;negotiate;send' {
            break
        }
        'arb;help;negotiate;drop' {
            break
        }
        'arb;help;buy' {
            break
        }
        'arb;help;list' {
            break
        }
        'arb;help;reprice' {
            break
        }
        'arb;help;ship' {
            break
        }
        'arb;help;support' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tickets that wait for a person')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a ticket: the message, the answer, why it waits')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Send the drafted answer, or your own')
            [CompletionResult]::new('refund', 'refund', [CompletionResultType]::ParameterValue, 'Give a buyer money back, within the policy and the limits, once')
            [CompletionResult]::new('refunds', 'refunds', [CompletionResultType]::ParameterValue, 'List the refunds that are open')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close a ticket: nothing more is needed')
            [CompletionResult]::new('mail', 'mail', [CompletionResultType]::ParameterValue, 'Read letters from an mbox file into the inbox, as `arb support` then answers them')
            [CompletionResult]::new('write', 'write', [CompletionResultType]::ParameterValue, 'Write first to the buyer of an order, through the channel that sold it')
            [CompletionResult]::new('draft', 'draft', [CompletionResultType]::ParameterValue, 'Write the answer of a ticket; it waits to be sent')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send an answer; to a message that was answered already, a further one')
            [CompletionResult]::new('assign', 'assign', [CompletionResultType]::ParameterValue, 'Say who has a ticket')
            [CompletionResult]::new('erase', 'erase', [CompletionResultType]::ParameterValue, 'Erase what a person wrote, what was answered and what a model was told of it; orders and the books stay')
            [CompletionResult]::new('promises', 'promises', [CompletionResultType]::ParameterValue, 'List what answers promised and is not kept yet; exit 4 where something is overdue')
            [CompletionResult]::new('train', 'train', [CompletionResultType]::ParameterValue, 'Learn to tell messages apart, from labelled messages')
            [CompletionResult]::new('eval', 'eval', [CompletionResultType]::ParameterValue, 'Measure how well messages are told apart, on labelled messages')
            break
        }
        'arb;help;support;list' {
            break
        }
        'arb;help;support;show' {
            break
        }
        'arb;help;support;approve' {
            break
        }
        'arb;help;support;refund' {
            break
        }
        'arb;help;support;refunds' {
            break
        }
        'arb;help;support;close' {
            break
        }
        'arb;help;support;mail' {
            break
        }
        'arb;help;support;write' {
            break
        }
        'arb;help;support;draft' {
            break
        }
        'arb;help;support;send' {
            break
        }
        'arb;help;support;assign' {
            break
        }
        'arb;help;support;erase' {
            break
        }
        'arb;help;support;promises' {
            [CompletionResult]::new('keep', 'keep', [CompletionResultType]::ParameterValue, 'Say that a promise was kept, and by what')
            [CompletionResult]::new('waive', 'waive', [CompletionResultType]::ParameterValue, 'Say that a promise need not be kept any more, and why')
            break
        }
        'arb;help;support;promises;keep' {
            break
        }
        'arb;help;support;promises;waive' {
            break
        }
        'arb;help;support;train' {
            break
        }
        'arb;help;support;eval' {
            break
        }
        'arb;help;run' {
            break
        }
        'arb;help;sync' {
            break
        }
        'arb;help;approvals' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the plans that wait')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what a plan would buy')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Say yes to exactly this plan')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Show the plans that wait in the one Telegram chat, each once, with a button for yes and one for no')
            [CompletionResult]::new('pull', 'pull', [CompletionResultType]::ParameterValue, 'Take the answers that came in that chat')
            [CompletionResult]::new('reject', 'reject', [CompletionResultType]::ParameterValue, 'Say no; what was not sent is given up')
            break
        }
        'arb;help;approvals;list' {
            break
        }
        'arb;help;approvals;show' {
            break
        }
        'arb;help;approvals;approve' {
            break
        }
        'arb;help;approvals;send' {
            break
        }
        'arb;help;approvals;pull' {
            break
        }
        'arb;help;approvals;reject' {
            break
        }
        'arb;help;limits' {
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Accept the values of arb.toml that allow more than is in force')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Print what was accepted, when and by whom')
            break
        }
        'arb;help;limits;accept' {
            break
        }
        'arb;help;limits;history' {
            break
        }
        'arb;help;resolve' {
            break
        }
        'arb;help;reconcile' {
            break
        }
        'arb;help;explain' {
            break
        }
        'arb;help;report' {
            [CompletionResult]::new('opportunities', 'opportunities', [CompletionResultType]::ParameterValue, 'What is worth buying now, the most profitable first')
            [CompletionResult]::new('purchases', 'purchases', [CompletionResultType]::ParameterValue, 'What was ordered and where it stands')
            [CompletionResult]::new('inventory', 'inventory', [CompletionResultType]::ParameterValue, 'What is in stock, at cost, by age')
            [CompletionResult]::new('listings', 'listings', [CompletionResultType]::ParameterValue, 'What is listed, at which price, between which bounds')
            [CompletionResult]::new('sales', 'sales', [CompletionResultType]::ParameterValue, 'What was sold and what was left of it')
            [CompletionResult]::new('pnl', 'pnl', [CompletionResultType]::ParameterValue, 'Profit and loss from the books, and how good the estimates were')
            [CompletionResult]::new('payouts', 'payouts', [CompletionResultType]::ParameterValue, 'From what buyers paid to what reached the bank, channel by channel: gross as a 1099-K counts it, fees, refunds, payouts')
            [CompletionResult]::new('tickets', 'tickets', [CompletionResultType]::ParameterValue, 'Customers'' messages and what became of them')
            [CompletionResult]::new('support', 'support', [CompletionResultType]::ParameterValue, 'How well customers are served: volume, first answers, promises kept, by kind of message')
            break
        }
        'arb;help;report;opportunities' {
            break
        }
        'arb;help;report;purchases' {
            break
        }
        'arb;help;report;inventory' {
            break
        }
        'arb;help;report;listings' {
            break
        }
        'arb;help;report;sales' {
            break
        }
        'arb;help;report;pnl' {
            break
        }
        'arb;help;report;payouts' {
            break
        }
        'arb;help;report;tickets' {
            break
        }
        'arb;help;report;support' {
            break
        }
        'arb;help;ledger' {
            [CompletionResult]::new('balances', 'balances', [CompletionResultType]::ParameterValue, 'Print the balance of every account, plus on its normal side')
            [CompletionResult]::new('journal', 'journal', [CompletionResultType]::ParameterValue, 'Print every line of every transaction, oldest first')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write the journal for another program: `arb ledger export --to hledger | hledger -f - bal`')
            [CompletionResult]::new('capital', 'capital', [CompletionResultType]::ParameterValue, 'Book money that you put into the business, or with a minus took out: `arb ledger capital 5000 --name opening`')
            [CompletionResult]::new('assert', 'assert', [CompletionResultType]::ParameterValue, 'Assert what a statement says: `arb ledger assert A:Cash:bank 2026-05-31 4210.55 --source may.pdf`')
            [CompletionResult]::new('identify', 'identify', [CompletionResultType]::ParameterValue, 'Say which lot a sale took its units from: it has the cost of that lot instead of the oldest one''s')
            [CompletionResult]::new('settle', 'settle', [CompletionResultType]::ParameterValue, 'Book where an amount belongs: out of suspense, or a fact that could not be booked')
            break
        }
        'arb;help;ledger;balances' {
            break
        }
        'arb;help;ledger;journal' {
            break
        }
        'arb;help;ledger;export' {
            break
        }
        'arb;help;ledger;capital' {
            break
        }
        'arb;help;ledger;assert' {
            break
        }
        'arb;help;ledger;identify' {
            break
        }
        'arb;help;ledger;settle' {
            break
        }
        'arb;help;verify' {
            break
        }
        'arb;help;audit' {
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Recompute the chain from the rows themselves; print what differs, exit 6')
            [CompletionResult]::new('head', 'head', [CompletionResultType]::ParameterValue, 'Print the newest link: keep it where nobody who can write the database can write')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'List the links, oldest first')
            break
        }
        'arb;help;audit;verify' {
            break
        }
        'arb;help;audit;head' {
            break
        }
        'arb;help;audit;log' {
            break
        }
        'arb;help;advice' {
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Work out again, from each answer as it came, what was understood and what held; print what differs, exit 6')
            break
        }
        'arb;help;advice;replay' {
            break
        }
        'arb;help;digest' {
            break
        }
        'arb;help;arena' {
            break
        }
        'arb;help;backtest' {
            [CompletionResult]::new('reprice', 'reprice', [CompletionResultType]::ParameterValue, 'Run every strategy over price histories and compare its profit with holding and with naive undercutting')
            [CompletionResult]::new('negotiate', 'negotiate', [CompletionResultType]::ParameterValue, 'Haggle with sellers fitted to recorded talks, and compare with a fixed discount')
            break
        }
        'arb;help;backtest;reprice' {
            break
        }
        'arb;help;backtest;negotiate' {
            break
        }
        'arb;help;halt' {
            break
        }
        'arb;help;resume' {
            break
        }
        'arb;help;fees' {
            [CompletionResult]::new('cards', 'cards', [CompletionResultType]::ParameterValue, 'List the fee cards with their dates, confidence and sources')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare the rates of two days')
            break
        }
        'arb;help;fees;cards' {
            break
        }
        'arb;help;fees;diff' {
            break
        }
        'arb;help;identify' {
            break
        }
        'arb;help;price' {
            break
        }
        'arb;help;paper' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a world; the same seed and start make the same one')
            [CompletionResult]::new('advance', 'advance', [CompletionResultType]::ParameterValue, 'Let days pass: goods arrive, competitors move, customers buy, send back and write')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the date and what is under way')
            [CompletionResult]::new('effects', 'effects', [CompletionResultType]::ParameterValue, 'Show what was really done at our request, and how often: a count above 1 is a double')
            break
        }
        'arb;help;paper;init' {
            break
        }
        'arb;help;paper;advance' {
            break
        }
        'arb;help;paper;status' {
            break
        }
        'arb;help;paper;effects' {
            break
        }
        'arb;help;demo' {
            break
        }
        'arb;help;db' {
            [CompletionResult]::new('info', 'info', [CompletionResultType]::ParameterValue, 'Print size, schema, mode and row counts, and check the file')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Copy the database to a file, or into a folder under a name with the time; others may go on meanwhile')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Bring a backup back; replaces a database only with `--yes`, and never one of the other mode')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a database: paper, or with `--live` one for real money')
            break
        }
        'arb;help;db;info' {
            break
        }
        'arb;help;db;backup' {
            break
        }
        'arb;help;db;restore' {
            break
        }
        'arb;help;db;init' {
            break
        }
        'arb;help;doctor' {
            break
        }
        'arb;help;vendors' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Ask a vendor for something that changes nothing and costs as little as there is')
            break
        }
        'arb;help;vendors;check' {
            break
        }
        'arb;help;watch' {
            break
        }
        'arb;help;serve' {
            break
        }
        'arb;help;config' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print every setting, its value and its origin')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'Print the built-in rules of `arb analyze`, to copy and change: `arb config rules > rules.toml`')
            [CompletionResult]::new('dir', 'dir', [CompletionResultType]::ParameterValue, 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`')
            break
        }
        'arb;help;config;show' {
            break
        }
        'arb;help;config;rules' {
            break
        }
        'arb;help;config;dir' {
            break
        }
        'arb;help;completions' {
            break
        }
        'arb;help;man' {
            break
        }
        'arb;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
