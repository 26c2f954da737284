-- Neovim 0.11 and later find this on the runtimepath: vim.lsp.enable('asynclint').
return require('asynclint').config
