export const answer: number = 42;

export function Page(): JSX.Element {
  return (
    <main>
      {answer}
    </main>
  );
}
