// What calls name: ESM, CommonJS, shadowing, destructuring.
import axios from 'axios';
import * as fsp from 'node:fs/promises';
import { readFile as read, writeFile } from 'fs/promises';
const fs = require('fs');
const { promises, readFileSync } = require('node:fs');
const { promises: { unlink } } = fs;
const { promisify } = require('util');

export async function names() {
  axios.get('u');
  fsp.readFile('f');
  read('f');
  fs.readFileSync('f');
  fs.promises.readFile('f');
  promises.readFile('f');
  readFileSync('f');
  unlink('f');
  require('child_process').execSync('ls');
  (await import('node:os')).cpus();
  fetch('u');
  globalThis.fetch('u');
  window.fetch('u');
}

async function shadowed(fetch, fs) {
  fetch('u');
  fs.readFileSync('f');
  const { read } = other;
  read('f');
}

let changing = fs.readFileSync;
changing = null;
function uses() {
  changing('f');
}
