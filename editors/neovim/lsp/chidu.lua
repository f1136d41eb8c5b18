-- The language server of Chidu; `vim.lsp.enable('chidu')` turns it on.
return {
  cmd = { 'chidu', 'lsp', '--stdio' },
  filetypes = { 'chidu' },
  root_markers = { '.git' },
  -- init_options = { lang = 'en', debounce = 200 },
}
