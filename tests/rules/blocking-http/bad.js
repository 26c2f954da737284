import request from 'sync-request';

export function load(url) {
  const xhr = new XMLHttpRequest();
  xhr.open('GET', url, false); // expect: freezes the page
  xhr.send();
  return xhr.responseText;
}

export async function sync(url) {
  return request('GET', url).getBody(); // expect
}
