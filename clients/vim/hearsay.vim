" Hearsay in Vim with ALE: into ~/.vim/plugin/. docs/editors/vim.md tells more.
let s:server = {'name': 'hearsay', 'lsp': 'stdio', 'executable': 'hearsay',
    \ 'command': '%e lsp', 'project_root': {buffer -> expand('#' . buffer . ':p:h')}}

function! s:define() abort
    for filetype in ['text', 'markdown', 'html']
        call ale#linter#Define(filetype, s:server)
    endfor
endfunction

augroup hearsay
    autocmd!
    autocmd VimEnter * call s:define()
augroup END
