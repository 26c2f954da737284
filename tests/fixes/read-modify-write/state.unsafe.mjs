const price = async (item) => item.length;
const store = { state: {}, log: '' };

async function add(item) {
  store.state = { ...store.state, [item]: await price(item) };
  store.log = `${store.log}${await price(item)}`;
}

await Promise.all(['a', 'bb', 'ccc'].map(add));
console.log(Object.keys(store.state).sort().join(), store.log);
// after:
// a,bb,ccc 123
