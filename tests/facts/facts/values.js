// What is a promise, without types.
async function direct() {}
const arrow = async () => {};
const wraps = () => direct();
function sometimes(x) {
  if (x) return direct();
  return 1;
}
function always(x) {
  if (x) return direct();
  return new Promise(() => {});
}
const object = {
  async method() { this.other(); },
  other: async () => {},
  direct,
};
class Base {
  async inherited() {}
}
class Child extends Base {
  field = async () => {};
  static async made() {}
  async own() {
    this.own();
    this.field();
    this.inherited();
    super.inherited();
    Child.made();
    this.unknown();
  }
}
function all(xs) {
  direct();
  arrow();
  wraps();
  sometimes();
  always();
  object.method();
  object.other();
  object.direct();
  new Child().own();
  const child = new Child();
  child.own();
  direct().then(() => {});
  direct().catch(() => {}).finally(() => {});
  Promise.all([direct()]);
  new Promise(() => {});
  import('m');
  (async () => {})();
  xs && direct();
  xs ? direct() : 1;
  [direct(), 1];
  xs.map(async (x) => x);
  xs.map((x) => direct(x));
  Array.from(xs, arrow);
  const kept = direct();
  kept;
}
function shadowed(Promise, direct) {
  Promise.all([]);
  direct();
}
let changed = async () => {};
changed = () => {};
changed();
object.assigned = 1;
