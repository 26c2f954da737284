import { useQuery } from '@tanstack/react-query';
import axios from 'axios';
import { useEffect, useRef } from 'react';

export function Pages({ id, set }: { id: string; set: (page: unknown) => void }) {
  const timer = useRef<ReturnType<typeof setInterval>>();

  const plain = useQuery({ queryKey: [id], queryFn: ({ signal }) => fetch(`/pages/${id}`, { signal }) });
  const keyed = useQuery({ queryKey: [id], queryFn: ({ signal, queryKey }) => fetch(`/pages/${queryKey}`, { signal }) });
  const typed = useQuery({ queryKey: [id], queryFn: ({ queryKey }: Context) => fetch(`/pages/${queryKey}`, { signal: AbortSignal.timeout(30_000) }) });
  const named = useQuery({ queryKey: [id], queryFn: (context) => fetch(`/pages/${context}`, { signal: context.signal }) });

  useEffect(() => {
    const controller = new AbortController();
    fetch('/read', { signal: controller.signal, method: 'GET' }).then(set);
    return () => {
      controller.abort();
    };
  }, []);

  useEffect(() => {
    fetch('/write', { signal: AbortSignal.timeout(30_000), method: 'POST' }).then(set);
    fetch('/seen', { signal: AbortSignal.timeout(30_000) });
  }, []);

  useEffect(() => {
    const controller6 = new AbortController();
    const controller5 = new AbortController();
    const controller4 = new AbortController();
    const controller3 = new AbortController();
    const controller2 = new AbortController();
    const controller = new AbortController();
    window.addEventListener('focus', () => set(1), { signal: controller.signal });
    addEventListener('blur', () => set(2), { signal: controller2.signal });
    const media = matchMedia('(width > 600px)');
    media.addEventListener('change', () => set(3), { signal: controller3.signal });
    const root = document.getElementById('root');
    root.addEventListener('click', () => set(4), { signal: controller4.signal });
    const first = document.querySelector('p');
    first.addEventListener('click', () => set(5), { signal: controller5.signal });
    const known = other;
    known.addEventListener('click', () => set(6), { signal: controller6.signal });
    removeEventListeners('focus');
    if (id) return;
    return () => {
      controller6.abort();
      controller5.abort();
      controller4.abort();
      controller3.abort();
      controller2.abort();
      controller.abort();
    };
  }, []);

  useEffect(() => {
    timer.current = setInterval(set, 100);
    return () => {
      clearInterval(timer.current);
    };
  }, []);

  useEffect(() => {
    const start = () => {
      setInterval(set, 100);
    };
    start();
  }, []);

  return [plain, keyed, typed, named];
}

async function streamed(url: string) {
  const response = await fetch(url);
  return response.body;
}

async function streamedAtOnce(url: string) {
  return (await fetch(url)).body;
}

async function named(url: string) {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  return { body: await response.text() };
}
