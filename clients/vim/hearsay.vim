" Hearsay in Vim with ALE: into ~/.vim/plugin/. docs/editors/vim.md tells more.
let s:server = {'name': 'hearsay', 'lsp': 'stdio', 'executable': 'hearsay',
    \ 'command': '%e lsp', 'project_root': {buffer -> expand('#' . buffer . ':p:h')}}

" ALE checks plain texts with nothing unless it is told to.
let g:ale_linters = extend({'text': ['hearsay']}, get(g:, 'ale_linters', {}))

function! s:define() abort
    for filetype in ['text', 'markdown', 'html']
        call ale#linter#Define(filetype, s:server)
    endfor
    silent! ALELint " what was opened before this
endfunction

augroup hearsay
    autocmd!
    autocmd VimEnter * call s:define()
augroup END
