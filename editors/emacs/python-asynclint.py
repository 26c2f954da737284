"""Preset of the multiplexer rassumfrassum: asynclint beside a type checker and a linter.

Put it into ~/.config/rassumfrassum/ and run `rass python-asynclint`. The first server answers what only one can.
"""


def servers():
    return [["basedpyright-langserver", "--stdio"], ["ruff", "server"], ["asynclint", "lsp"]]
