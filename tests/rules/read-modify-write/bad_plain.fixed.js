let total = 0

async function size(url) {
  return (await fetch(url)).status
}

async function counted(url) {
  const value = await size(url)
  total += value
}
