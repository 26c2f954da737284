import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

export function Pages({ id, set }: { id: string; set: (page: unknown) => void }) {
  const passed = useQuery({ queryKey: [id], queryFn: ({ signal }) => fetch(`/pages/${id}`, { signal }) });

  useEffect(() => {
    const socket = new WebSocket('/pages');
    socket.addEventListener('message', set);
    const name = 'focus';
    window.addEventListener(name, () => set(1));
  }, []);

  useEffect(() => {
    window.addEventListener('focus', () => set(1));
    const names = ['focus'];
    return () => names.forEach((name) => window.removeEventListener(name, set));
  }, []);

  useEffect(() => {
    const timer = setInterval(set, 100);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    keep(setInterval(set, 100));
  }, []);

  useEffect(() => {
    const timer = setInterval(set, 100);
    return () => stop(timer);
  }, []);

  useEffect(() => {
    const given = shared;
    fetch('/pages', { signal: given.signal }).then(set);
    return undo(given);
  }, []);

  return passed;
}
