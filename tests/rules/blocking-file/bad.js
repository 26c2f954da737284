const fs = require('fs');
const path = require('node:path');
const { readFileSync, statSync: stat } = require('node:fs');
const express = require('express');

const app = express();

async function load(name) {
  const text = fs.readFileSync(name, 'utf8'); // expect: await `fs.promises.readFile` instead
  return JSON.parse(text);
}

async function several(folder) {
  fs.rmSync(folder, { recursive: true }); // expect
  fs.mkdirSync(folder); // expect[hint]
  if (fs.existsSync(path.join(folder, 'x'))) return; // expect[hint]
  const names = fs.readdirSync(folder).sort(); // expect
  return names;
}

const arrow = async (name) => readFileSync(name); // expect

async function alias(name) {
  return stat(name).size; // expect[hint]
}

app.get('/page', (request, response) => {
  response.send(fs.readFileSync('page.html')); // expect: request handler
});

class Store {
  async save(name, data) {
    fs.writeFileSync(name, data); // expect
    fs.statSync(name, { throwIfNoEntry: false }); // expect[hint]
    const fd = fs.openSync(name); // expect[hint]
    fs.writeFileSync(fd, data);
    fs.closeSync(fd);
  }
}
module.exports = { load, several, arrow, alias, Store };

const extra = require('fs-extra');
const jsonfile = require('jsonfile');

async function others(name) {
  extra.removeSync(name); // expect
  return jsonfile.readFileSync(name); // expect
}
