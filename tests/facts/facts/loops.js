// Loops and what decides whether their awaits could run together.
async function f(x) { return x; }
async function loops(xs, n, db, page) {
  for (const x of xs) await f(x);
  const out = [];
  for (const x of xs) out.push(await f(x));
  for (const x of xs) { const y = await f(x); out.push(y); }
  for (let i = 0; i < xs.length; i++) out[i] = await f(xs[i]);
  for (let i = 0; i < n; i += 10) await f(i);
  for (const x of xs) { if (await f(x)) break; }
  for (const x of xs) { if (!x) continue; await f(x); }
  for (const x of xs) { if (!x) throw new Error(); await f(x); }
  outer: for (const x of xs) { for (const y of x) { if (await f(y)) continue outer; } }
  let token;
  do { token = await f(token); } while (token);
  while (true) { await f(n); }
  for await (const x of xs) await f(x);
  for (const x of xs) { await f(x); await new Promise((r) => setTimeout(r, 10)); }
  let last;
  for (const x of xs) { last = await f(x); }
  let total = 0;
  for (const x of xs) { total += await f(x); }
  for (const x of xs) { try { await f(x); } catch (e) { console.log(e); } }
  for (let attempt = 0; attempt < 3; attempt++) { try { await f(n); } catch {} }
  for (const x of xs) await db.query(x);
  for (const x of xs) await page.goto(x);
  for (const x of xs) await Promise.all(x.map(f));
  for (const x of xs) { await f(out[out.length - 1], x); out.push(x); }
  for (const key in xs) await f(key);
  for (const x of xs) await unknown(x);
  return [last, total];
}
