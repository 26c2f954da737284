import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { useQuery } from '@tanstack/react-query';
import { execa } from 'execa';
import { pipeline } from 'node:stream/promises';
import OpenAI from 'openai';
import axios from 'axios';
import got from 'got';
import ky from 'ky';
import superagent from 'superagent';
import { setTimeout as sleep } from 'node:timers/promises';
import { once } from 'node:events';
import { api as made } from './api.js';

const api = axios.create({ timeout: 5000 });
const other = axios.create(made.options);
const client = got.extend({ timeout: { request: 1000 } });

export async function limited(id, signal, request, options, config) {
  const url = `/users/${id}`;
  await fetch(url, { signal });
  await fetch(url, { signal: AbortSignal.timeout(1000) });
  await fetch(url, { ...options });
  await fetch(url, options);
  await fetch(request, {});
  await fetch(id);
  await fetch(new Request(url, { signal }));
  await fetch(url, { keepalive: true, method: 'POST' });
  await fetch('data:text/plain,x', { signal });
  await axios.get(url, { timeout: 10 });
  await axios.get(url, config);
  await axios(config);
  await axios.post(url, {}, { signal });
  await api.get(url);
  await other.get(url);
  await made.get(url);
  await got(url, { timeout: { request: 10 } });
  await client(url);
  await client.get(url);
  await superagent.get(url).timeout(100).query({ id });
  await sleep(10, undefined, { signal });
  await once(process, 'message', { signal });
}

// They have a limit of their own, and no signal is at hand.
export async function own(url) {
  await ky.get(url);
  await sleep(10);
  await once(process, 'message');
  await fetch('data:text/plain,x');
  return Promise.race([fetch(`${url}/a`), sleep(1000)]);
}

// A `signal` of the system; one of another function; one that is rebound.
process.on('SIGTERM', async (signal) => {
  await sleep(10);
  console.log(signal);
});
export async function shutdown(signal) {
  console.log(`${signal}: going down`);
  await sleep(10);
}
function inner() {
  const controller = new AbortController();
  return controller;
}
export async function outer() {
  await sleep(10);
  let signal = inner();
  signal = null;
  await sleep(10, signal);
}

// Another fetch.
export async function local(fetch) {
  return fetch('/x');
}
export function listen(node, onClick) {
  node.addEventListener('click', onClick);
  setInterval(onClick, 1000);
}

const s3 = new S3Client({}), ai = new OpenAI();
export async function limited(source, target, options, args, { signal }) {
  await pipeline(source, target, { signal });
  await pipeline(source, target, options);
  await execa('ls', ['-l'], { cancelSignal: signal });
  await execa('ls', args);
  await s3.send(new GetObjectCommand({ Key: 'a' }), { abortSignal: signal });
  await s3.send(new GetObjectCommand({ Key: 'a' }), (error) => console.log(error));
  await ai.chat.completions.create({ model: 'm' }, { signal });
  await ai.beta.threads.messages.create('thread', { role: 'user' });
  ai.chat.completions.stream({ model: 'm' });
}

export async function nothingAtHand(source, target) {
  await pipeline(source, target);
  await execa('ls');
  await s3.send(new GetObjectCommand({ Key: 'a' }));
  await ai.chat.completions.create({ model: 'm' });
}

export const asked = (id) => [
  useQuery({ queryKey: [id], queryFn: ({ signal }) => fetch(`/a/${id}`, { signal }) }),
  useQuery({ queryKey: [id], queryFn: ({ signal }) => axios.get(`/b/${id}`, { signal }) }),
];
