import React, { useEffect, useLayoutEffect as useLayout, useState } from 'react';

export function User({ id }: { id: string }) {
  const [user, setUser] = useState(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    fetch(`/users/${id}`) // expect[information]: does not abort this `fetch`
      .then((r) => r.json())
      .then(setUser);
  }, [id]);

  useEffect(() => {
    const load = async () => {
      const response = await fetch(`/users/${id}`, { headers: {} }); // expect[information]
      setUser(await response.json());
    };
    load();
    return () => {
      console.log('gone');
    };
  }, [id]);

  React.useEffect(() => {
    const controller = new AbortController();
    (async () => {
      const response = await fetch(`/users/${id}`, { signal: controller.signal }); // expect[information]: nobody aborts `controller`
      setUser(await response.json());
    })();
  }, [id]);

  // Nobody waits for the answer.
  useEffect(() => {
    fetch('/seen', { method: 'POST' }); // expect[hint]: neither a signal nor a timeout
  }, []);

  useLayoutEffect(() => {
    const measure = () => setWidth(window.innerWidth);
    window.addEventListener('resize', measure); // expect[information]: never removed
    document.addEventListener('keydown', (event) => console.log(event.key), true); // expect[information]
    globalThis.addEventListener('scroll', () => measure(), { passive: true }); // expect[information]
    ref.current.addEventListener('wheel', measure); // expect[hint]
  }, []);

  useEffect(() => {
    window.addEventListener('online', report); // expect[information]
    window.addEventListener('offline', report);
    return () => window.removeEventListener('offline', report);
  }, []);

  useEffect(() => {
    setInterval(() => setWidth(window.innerWidth), 1000); // expect[information]: never cleared
  }, []);

  useEffect(() => {
    const timer = setInterval(report, 1000); // expect[information]
    report();
  }, []);

  return <p style={{ width }}>{user}</p>;
}

declare const ref: React.RefObject<HTMLElement>;
declare function report(): void;
declare function useLayoutEffect(effect: () => void, deps: unknown[]): void;

export async function GET(request: Request): Promise<Response> {
  return fetch('https://example.org'); // expect[information]: request.signal
}

export const query = (id: string, signal?: AbortSignal) => fetch(`/q/${id}`); // expect[information]
