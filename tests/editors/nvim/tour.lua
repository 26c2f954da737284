-- One visit to a file with one mistake: see it, take the fix, make it again by typing, type it
-- away. Run headless; ends with status 0 when all of it happened, else 1.
--   TOUR_FILE     the file             TOUR_PROGRAM  the asynclint binary
--   TOUR_START    "setup" (all Neovims) or "enable" (0.11 and later)
--   TOUR_WAIT     milliseconds to wait for anything
--   TOUR_RULE, TOUR_LINE (0-based), TOUR_MARKED: what is found; TOUR_FIXED: the text after the fix
-- What it types is in tours.lua, by the file's name.
local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':h')

local function say(...)
  io.stdout:write(table.concat({ ... }, ' ') .. '\n')
  io.stdout:flush()
end

local function wait(what, condition)
  if not vim.wait(tonumber(vim.env.TOUR_WAIT), condition, 20) then
    error('timeout waiting for ' .. what, 0)
  end
  say('ok  ', what)
end

local function equal(want, got, what)
  if not vim.deep_equal(want, got) then
    error(('%s: want %s, got %s'):format(what, vim.inspect(want), vim.inspect(got)), 0)
  end
  say('ok  ', what)
end

local function type_keys(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'xt', false)
end

-- The diagnostics of one rule in this buffer, so that other rules may say what they like.
local function found(rule)
  return vim.tbl_filter(function(d)
    local lsp = (d.user_data or {}).lsp or {}
    return (d.code or lsp.code) == rule and d.source == 'asynclint'
  end, vim.diagnostic.get(0))
end

local function text_of(d)
  return table.concat(vim.api.nvim_buf_get_text(0, d.lnum, d.col, d.end_lnum, d.end_col, {}), '\n')
end

local function start()
  local program = { vim.env.TOUR_PROGRAM, 'lsp' }
  vim.opt.runtimepath:prepend(vim.fn.fnamemodify(here, ':h:h:h') .. '/editors/nvim')
  vim.cmd('filetype on') -- `-u NONE` leaves it off
  if vim.env.TOUR_START == 'enable' then
    vim.lsp.config('asynclint', { cmd = program })
    vim.lsp.enable('asynclint')
  else
    require('asynclint').setup({ cmd = program })
  end
end

-- Stands in for the user, who picks the first action from the menu: the preferred one.
local function pick_first()
  vim.ui.select = function(items, _, choose) choose(items[1], 1) end
end

local function line_of(number)
  return vim.api.nvim_buf_get_lines(0, number, number + 1, true)[1]
end

local get_clients = vim.lsp.get_clients or vim.lsp.get_active_clients

local function asynclint()
  return vim.tbl_filter(function(c) return c.name == 'asynclint' and not c.is_stopped() end, get_clients())[1]
end

-- Another server for the same buffer, by the API that all of these Neovims have.
local function start_second()
  local id = vim.lsp.start_client({ name = 'second', cmd = { 'node', here .. '/../second.mjs' } })
  vim.lsp.buf_attach_client(0, id)
end

local function by_second()
  return #vim.tbl_filter(function(d) return d.source == 'second' end, vim.diagnostic.get(0)) > 0
end

-- What the server says under the cursor, by the request that vim.lsp.buf.hover() makes.
local function hover()
  local params = vim.lsp.util.make_position_params(0, 'utf-16')
  for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/hover', params, 10000) or {}) do
    local text = vim.inspect(answer.result)
    if text:find('event loop') or text:find('promise') then return text end
  end
end

-- A server that dies is started again with the next file: here the same one, read anew.
local function crash(rule)
  local old = asynclint()
  local pids = vim.tbl_filter(function(pid) return (vim.api.nvim_get_proc(pid) or {}).name == 'asynclint' end,
    vim.api.nvim_get_proc_children(vim.fn.getpid()))
  equal(1, #pids, 'one process of the server')
  vim.loop.kill(pids[1], 'sigkill')
  wait('its end', function() return vim.lsp.get_client_by_id(old.id) == nil end)
  vim.v.errmsg = '' -- Neovim says that it ended
  vim.cmd('silent write')
  vim.cmd('edit')
  wait('another server', function() return asynclint() and asynclint().id ~= old.id end)
  wait('the diagnostic after a crash', function() return #found(rule) == 1 end)
end

local function configure(rule, level)
  local client = asynclint()
  local settings = { asynclint = { rules = { [rule] = level } } }
  client.config.settings = settings
  if client.settings then client.settings = settings end
  local params = { settings = settings }
  if vim.fn.has('nvim-0.11') == 1 then
    client:notify('workspace/didChangeConfiguration', params)
  else
    client.notify('workspace/didChangeConfiguration', params)
  end
end

-- As :help asynclint.fix_all() shows it.
local function fix_on_save()
  local help = io.open(vim.api.nvim_get_runtime_file('doc/asynclint.txt', false)[1]):read('*a')
  assert((loadstring or load)(help:match('On save: >\n(.-)\n<')))()
end

local function tour(want)
  local rule = vim.env.TOUR_RULE
  wait('the server', function() return asynclint() ~= nil end)
  start_second()
  equal('utf-16', asynclint().offset_encoding or 'utf-16', 'its unit of positions')

  wait('the diagnostic', function() return #found(rule) == 1 end)
  local d = found(rule)[1]
  equal(tonumber(vim.env.TOUR_LINE), d.lnum, 'its line')
  equal(vim.env.TOUR_MARKED, text_of(d):sub(1, #vim.env.TOUR_MARKED), 'its text')

  wait("the other server's diagnostics", by_second)

  pick_first()
  vim.api.nvim_win_set_cursor(0, { d.lnum + 1, d.col })
  wait('the explanation', hover)
  vim.lsp.buf.code_action()
  wait('the fix in the buffer', function()
    return vim.env.TOUR_FIXED == table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n'
  end)
  wait('no diagnostic after the fix', function() return #found(rule) == 0 end)

  type_keys('Go' .. want.typed) -- typed at the end of the buffer, with characters of all widths
  wait('the diagnostic of the typed line', function() return #found(rule) == 1 end)
  d = found(rule)[1]
  equal(vim.api.nvim_buf_line_count(0) - 1, d.lnum, 'its line')
  equal(want.marked_typed, text_of(d):sub(1, #want.marked_typed), 'its text')

  equal(true, by_second(), "the other server's too")
  crash(rule)
  configure(rule, 'off')
  wait('no diagnostic of a rule that is off', function() return #found(rule) == 0 end)
  configure(rule, 'error')
  wait('the diagnostic of a rule that is on', function() return #found(rule) == 1 end)

  vim.cmd('normal! G')
  type_keys(want.typed_away)
  wait('no diagnostic after typing on', function() return #found(rule) == 0 end)
  equal(want.last, line_of(vim.api.nvim_buf_line_count(0) - 1), 'the last line')

  if vim.env.TOUR_RULE == 'blocking-sleep' then
    type_keys('Gotime.sleep(4)<Esc>')
    wait('a diagnostic', function() return #found(rule) == 1 end)
    fix_on_save()
    vim.cmd('silent write')
    equal('    await asyncio.sleep(4)', line_of(vim.api.nvim_buf_line_count(0) - 1), 'all fixed on save')
    wait('no diagnostic after it', function() return #found(rule) == 0 end)
  end
  vim.cmd('silent write')

  local id = asynclint().id
  local buffer = vim.api.nvim_get_current_buf()
  vim.cmd('enew')
  vim.cmd('bdelete ' .. buffer)
  wait('no diagnostics of a closed buffer', function()
    return #vim.tbl_filter(function(it) return it.source == 'asynclint' end, vim.diagnostic.get(buffer)) == 0
  end)
  vim.lsp.stop_client(id)
  wait('the end of the server', function() return vim.lsp.get_client_by_id(id) == nil end)
  equal('', vim.v.errmsg, 'no error message of the editor')
end

local ok, message = xpcall(function()
  local v = vim.version()
  say(('Neovim %d.%d.%d, %s'):format(v.major, v.minor, v.patch, vim.env.TOUR_START))
  start()
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.TOUR_FILE))
  tour(dofile(here .. '/tours.lua')[vim.fn.expand('%:t')])
end, function(e) return debug.traceback(tostring(e), 2) end)
if ok then vim.cmd('qall!') end
say('FAILED', message)
say('messages:', vim.fn.execute('messages'))
vim.cmd('cquit 1')
