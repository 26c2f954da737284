async function f() {
  const a = await (await fetch(u)).json();
  await (0, x.y)(z).w;
  await (async () => { b })();
  await [x][0].y;
  await `x${y}`.z;
  await (x)?.y;
  await /* c */ (x)(y);
  await (x);
  g(await (x).y, !await (z).w);
  (await (x)[1]);
  await.x.y;
  !x.y; voided(x); await awaited(y)(z);
}
