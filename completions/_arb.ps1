
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
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings and where each came from')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print completions for your shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
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
            [CompletionResult]::new('dir', 'dir', [CompletionResultType]::ParameterValue, 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;config;help;show' {
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
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings and where each came from')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print completions for your shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'arb;help;config' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print every setting, its value and its origin')
            [CompletionResult]::new('dir', 'dir', [CompletionResultType]::ParameterValue, 'Print the folder of your own files: `arb.toml`, `presets/`, `fees/`')
            break
        }
        'arb;help;config;show' {
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
