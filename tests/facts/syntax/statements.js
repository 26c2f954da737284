#!/usr/bin/env node
'use strict';
const a = 1, b = 2;
let c;
var d, e = 2;
using res = open();
await using res2 = open();
for (;;) {}
for (var i = 0, j = 1; ; i++, --j) break;
for (i = 0; i < 3;) ;
for (const [k, v] of Object.entries(o)) continue;
for await (const { x, y = 1 } of z) {}
for (a.b of c) ;
for (let q in r) ;
do { x } while (y);
while ((x = y())) z;
with (o) { p }
outer: for (;;) { continue outer; }
switch ((a, b)) { case 1: case 'x': { break; } default: c(); d() }
try { a } catch { b } finally { c }
try { a } catch ({ e }) { b }
if (a) b; else if (c) d; else { e }
if ((a)) ;
throw new Error('x');
debugger;
;
// comment
/* block */
