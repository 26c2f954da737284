let total = 0

async function size(url) {
  return (await fetch(url)).status
}

async function counted(url) {
  total += await size(url) // expect
}
