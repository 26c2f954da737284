const fs = require('fs');
const path = require('node:path');
const { readFileSync, statSync: stat } = require('node:fs');
const express = require('express');

const app = express();

async function load(name) {
  const text = await fs.promises.readFile(name, 'utf8');
  return JSON.parse(text);
}

async function several(folder) {
  await fs.promises.rm(folder, { recursive: true });
  await fs.promises.mkdir(folder);
  if (fs.existsSync(path.join(folder, 'x'))) return;
  const names = (await fs.promises.readdir(folder)).sort();
  return names;
}

const arrow = async (name) => await fs.promises.readFile(name);

async function alias(name) {
  return (await fs.promises.stat(name)).size;
}

app.get('/page', (request, response) => {
  response.send(fs.readFileSync('page.html'));
});

class Store {
  async save(name, data) {
    await fs.promises.writeFile(name, data);
    fs.statSync(name, { throwIfNoEntry: false });
    const fd = fs.openSync(name);
    fs.writeFileSync(fd, data);
    fs.closeSync(fd);
  }
}
module.exports = { load, several, arrow, alias, Store };

const extra = require('fs-extra');
const jsonfile = require('jsonfile');

async function others(name) {
  await extra.remove(name);
  return await jsonfile.readFile(name);
}
