function f(a, { b, c = 1 } = {}, [d], ...e) { return a, b; }
async function* g() { yield* h(); yield; await (x); }
const fn = function* named() {}, af = async (x = 1) => ({ y: x }), ag = async x => x;
class A extends (f(), B) {
  #p = 1; static q; [k] = 2; handler = async () => {}; get; static;
  constructor() { super(); }
  'str'() {} 1() {} #r() {} [s]() {}
  static async *t(x) {}
  get u() {} set u(x) {} static get v() {}
  static { init(); }
}
const B = class Named {};
@d export class C { @e f() {} @g h = 1 }
