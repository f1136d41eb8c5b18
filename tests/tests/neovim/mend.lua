-- Drives Neovim with the editor setup of this repository: a rulebook with a wrong total is reported, mended by the fix that is offered, formatted when it is saved, an entry renamed, and
-- nothing is reported any more; then hundreds of edits, after which the server's text is the buffer's. Ends with status 1 and a sentence where anything is otherwise.
--
-- nvim --headless -u NONE -l mend.lua EDITOR_SETUP CHIDU RULEBOOK

local setup, chidu, rulebook = unpack(_G.arg)
local PATIENCE = 20000

local function fail(sentence)
  io.stdout:write('FAILED: ' .. sentence .. '\n')
  os.exit(1)
end

local function wait(what, condition)
  if not vim.wait(PATIENCE, condition, 10) then
    fail('waited in vain for ' .. what .. '; diagnostics: ' .. vim.inspect(vim.diagnostic.get(0)))
  end
  io.stdout:write('seen: ' .. what .. '\n')
end

vim.opt.runtimepath:prepend(setup)
vim.cmd('filetype plugin on')
vim.lsp.config('chidu', {
  cmd = { chidu, 'lsp', '--stdio' },
  init_options = { lang = 'en', debounce = 50 },
  flags = { debounce_text_changes = 0 },
})
vim.lsp.enable('chidu')
vim.cmd.edit(rulebook)
if vim.bo.filetype ~= 'chidu' then
  fail('the file type is ' .. vim.inspect(vim.bo.filetype))
end

wait('the server', function() return #vim.lsp.get_clients({ name = 'chidu', bufnr = 0 }) == 1 end)
local client = vim.lsp.get_clients({ name = 'chidu', bufnr = 0 })[1]
if client.offset_encoding ~= 'utf-8' then
  fail('columns are counted in ' .. client.offset_encoding)
end

-- The second section says 12 and its items add up to 10; so neither it nor the total is the sum of what it is made of.
wait('the wrong total', function() return #vim.diagnostic.get(0) > 0 end)
for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(('%d:%d %s %s\n'):format(diagnostic.lnum + 1, diagnostic.col + 1, diagnostic.code, diagnostic.message))
  if diagnostic.code ~= 'points-do-not-add-up' or diagnostic.source ~= 'chidu' then
    fail('another diagnostic: ' .. vim.inspect(diagnostic))
  end
end
local wrong
for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
  wrong = diagnostic.message:find('礼仪', 1, true) and diagnostic or wrong
end
if not wrong or #vim.diagnostic.get(0) ~= 2 then
  fail('each sum that is wrong is told once, not ' .. #vim.diagnostic.get(0) .. ' times')
end

-- The fix of the section, as `gra` applies it where there is but one; it mends both.
vim.api.nvim_win_set_cursor(0, { wrong.lnum + 1, wrong.col })
vim.lsp.buf.code_action({ apply = true, context = { diagnostics = {}, only = { 'quickfix' } } })
wait('no diagnostic', function() return #vim.diagnostic.get(0) == 0 end)
local function line_with(words) return vim.api.nvim_buf_get_lines(0, vim.fn.search(words, 'w') - 1, vim.fn.search(words, 'w'), true)[1] end
if vim.fn.search('礼仪 10分', 'w') == 0 then
  fail('the section says ' .. line_with('礼仪'))
end

-- The setup has a file formatted when it is saved.
vim.cmd('silent write')
local saved = table.concat(vim.fn.readfile(rulebook), '\n')
if not saved:find('分钟的, 每次扣2分', 1, true) or not line_with('分钟的'):find('分钟的, 每次扣2分', 1, true) then
  fail('saved as ' .. saved)
end
io.stdout:write('seen: the spaces in order on the disk\n')

local row = vim.fn.search('门窗玻璃 5分', 'w') - 1
local mended = vim.api.nvim_buf_get_lines(0, row, row + 1, true)[1]

-- What was read stands in the hover, and a letter among digits is mended by the fix that is offered.
local function ask(method, params)
  local reply = client:request_sync(method, params, PATIENCE, 0)
  if not reply or reply.err then
    fail(method .. ': ' .. vim.inspect(reply))
  end
  return reply.result
end
local function document() return vim.lsp.util.make_text_document_params(0) end
local column = mended:find('分: ')
vim.api.nvim_buf_set_lines(0, row, row + 1, true, { mended:sub(1, column + 4) .. '每发现一处污迹扣l分' })
wait('the letter', function()
  local found = vim.diagnostic.get(0)
  return #found == 1 and found[1].code == 'letter-for-digit'
end)
local at = vim.diagnostic.get(0)[1]
local place = { line = at.lnum, character = at.col }
local hover = ask('textDocument/hover', { textDocument = document(), position = place })
if not hover.contents.value:find('deduct 1 point for each', 1, true) then
  fail('the hover says ' .. vim.inspect(hover))
end
local context = { diagnostics = {}, only = { 'quickfix' } }
local actions = ask('textDocument/codeAction', { textDocument = document(), range = { start = place, ['end'] = place }, context = context })
if #actions ~= 1 then
  fail('one fix was wanted: ' .. vim.inspect(actions))
end
vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
wait('the letter mended', function() return #vim.diagnostic.get(0) == 0 end)
if not vim.api.nvim_buf_get_lines(0, row, row + 1, true)[1]:find('扣1分', 1, true) then
  fail('the line is ' .. vim.api.nvim_buf_get_lines(0, row, row + 1, true)[1])
end

-- Formatting puts the spaces in order, and a rename leaves nothing of the old name.
local function current() return vim.api.nvim_buf_get_lines(0, row, row + 1, true)[1] end
local tidy = current()
vim.api.nvim_buf_set_lines(0, row, row + 1, true, { (tidy:gsub('分: ', '分:   ')) })
vim.lsp.buf.format({ async = false, timeout_ms = PATIENCE, name = 'chidu' })
if current() ~= tidy then
  fail('formatted to ' .. current())
end
io.stdout:write('seen: one space where there were three\n')
local name = { line = row, character = tidy:find('门窗玻璃') - 1 }
local edit = ask('textDocument/rename', { textDocument = document(), position = name, newName = '门窗' })
vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
wait('the new name', function() return current():find('门窗 5分', 1, true) and not current():find('玻璃', 1, true) end)
wait('no diagnostic after the rename', function() return #vim.diagnostic.get(0) == 0 end)

-- Edits as an input method makes them: single characters, astral ones too, lines joined and split.
math.randomseed(20260321)
local pieces = { '环', '境', 'h', 'hj', '😀', '𠮷', '分', ' ', '扣1分', '' }
for _ = 1, 500 do
  local last = vim.api.nvim_buf_line_count(0) - 1
  local at = math.random(0, last)
  local text = vim.api.nvim_buf_get_lines(0, at, at + 1, true)[1]
  local characters = vim.fn.strchars(text)
  local from = math.random(0, characters)
  local to = math.random(from, math.min(from + 2, characters))
  local piece = pieces[math.random(#pieces)]
  local lines = math.random(12) == 1 and { piece, piece } or { piece }
  vim.api.nvim_buf_set_text(0, at, vim.fn.byteidx(text, from), at, vim.fn.byteidx(text, to), lines)
  if math.random(12) == 1 then
    vim.cmd(('silent %djoin!'):format(math.random(1, vim.api.nvim_buf_line_count(0))))
  end
end
local document = { textDocument = vim.lsp.util.make_text_document_params(0) }
local reply, problem = client:request_sync('chidu/text', document, PATIENCE, vim.api.nvim_get_current_buf())
if not reply or reply.err then
  fail('no text from the server: ' .. vim.inspect(problem or reply.err))
end
local buffer = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n'
if reply.result.text ~= buffer then
  fail('after 500 edits the server holds\n' .. reply.result.text .. '\nand the editor\n' .. buffer)
end
io.stdout:write('seen: the same text on both sides\n')

client:stop()
wait('the end of the server', function() return client:is_stopped() end)
vim.cmd('qa!')
