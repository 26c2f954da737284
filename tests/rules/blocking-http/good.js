import request from 'sync-request';

export async function load(url) {
  const response = await fetch(url);
  return response.text();
}

export function asynchronous(url) {
  const xhr = new XMLHttpRequest();
  xhr.open('GET', url);
  xhr.open('GET', url, true);
  xhr.send();
}

export function unknown(url, mode) {
  const xhr = new XMLHttpRequest();
  xhr.open('GET', url, mode);
}

export function file(dialog, url) {
  dialog.open('GET', url, false);
}

export function own(XMLHttpRequest, url) {
  const xhr = new XMLHttpRequest();
  xhr.open('GET', url, false);
}

export function synchronous(url) {
  return request('GET', url);
}

export async function later(urls) {
  return urls.map((url) => request('GET', url));
}

export async function shadowed(request, url) {
  return request('GET', url);
}

export function named(url) {
  const xhr = new XMLHttpRequest();
  xhr.open('GET', url, 'false');
}
