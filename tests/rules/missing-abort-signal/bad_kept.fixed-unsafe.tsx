import { useEffect, useRef } from 'react';

export function Clock({ tick, document }: { tick: () => void; document: EventTarget }) {
  const timer = useRef(0);
  const outside = connect();
  const stop = () => clearInterval(timer.current);

  // That another interval is cleared tells nothing of one that nobody keeps.
  useEffect(() => {
    const interval = setInterval(tick, 1000);
    return () => {
      clearInterval(interval);
    };
  }, []);
  useEffect(() => {
    const own = setInterval(tick, 1000);
    console.log(own);
    return () => {
      clearInterval(own);
    };
  }, []);
  useEffect(() => {
    keep(setInterval(tick, 1000));
  }, []);

  // It may last longer than the effect, or not.
  useEffect(() => {
    document.addEventListener('click', tick);
    return () => {
      document.removeEventListener('click', tick);
    };
  }, []);
  useEffect(() => {
    opener.addEventListener('message', tick);
    return () => {
      opener.removeEventListener('message', tick);
    };
  }, []);
  useEffect(() => {
    outside.addEventListener('message', tick);
    return () => {
      outside.removeEventListener('message', tick);
    };
  }, []);
  useEffect(() => {
    const { node } = connect();
    node.addEventListener('message', tick);
    return () => {
      node.removeEventListener('message', tick);
    };
  }, []);
  useEffect(() => {
    const made = connect();
    made.addEventListener('message', tick);
  }, []);

  return <button onClick={stop} />;
}

declare function connect(): EventTarget & { node: EventTarget };
declare function keep(timer: unknown): void;
