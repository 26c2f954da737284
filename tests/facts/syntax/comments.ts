x() // behind a statement
y() /* two */ // of them
function f() {
  return z // e
} // f
class A {
  b = 1 // e
}
let g = () => {
  x();
} // g
export function h() {} // h
