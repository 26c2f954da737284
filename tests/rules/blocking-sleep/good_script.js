#!/usr/bin/env node
const end = Date.now() + 100;
while (Date.now() < end) {}
