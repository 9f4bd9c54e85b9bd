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
complete -c arb -n "__fish_arb_needs_command" -f -a "config" -d 'Show the settings and where each came from'
complete -c arb -n "__fish_arb_needs_command" -f -a "completions" -d 'Print completions for your shell'
complete -c arb -n "__fish_arb_needs_command" -f -a "man" -d 'Print the manual page'
complete -c arb -n "__fish_arb_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l config -d 'Read only this settings file' -r -F
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l db -d 'Use this database file' -r -F
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l format -d 'Write stdout as this; `auto` is a table on a terminal and JSON Lines elsewhere' -r -f -a "auto\t'A table on a terminal, JSON Lines elsewhere'
jsonl\t'One JSON object a line'
json\t'One JSON array'
csv\t'Dotted columns'
table\t'For eyes'"
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l input-format -d 'Read the input as this; `auto` looks at the name and the first bytes' -r -f -a "auto\t'By name and first bytes'
jsonl\t'One JSON object a line'
json\t'One JSON array, or one object'
csv\t'Comma, semicolon, pipe or tab separated'
tsv\t'Tab separated'
xlsx\t'Excel'"
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l columns -d 'Write only these columns, dotted and comma-separated: `id,analysis.verdict`' -r
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l color -d 'Colour the output' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`'
always\t'Always'
never\t'Never'"
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l errors -d 'Report errors as text or as one JSON object a line' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l quiet -d 'Say only what needs a person'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l verbose -d 'Say more; twice for even more'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l yes -d 'Answer yes to every question'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l no-input -d 'Never ask; refuse where an answer would be needed'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l dry-run -d 'Do everything but change nothing, neither outside nor in the database'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -l live -d 'Use real vendors and money; needs `mode = "live"` and a live database too'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -f -a "show" -d 'Print every setting, its value and its origin'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -f -a "dir" -d 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`'
complete -c arb -n "__fish_arb_using_subcommand config; and not __fish_seen_subcommand_from show dir help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from config completions man help" -f -a "config" -d 'Show the settings and where each came from'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from config completions man help" -f -a "completions" -d 'Print completions for your shell'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from config completions man help" -f -a "man" -d 'Print the manual page'
complete -c arb -n "__fish_arb_using_subcommand help; and not __fish_seen_subcommand_from config completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Print every setting, its value and its origin'
complete -c arb -n "__fish_arb_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "dir" -d 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`'
