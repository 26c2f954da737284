let a: Map<string, Promise<void>[]>, b: A | B & C, c: typeof f, d: keyof T, e: T['a'], f: [a: string, b?: number, ...c: any[]];
let g: readonly string[], h: (a: number, ...b: C[]) => Promise<void>, i: new () => X, j: `a${string}`, k: 'x' | 1 | null;
let l: { [K in keyof T]?: T[K] }, m: { a: string; n(): void }, o: Foo.Bar.Baz<Q>, p: (string), q: this;
type U<T> = T extends Promise<infer R> ? R : never;
type V = | A | B;
interface I<T> extends J<T>, K.L { readonly a?: string; new (x: number): I<T>; (y: A): B; [key: string]: unknown; m?(x: A): Promise<void>; get g(): string }
x as T; x as const; x satisfies T; <T>x; x!.y![0]!(); (x as any).y;
f<string>(1); new Foo<string>(); a?.<T>(b); const inst = fn<string>;
function is(x): x is string { return true }
function asserts(x?: any): asserts x is string {}
const generic = async <T>(x: T): Promise<T> => x;
