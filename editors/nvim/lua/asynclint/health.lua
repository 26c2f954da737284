-- :checkhealth asynclint: whether the program is there and runs, and which servers the buffers have.
local M = {}

local health = vim.health or require('health')
local say = {
  start = health.start or health.report_start,
  ok = health.ok or health.report_ok,
  info = health.info or health.report_info,
  warn = health.warn or health.report_warn,
  error = health.error or health.report_error,
}

local function check_program(cmd)
  if vim.fn.executable(cmd[1]) ~= 1 then
    say.error(cmd[1] .. ' is not an executable program',
      { "install asynclint, or name its path: require('asynclint').setup { cmd = { '/path/to/asynclint', 'lsp' } }" })
    return
  end
  local version = vim.fn.systemlist({ cmd[1], '--version' })
  if vim.v.shell_error ~= 0 then
    say.error(cmd[1] .. ' --version ended with status ' .. vim.v.shell_error)
    return
  end
  say.ok(('%s: %s'):format(vim.fn.exepath(cmd[1]), version[1] or ''))
end

local function check_clients()
  local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
  local encodings = {}
  local running = false
  for _, client in ipairs(clients) do
    running = running or client.name == 'asynclint'
    encodings[client.offset_encoding or 'utf-16'] = true
  end
  if running then
    say.ok('the server runs')
  else
    say.info('the server does not run; it starts with a Python, JavaScript or TypeScript file')
  end
  if vim.tbl_count(encodings) > 1 then
    say.warn('the servers count positions in different units', { "give them all capabilities.general.positionEncodings = { 'utf-16' }" })
  end
end

function M.check()
  local config = require('asynclint').current()
  say.start('asynclint')
  local v = vim.version()
  say.info(('Neovim %d.%d.%d, %s'):format(v.major, v.minor, v.patch,
    vim.lsp.enable and 'by vim.lsp.enable' or vim.lsp.start and 'by vim.lsp.start' or 'by vim.lsp.start_client'))
  check_program(config.cmd)
  check_clients()
end

return M
