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
  await fetch('/users'); // expect[hint]: neither a signal nor a timeout
  await fetch(url, { method: 'POST' }); // expect[hint]
  await fetch(url, {}); // expect[hint]
  await window.fetch(new URL('/x', page)); // expect[hint]
  await fetch2('https://example.org/' + id, { // expect[hint]: fetch2
    headers: {},
  });
  await axios.get(url); // expect[hint]
  await axios.post(url); // expect[hint]
  await axios.post(url, { id }); // expect[hint]
  await axios({ url }); // expect[hint]
  await api.delete(url); // expect[hint]: api.delete
  await got(url, { json: true }); // expect[hint]
  await client.post(url); // expect[hint]
  await needle.get(url); // expect[hint]
  await superagent.get(url).query({ id }); // expect[hint]
  const response = await fetch(url); // expect[hint]
  return response.body.pipeTo(page);
}

export async function given(id, { signal }) {
  await fetch(`/users/${id}`); // expect[information]: does not get `signal`, which is at hand
  await fetch(`/users/${id}`, { method: 'PUT' }); // expect[information]
  await axios.put(`/users/${id}`, {}); // expect[information]
  await ky.get(`/users/${id}`); // expect[information]
  await sleep(100); // expect[information]: sleep
  await once(process, 'message'); // expect[information]
  await send(`https://example.org/${id}`, { method: 'PUT' }); // expect[information]
}

export async function makes() {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1000);
  return fetch('/users'); // expect[information]: controller.signal
}

export async function options(url, options = {}) {
  if (options.signal.aborted) return null;
  return fetch(`${url}/x`, { // expect[information]: options.signal
    method: 'GET',
  });
}

export async function GET(request) {
  const [a, b] = await Promise.all([fetch('/a'), other('/b')]); // expect[information]: pass it on
  return Response.json([a, b, request.url]);
}

export async function loader({ request, params }) {
  return fetch(`https://example.org/${params.id}`); // expect[information]: request.signal
}

export async function again(url) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const response = await fetch(`${url}?n=${attempt}`); // expect[information]: is tried again
      if (response.ok) return response;
    } catch (error) {
      console.warn(error);
    }
  }
  return retry(() => fetch(`${url}?last`)); // expect[information]
}

const s3 = new S3Client({}), ai = new OpenAI();
export async function others(source, target, command, { signal }) {
  await pipeline(source, target); // expect[information]
  await pipeline(source, zip(), target, { end: false }); // expect[information]
  await execa('ls', ['-l']); // expect[information]
  await s3.send(new GetObjectCommand({ Key: 'a' })); // expect[information]
  await ai.chat.completions.create({ model: 'm', messages: [] }); // expect[information]
}

export const asked = (id) => [
  useQuery({ queryKey: [id], queryFn: () => fetch(`/a/${id}`) }), // expect[information]: that `queryFn` is given
  useQuery({ queryKey: [id], queryFn: async ({ queryKey }) => (await fetch(`/b/${queryKey[0]}`)).json() }), // expect[information]
  useQuery({ queryKey: [id], queryFn: (context) => fetch(`/c/${context.queryKey[0]}`) }), // expect[information]: context.signal
  useQuery({ queryKey: [id], queryFn: ({ signal }) => fetch(`/d/${id}`, { method: 'HEAD' }) }), // expect[information]
  useQuery({
    queryKey: [id],
    async queryFn() {
      return axios.get(`/e/${id}`); // expect[information]
    },
  }),
];
