// asynclint: ignore-file[no-such-rule]  // expect: There is no rule `no-such-rule` to ignore
export const answer: number = 42; // asynclint: ignore[floating-promise] // expect

export function Page(): JSX.Element {
  return (
    <main>
      {/* asynclint: ignore[floating-promise] */}{/* expect */}
      {answer /* asynclint: ignore[floating-promise] */}{/* expect */}
    </main>
  );
}
