# bash completion of asynclint, written by `asynclint completions bash`
_asynclint_rules()
{
    local before=
    case $cur in *,*) before=${cur%,*}, ;; esac
    COMPREPLY=($(compgen -P "$before" -W "$("${COMP_WORDS[0]}" rules 2>/dev/null | cut -d ' ' -f 1) all" -- "${cur##*,}"))
}

_asynclint()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]}
    COMPREPLY=()
    if [ "$cur" = = ]; then # the shell takes --option=value apart
        cur=
    elif [ "$prev" = = ]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W "check lsp rules explain graph init help --help --version" -- "$cur"))
        return
    fi
    case $command:$prev in
    check:--select) _asynclint_rules; return ;;
    check:--ignore) _asynclint_rules; return ;;
    check:--min-severity) COMPREPLY=($(compgen -W "error warning information hint" -- "$cur")); return ;;
    check:--format) COMPREPLY=($(compgen -W "text json sarif github junit" -- "$cur")); return ;;
    check:--output | check:-o) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    check:--baseline) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    check:--write-baseline) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    check:--config) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    check:--jobs | check:-j) :; return ;;
    check:--color) COMPREPLY=($(compgen -W "auto always never" -- "$cur")); return ;;
    check:--cache) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    check:--progress) COMPREPLY=($(compgen -W "auto always never" -- "$cur")); return ;;
    check:--stdin-filename) :; return ;;
    lsp:--socket) :; return ;;
    lsp:--pipe) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    lsp:--position-encoding) COMPREPLY=($(compgen -W "utf-8 utf-16 utf-32" -- "$cur")); return ;;
    lsp:--clientProcessId) :; return ;;
    rules:--format) COMPREPLY=($(compgen -W "text json markdown schema" -- "$cur")); return ;;
    rules:--color) COMPREPLY=($(compgen -W "auto always never" -- "$cur")); return ;;
    explain:--color) COMPREPLY=($(compgen -W "auto always never" -- "$cur")); return ;;
    graph:--format) COMPREPLY=($(compgen -W "text json dot" -- "$cur")); return ;;
    graph:--cache) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    esac
    case $command:$cur in
    check:-*) COMPREPLY=($(compgen -W "--select --ignore --min-severity --format --output --fix --unsafe-fixes --diff --baseline --write-baseline --config --no-config --jobs --statistics --quiet --color --exit-zero --no-workspace --cache --progress --stdin-filename --help" -- "$cur")) ;;
    lsp:-*) COMPREPLY=($(compgen -W "--stdio --socket --pipe --position-encoding --clientProcessId --help" -- "$cur")) ;;
    rules:-*) COMPREPLY=($(compgen -W "--format --color --help" -- "$cur")) ;;
    explain:-*) COMPREPLY=($(compgen -W "--color --help" -- "$cur")) ;;
    graph:-*) COMPREPLY=($(compgen -W "--format --cache --help" -- "$cur")) ;;
    init:-*) COMPREPLY=($(compgen -W "--force --help" -- "$cur")) ;;
    explain:*) _asynclint_rules ;;
    check:*) COMPREPLY=($(compgen -f -- "$cur")) ;;
    esac
}

complete -o filenames -F _asynclint asynclint
