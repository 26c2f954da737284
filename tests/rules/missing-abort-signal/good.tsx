import { useEffect, useRef } from 'react';

export function User({ id, set }: { id: string; set: (user: unknown) => void }) {
  const timer = useRef<ReturnType<typeof setInterval>>();

  useEffect(() => {
    const controller = new AbortController();
    fetch(`/users/${id}`, { signal: controller.signal })
      .then((r) => r.json())
      .then(set, () => {});
    return () => controller.abort();
  }, [id]);

  // Late answers are passed over.
  useEffect(() => {
    let ignore = false;
    fetch(`/users/${id}`).then((r) => !ignore && set(r));
    return () => {
      ignore = true;
    };
  }, [id]);

  useEffect(() => {
    const onKey = () => set(null);
    window.addEventListener('keydown', onKey);
    window.addEventListener('load', onKey, { once: true });
    const image = new Image();
    image.addEventListener('load', onKey);
    const script = document.createElement('script');
    script.addEventListener('error', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  useEffect(() => {
    const abort = new AbortController();
    document.addEventListener('click', () => set(1), { signal: abort.signal });
    return () => abort.abort();
  }, []);

  useEffect(() => {
    const id = setInterval(() => set(1), 100);
    return () => clearInterval(id);
  }, []);

  // Cleared elsewhere in the file.
  useEffect(() => {
    timer.current = setInterval(() => set(2), 100);
  }, []);
  const stop = () => clearInterval(timer.current);

  // What cleans up cannot be read.
  useEffect(() => {
    window.addEventListener('online', stop);
    return cleanUp(stop);
  }, []);
  useEffect(() => {
    window.addEventListener('online', stop);
    return () => cleanUp(stop);
  }, []);
  useEffect(() => subscribe(stop), []);

  // It removes itself.
  useEffect(() => {
    const once = () => {
      window.removeEventListener('pointerdown', once);
      set(3);
    };
    window.addEventListener('pointerdown', once);
  }, []);

  // A handler runs later: the effect cannot abort what it does not start.
  useEffect(() => {
    const onOpen = () => set(4);
    const names = ['open', 'close'];
    for (const name of names) window.addEventListener(name, onOpen);
    return () => {
      for (const name of names) window.removeEventListener(name, onOpen);
    };
  }, []);

  return <button onClick={stop}>{id}</button>;
}

declare function cleanUp(stop: () => void): () => void;
declare function subscribe(stop: () => void): () => void;

export async function load(input: Request | string): Promise<Response> {
  return fetch(input);
}
