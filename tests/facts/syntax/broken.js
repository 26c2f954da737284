async function whole() { await f(); }
const o = { a: 1, b: };
function half( { return await g();
class A { m( { } }
const rest = await f();
