import type D, { type A as B } from "m";
import type { T } from 'y';
import fs = require("fs");
import Q = N.M;
export type { T } from './t';
export type U = string;
export interface I {}
export default interface J {}
export as namespace Lib;
namespace A.B { export function q() {} }
module M {}
declare module "x" { export const a: string; }
declare global { interface Window { a: string } }
declare function ext(a: string): Promise<void>;
declare const c: string;
declare class DC { m(): Promise<void>; }
function over(a: string): Promise<void>;
function over(a: any) {}
export = f;
