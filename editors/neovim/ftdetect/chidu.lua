vim.filetype.add({ extension = { chidu = 'chidu' } })
