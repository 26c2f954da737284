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

  own() {
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
  const config = new Config(); // expect: make it async
  Config.load(); // expect
  config.same(); // expect
  config.given(); // expect
  config.own(); // expect: `execSync`
  list.forEach(config.given);
  new Derived().more(); // expect
  exported(); // expect
  passed(); // expect
  list.forEach(passed);
  calledElsewhere(); // expect
  arrow(); // expect
  await awaited(); // expect
}

export function plain() {
  fromPlain();
}
