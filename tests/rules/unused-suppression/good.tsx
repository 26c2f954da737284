// eslint-disable-next-line no-await-in-loop -- another linter's comment is its own affair
export const answer: number = 42; // noqa

async function load(): Promise<void> {
  await answer;
}

export function start(): void {
  load(); // asynclint: ignore[floating-promise] it handles its own errors
  // asynclint: ignore[floating-promise]
  load();
}

export function Page(): JSX.Element {
  return <main>{/* asynclint: nothing */}{answer}</main>;
}
