import React, { useEffect, useLayoutEffect as useLayout, useState } from 'react';

export function User({ id }: { id: string }) {
  const [user, setUser] = useState(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const controller2 = new AbortController();
    fetch(`/users/${id}`, { signal: controller2.signal })
      .then((r) => r.json())
      .then(setUser);
    return () => {
      controller2.abort();
    };
  }, [id]);

  useEffect(() => {
    const controller2 = new AbortController();
    const load = async () => {
      const response = await fetch(`/users/${id}`, { signal: controller2.signal, headers: {} });
      setUser(await response.json());
    };
    load();
    return () => {
      controller2.abort();
      console.log('gone');
    };
  }, [id]);

  React.useEffect(() => {
    const controller = new AbortController();
    (async () => {
      const response = await fetch(`/users/${id}`, { signal: controller.signal });
      setUser(await response.json());
    })();
    return () => {
      controller.abort();
    };
  }, [id]);

  // Nobody waits for the answer.
  useEffect(() => {
    fetch('/seen', { signal: AbortSignal.timeout(30_000), method: 'POST' });
  }, []);

  useLayoutEffect(() => {
    const controller3 = new AbortController();
    const measure = () => setWidth(window.innerWidth);
    window.addEventListener('resize', measure);
    document.addEventListener('keydown', (event) => console.log(event.key), true);
    globalThis.addEventListener('scroll', () => measure(), { signal: controller3.signal, passive: true });
    ref.current.addEventListener('wheel', measure);
    return () => {
      ref.current.removeEventListener('wheel', measure);
      controller3.abort();
      window.removeEventListener('resize', measure);
    };
  }, []);

  useEffect(() => {
    window.addEventListener('online', report);
    window.addEventListener('offline', report);
    return () => { window.removeEventListener('online', report); window.removeEventListener('offline', report); };
  }, []);

  useEffect(() => {
    const interval = setInterval(() => setWidth(window.innerWidth), 1000);
    return () => {
      clearInterval(interval);
    };
  }, []);

  useEffect(() => {
    const timer = setInterval(report, 1000);
    report();
    return () => {
      clearInterval(timer);
    };
  }, []);

  return <p style={{ width }}>{user}</p>;
}

declare const ref: React.RefObject<HTMLElement>;
declare function report(): void;
declare function useLayoutEffect(effect: () => void, deps: unknown[]): void;

export async function GET(request: Request): Promise<Response> {
  return fetch('https://example.org', { signal: request.signal });
}

export const query = (id: string, signal?: AbortSignal) => fetch(`/q/${id}`, { signal });
