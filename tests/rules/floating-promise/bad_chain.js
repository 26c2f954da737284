// Each link of a chain asks for all those before it.
import { step } from './steps.js';

async function run() {
  let promise = Promise.resolve();
  promise = promise.then(() => step(0));
  promise = promise.then(() => step(1));
  promise = promise.then(() => step(2));
  promise = promise.then(() => step(3));
  promise = promise.then(() => step(4));
  promise = promise.then(() => step(5));
  promise = promise.then(() => step(6));
  promise = promise.then(() => step(7));
  promise = promise.then(() => step(8));
  promise = promise.then(() => step(9));
  promise = promise.then(() => step(10));
  promise = promise.then(() => step(11));
  promise = promise.then(() => step(12));
  promise = promise.then(() => step(13));
  promise = promise.then(() => step(14));
  promise = promise.then(() => step(15));
  promise = promise.then(() => step(16));
  promise = promise.then(() => step(17));
  promise = promise.then(() => step(18));
  promise = promise.then(() => step(19));
  promise = promise.then(() => step(20));
  promise = promise.then(() => step(21));
  promise = promise.then(() => step(22));
  promise = promise.then(() => step(23));
  promise = promise.then(() => step(24));
  promise = promise.then(() => step(25));
  promise = promise.then(() => step(26));
  promise = promise.then(() => step(27));
  promise = promise.then(() => step(28));
  promise = promise.then(() => step(29));
  promise = promise.then(() => step(30));
  promise = promise.then(() => step(31));
  promise = promise.then(() => step(32));
  promise = promise.then(() => step(33));
  promise = promise.then(() => step(34));
  promise = promise.then(() => step(35));
  promise = promise.then(() => step(36));
  promise = promise.then(() => step(37));
  promise = promise.then(() => step(38));
  promise = promise.then(() => step(39));
  await promise;
}
run(); // expect
