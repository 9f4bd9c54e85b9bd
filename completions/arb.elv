
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
            cand config 'Show the settings and where each came from'
            cand completions 'Print completions for your shell'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
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
            cand dir 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;config;help;show'= {
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
            cand config 'Show the settings and where each came from'
            cand completions 'Print completions for your shell'
            cand man 'Print the manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'arb;help;config'= {
            cand show 'Print every setting, its value and its origin'
            cand dir 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`'
        }
        &'arb;help;config;show'= {
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
