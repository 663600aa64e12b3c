# Completion of hearsay for fish. Options and their values are those of `hearsay --help`; a test
# compares them.

set -l commands annotate check accusations analyse import search archive status stop desk lsp help
set -l none "not __fish_seen_subcommand_from $commands"
set -l texts "__fish_seen_subcommand_from annotate check"
set -l any_text "__fish_seen_subcommand_from annotate check accusations analyse"
set -l with_archive "__fish_seen_subcommand_from annotate check import search archive"

complete -c hearsay -f
complete -c hearsay -n $none -a annotate -d 'show quotes, claims, accusations and answers'
complete -c hearsay -n $none -a check -d 'check texts against the rules of good reporting'
complete -c hearsay -n $none -a accusations -d 'list who accuses whom of what'
complete -c hearsay -n $none -a analyse -d 'print the language analysis as CoNLL-U'
complete -c hearsay -n $none -a import -d 'put texts and fact-checks into the archive'
complete -c hearsay -n $none -a search -d 'search the archive'
complete -c hearsay -n $none -a archive -d 'look into the archive, and tend it'
complete -c hearsay -n $none -a status -d 'show what the running daemon is doing'
complete -c hearsay -n $none -a stop -d 'end the running daemon'
complete -c hearsay -n $none -a desk -d 'open the desk page in the browser'
complete -c hearsay -n $none -a lsp -d 'speak LSP on standard input and output'
complete -c hearsay -n $none -a help -d 'explain the program, or one command'
complete -c hearsay -n '__fish_seen_subcommand_from help' -a "$commands"
complete -c hearsay -n $any_text -F
complete -c hearsay -n '__fish_seen_subcommand_from import' -F

complete -c hearsay -l socket -r -F -d 'the socket of the daemon'
complete -c hearsay -l daemon -x -a 'auto always never' -d 'which daemon to speak to'
complete -c hearsay -l help -d 'explain the program or the command'
complete -c hearsay -l version -d 'print the version'

complete -c hearsay -n $with_archive -l archive -r -F -d 'another archive'
complete -c hearsay -n '__fish_seen_subcommand_from search' -l limit -x -d 'hits a question'
complete -c hearsay -n '__fish_seen_subcommand_from search' -l queries -r -F -d 'a question a line'

complete -c hearsay -n $texts -l color -x -a 'auto always never' -d colours
complete -c hearsay -n $any_text -l language -x -a 'plaintext markdown html' -d 'the markup'
complete -c hearsay -n '__fish_seen_subcommand_from annotate check accusations' -l jobs -x -d 'documents in work at once'

complete -c hearsay -n '__fish_seen_subcommand_from annotate accusations import search archive status' -l json -d 'print JSON'
complete -c hearsay -n '__fish_seen_subcommand_from annotate accusations' -l html -d 'one HTML page'
complete -c hearsay -n '__fish_seen_subcommand_from annotate' -l offsets -x \
    -a 'utf-8 utf-16 utf-32' -d 'what spans in JSON count'
complete -c hearsay -n '__fish_seen_subcommand_from annotate' -l claim-threshold -x \
    -d 'leave out claims under this check-worthiness'
complete -c hearsay -n '__fish_seen_subcommand_from annotate' -l thoughts \
    -d 'also what parties think, want or plan'
complete -c hearsay -n '__fish_seen_subcommand_from check' -l format -x \
    -a 'compiler json sarif github' -d 'how findings are told'
complete -c hearsay -n '__fish_seen_subcommand_from analyse' -l conllu -d 'print CoNLL-U'
complete -c hearsay -n '__fish_seen_subcommand_from desk' -l print \
    -d 'only print the address, and open no browser'
complete -c hearsay -n '__fish_seen_subcommand_from accusations' -l dot -d 'the graph for Graphviz'
complete -c hearsay -n '__fish_seen_subcommand_from archive; and not __fish_seen_subcommand_from list show remove stats check vacuum export reannotate' \
    -a 'list show remove stats check vacuum export reannotate'
