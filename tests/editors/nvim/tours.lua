-- What tour.lua types in each file, and what it expects of it; keys are what a user would type.
return {
  ['poll.py'] = {
    typed = 'print("é😀"); time.sleep(2)<Esc>', -- Neovim indents it as the line above
    marked_typed = 'time.sleep',
    typed_away = 'Ftiawait asyncio.sleep(3)  # <Esc>',
    last = '    print("é😀"); await asyncio.sleep(3)  # time.sleep(2)',
  },
  ['ship.js'] = {
    typed = 'async function late() { console.log("é😀"); save(1); }<Esc>',
    marked_typed = 'save(1)',
    typed_away = 'Fsiawait <Esc>',
    last = 'async function late() { console.log("é😀"); await save(1); }',
  },
}
