import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { useQuery } from '@tanstack/react-query';
import { execa } from 'execa';
import { pipeline } from 'node:stream/promises';
import OpenAI from 'openai';
import axios from 'axios';
import got from 'got';
import ky from 'ky';
import needle from 'needle';
import superagent from 'superagent';
import fetch2 from 'node-fetch';
import { setTimeout as sleep } from 'node:timers/promises';
import { once } from 'node:events';
import { request as send } from 'undici';

const api = axios.create({ baseURL: 'https://example.org' });
const client = got.extend({ prefixUrl: 'https://example.org' });

export async function plain(id, page) {
  const url = `/users/${id}`;
  await fetch('/users', { signal: AbortSignal.timeout(30_000) });
  await fetch(url, { signal: AbortSignal.timeout(30_000), method: 'POST' });
  await fetch(url, { signal: AbortSignal.timeout(30_000) });
  await window.fetch(new URL('/x', page), { signal: AbortSignal.timeout(30_000) });
  await fetch2('https://example.org/' + id, {
    signal: AbortSignal.timeout(30_000),
    headers: {},
  });
  await axios.get(url, { timeout: 30_000 });
  await axios.post(url, undefined, { timeout: 30_000 });
  await axios.post(url, { id }, { timeout: 30_000 });
  await axios({ timeout: 30_000, url });
  await api.delete(url, { timeout: 30_000 });
  await got(url, { timeout: { request: 30_000 }, json: true });
  await client.post(url, { timeout: { request: 30_000 } });
  await needle.get(url, { response_timeout: 30_000 });
  await superagent.get(url).timeout(30_000).query({ id });
  const response = await fetch(url);
  return response.body.pipeTo(page);
}

export async function given(id, { signal }) {
  await fetch(`/users/${id}`, { signal });
  await fetch(`/users/${id}`, { signal, method: 'PUT' });
  await axios.put(`/users/${id}`, {}, { signal });
  await ky.get(`/users/${id}`, { signal });
  await sleep(100, undefined, { signal });
  await once(process, 'message', { signal });
  await send(`https://example.org/${id}`, { signal, method: 'PUT' });
}

export async function makes() {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1000);
  return fetch('/users', { signal: controller.signal });
}

export async function options(url, options = {}) {
  if (options.signal.aborted) return null;
  return fetch(`${url}/x`, {
    signal: options.signal,
    method: 'GET',
  });
}

export async function GET(request) {
  const [a, b] = await Promise.all([fetch('/a', { signal: request.signal }), other('/b')]);
  return Response.json([a, b, request.url]);
}

export async function loader({ request, params }) {
  return fetch(`https://example.org/${params.id}`, { signal: request.signal });
}

export async function again(url) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const response = await fetch(`${url}?n=${attempt}`, { signal: AbortSignal.timeout(30_000) });
      if (response.ok) return response;
    } catch (error) {
      console.warn(error);
    }
  }
  return retry(() => fetch(`${url}?last`, { signal: AbortSignal.timeout(30_000) }));
}

const s3 = new S3Client({}), ai = new OpenAI();
export async function others(source, target, command, { signal }) {
  await pipeline(source, target, { signal });
  await pipeline(source, zip(), target, { signal, end: false });
  await execa('ls', ['-l'], { cancelSignal: signal });
  await s3.send(new GetObjectCommand({ Key: 'a' }), { abortSignal: signal });
  await ai.chat.completions.create({ model: 'm', messages: [] }, { signal });
}

export const asked = (id) => [
  useQuery({ queryKey: [id], queryFn: ({ signal }) => fetch(`/a/${id}`, { signal }) }),
  useQuery({ queryKey: [id], queryFn: async ({ signal, queryKey }) => (await fetch(`/b/${queryKey[0]}`, { signal })).json() }),
  useQuery({ queryKey: [id], queryFn: (context) => fetch(`/c/${context.queryKey[0]}`, { signal: context.signal }) }),
  useQuery({ queryKey: [id], queryFn: ({ signal }) => fetch(`/d/${id}`, { signal, method: 'HEAD' }) }),
  useQuery({
    queryKey: [id],
    async queryFn({ signal }) {
      return axios.get(`/e/${id}`, { signal });
    },
  }),
];
