#!/usr/bin/env node
let sum = 0;
for (let i = 0; i < 50000000; i++) sum += i;
document.title = sum;
