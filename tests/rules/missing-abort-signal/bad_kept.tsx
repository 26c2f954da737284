import { useEffect, useRef } from 'react';

export function Clock({ tick, document }: { tick: () => void; document: EventTarget }) {
  const timer = useRef(0);
  const outside = connect();
  const stop = () => clearInterval(timer.current);

  // That another interval is cleared tells nothing of one that nobody keeps.
  useEffect(() => {
    setInterval(tick, 1000); // expect[information]: never cleared
  }, []);
  useEffect(() => {
    const own = setInterval(tick, 1000); // expect[information]: never cleared
    console.log(own);
  }, []);
  useEffect(() => {
    keep(setInterval(tick, 1000));
  }, []);

  // It may last longer than the effect, or not.
  useEffect(() => {
    document.addEventListener('click', tick); // expect[hint]
  }, []);
  useEffect(() => {
    opener.addEventListener('message', tick); // expect[hint]
  }, []);
  useEffect(() => {
    outside.addEventListener('message', tick); // expect[hint]
  }, []);
  useEffect(() => {
    const { node } = connect();
    node.addEventListener('message', tick); // expect[hint]
  }, []);
  useEffect(() => {
    const made = connect();
    made.addEventListener('message', tick);
  }, []);

  return <button onClick={stop} />;
}

declare function connect(): EventTarget & { node: EventTarget };
declare function keep(timer: unknown): void;
