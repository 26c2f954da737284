import { execSync } from 'node:child_process';

class Config {
  constructor() {
    execSync('make');
  }

  static load() {
    execSync('make');
  }

  get value() {
    return execSync('make');
  }

  same() {
    execSync('make');
  }

  given() {
    execSync('make');
  }

  async own() {
    execSync('make');
  }
}

class Other {
  same() {}
}

class Derived extends Other {
  more() {
    execSync('make');
  }
}

export function exported() {
  execSync('make');
}

function passed() {
  execSync('make');
}

function calledElsewhere() {
  execSync('make');
}

function fromPlain() {
  calledElsewhere();
}

const arrow = () => execSync('make');

function awaited() {
  execSync('make');
}

export async function main(list) {
  const config = new Config();
  Config.load();
  config.same();
  config.given();
  await config.own();
  list.forEach(config.given);
  new Derived().more();
  exported();
  passed();
  list.forEach(passed);
  calledElsewhere();
  arrow();
  await awaited();
}

export function plain() {
  fromPlain();
}
