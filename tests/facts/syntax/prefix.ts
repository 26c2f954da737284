async function f() {
  const a = await http.get<T>(u).toPromise<U>()!.x;
  void f<T>(x);
  !await g<T>(y);
  if (!h<T>(y).z) return await i<T>(await j<U>(k) as V);
  await (f<T>(x));
  typeof f<T>(x) === 'y';
}
