import 'side';
import d, { a as b, c, default as e, "f g" as h } from "m";
import i, * as ns from 'x' with { type: 'json' };
export { a, b as default, c as "d e" };
export { default } from 'y';
export { default as z } from 'y';
export * from 'q';
export * as w from 'q';
export const x = 1;
export async function f() {}
export default () => 1;
