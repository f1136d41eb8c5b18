-- The language server of Chidu; `vim.lsp.enable('chidu')` turns it on.
return {
  cmd = { 'chidu', 'lsp', '--stdio' },
  filetypes = { 'chidu' },
  root_markers = { 'chidu.toml', '.git' },
  -- Files are formatted when they are saved; `false` keeps them as typed. Also: lang = 'en', debounce = 400.
  init_options = { formatOnSave = true },
}
