import { useQuery } from '@tanstack/react-query';
import axios from 'axios';
import { useEffect, useRef } from 'react';

export function Pages({ id, set }: { id: string; set: (page: unknown) => void }) {
  const timer = useRef<ReturnType<typeof setInterval>>();

  const plain = useQuery({ queryKey: [id], queryFn: () => fetch(`/pages/${id}`) }); // expect[information]
  const keyed = useQuery({ queryKey: [id], queryFn: ({ queryKey }) => fetch(`/pages/${queryKey}`) }); // expect[information]
  const typed = useQuery({ queryKey: [id], queryFn: ({ queryKey }: Context) => fetch(`/pages/${queryKey}`) }); // expect[hint]
  const named = useQuery({ queryKey: [id], queryFn: (context) => fetch(`/pages/${context}`) }); // expect[information]

  useEffect(() => {
    fetch('/read', { method: 'GET' }).then(set); // expect[information]: does not abort this `fetch`
  }, []);

  useEffect(() => {
    fetch('/write', { method: 'POST' }).then(set); // expect[hint]
    fetch('/seen'); // expect[hint]
  }, []);

  useEffect(() => {
    window.addEventListener('focus', () => set(1)); // expect[information]
    addEventListener('blur', () => set(2)); // expect[information]
    const media = matchMedia('(width > 600px)');
    media.addEventListener('change', () => set(3)); // expect[information]
    const root = document.getElementById('root');
    root.addEventListener('click', () => set(4)); // expect[hint]
    const first = document.querySelector('p');
    first.addEventListener('click', () => set(5)); // expect[hint]
    const known = other;
    known.addEventListener('click', () => set(6)); // expect[hint]
    removeEventListeners('focus');
    if (id) return;
  }, []);

  useEffect(() => {
    timer.current = setInterval(set, 100); // expect[information]
  }, []);

  useEffect(() => {
    const start = () => {
      setInterval(set, 100); // expect[information]
    };
    start();
  }, []);

  return [plain, keyed, typed, named];
}

async function streamed(url: string) {
  const response = await fetch(url); // expect
  return response.body;
}

async function streamedAtOnce(url: string) {
  return (await fetch(url)).body; // expect
}

async function named(url: string) {
  const response = await fetch(url); // expect
  return { body: await response.text() };
}
