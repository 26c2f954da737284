-- asynclint for Neovim: what a client must know, and how each Neovim from 0.7 on starts it.
local M = {}

M.config = {
  name = 'asynclint',
  cmd = { 'asynclint', 'lsp' },
  filetypes = { 'python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact' },
  root_markers = { 'asynclint.json', '.asynclint.json', 'pyproject.toml', 'package.json', '.git' },
  -- All clients of a buffer should count alike, and UTF-16 is what every server knows.
  capabilities = { general = { positionEncodings = { 'utf-16' } } },
  -- Neovim 0.12 asks anew either about the workspace or about the open buffers; the server answers about the
  -- workspace only when it is told to look at it.
  on_init = function(client)
    local provider = client.server_capabilities and client.server_capabilities.diagnosticProvider
    local mode = vim.tbl_get(client.config or {}, 'settings', 'asynclint', 'diagnosticMode')
    if provider and mode ~= 'workspace' then provider.workspaceDiagnostics = false end
  end,
}

-- The nearest folder above the file that holds a marker; nil for a file on its own.
local function root_of(path, markers)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  while true do
    for _, marker in ipairs(markers) do
      if vim.loop.fs_stat(folder .. '/' .. marker) then return folder end
    end
    local parent = vim.fn.fnamemodify(folder, ':h')
    if parent == folder then return nil end
    folder = parent
  end
end

local clients = {} -- by root folder, for Neovim 0.7, which has no vim.lsp.start

local function start(buffer, config)
  local options = vim.deepcopy(config)
  options.root_dir = root_of(vim.api.nvim_buf_get_name(buffer), config.root_markers)
  options.capabilities = vim.tbl_deep_extend('force', vim.lsp.protocol.make_client_capabilities(),
    config.capabilities)
  if vim.lsp.start then
    vim.api.nvim_buf_call(buffer, function() vim.lsp.start(options) end)
    return
  end
  local key = options.root_dir or ''
  if not (clients[key] and vim.lsp.get_client_by_id(clients[key])) then
    clients[key] = vim.lsp.start_client(options)
  end
  if clients[key] then vim.lsp.buf_attach_client(buffer, clients[key]) end
end

local chosen = M.config -- by setup

-- What is in force: by setup, or by vim.lsp.config.
function M.current()
  return vim.lsp.config and vim.lsp.config.asynclint or chosen
end

-- Applies all safe fixes in the buffer, and waits until it is done: good before a buffer is written.
function M.fix_all(buffer)
  buffer = buffer or vim.api.nvim_get_current_buf()
  if buffer == 0 then buffer = vim.api.nvim_get_current_buf() end
  local last = vim.api.nvim_buf_line_count(buffer)
  local params = {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    range = { start = { line = 0, character = 0 }, ['end'] = { line = last, character = 0 } },
    context = { diagnostics = {}, only = { 'source.fixAll.asynclint' } },
  }
  local get_clients = vim.lsp.get_clients or vim.lsp.get_active_clients
  for _, client in ipairs(get_clients()) do
    if client.name == 'asynclint' and vim.lsp.buf_is_attached(buffer, client.id) then
      local function ask(method, it)
        local answer = vim.fn.has('nvim-0.11') == 1 and client:request_sync(method, it, 2000, buffer)
          or vim.fn.has('nvim-0.11') == 0 and client.request_sync(method, it, 2000, buffer)
        return answer and answer.result
      end
      local action = (ask('textDocument/codeAction', params) or {})[1]
      if action and not action.edit then action = ask('codeAction/resolve', action) end
      if action and action.edit then vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding) end
    end
  end
end

-- Starts asynclint in every buffer it speaks for. `options` override M.config.
function M.setup(options)
  local config = vim.tbl_deep_extend('force', M.config, options or {})
  chosen = config
  if vim.lsp.config and vim.lsp.enable then
    vim.lsp.config('asynclint', config)
    vim.lsp.enable('asynclint')
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('asynclint', { clear = true }),
    pattern = config.filetypes,
    callback = function(event) start(event.buf, config) end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(config.filetypes, vim.bo[buffer].filetype) then
      start(buffer, config)
    end
  end
end

return M
