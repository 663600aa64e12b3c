# Completion of hearsay for bash. Options and their values are those of `hearsay --help`; a test
# compares them.

_hearsay() {
    local commands='annotate check accusations analyse import search archive status stop desk lsp help'
    local everywhere='--socket= --daemon= --help --version'
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local command='' word options='' values=''

    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case " $commands " in
        *" $word "*)
            command=$word
            break
            ;;
        esac
    done

    # bash cuts --name=value at the "=": three words, or two while the value is empty
    if [[ $current == = ]]; then
        current=''
    elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    case $previous in
    --daemon | --color) values='auto always never' ;;
    --offsets) values='utf-8 utf-16 utf-32' ;;
    --language) values='plaintext markdown html' ;;
    --format) values='compiler json sarif github' ;;
    --claim-threshold | --jobs | --limit) return ;;
    --socket | --archive | --queries)
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
    esac
    if [[ $previous == help ]]; then
        values=$commands
    elif [[ $previous == archive && $command == archive ]]; then
        values='list show remove stats check vacuum export reannotate'
    fi
    if [[ -n $values ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$values" -- "$current")
        return
    fi

    case $command in
    annotate)
        options='--archive= --color= --json --html --offsets= --claim-threshold= --thoughts --language= --jobs='
        ;;
    check) options='--archive= --color= --language= --format= --jobs=' ;;
    accusations) options='--json --html --dot --language= --jobs=' ;;
    analyse) options='--conllu --language=' ;;
    import) options='--archive= --json' ;;
    search) options='--archive= --json --limit= --queries=' ;;
    archive) options='--archive= --json' ;;
    status) options='--json' ;;
    desk) options='--print' ;;
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$everywhere $options" -- "$current")
        [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
    elif [[ -z $command ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
    elif [[ $command == annotate || $command == check || $command == accusations || $command == analyse || $command == import ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _hearsay hearsay
