@dec() class A<T> extends base.B<T> implements I<T>, N.O {
  @Input() @Other({ a: 1 }) private readonly x: Map<string, T> = new Map();
  declare y: string; z!: number; accessor w = 1; static v; [key: string]: any;
  constructor(@Inject(T) private readonly s: S, protected p = 1, public q?: Q, readonly r: R, t?: U) { super(); }
  // comment
  @HostListener('click', ['$event'])
  async onClick(this: A, e: Event): Promise<void> {}
  over(a: string): Promise<void>;
  over(a: any) { return a }
  private static override async bar() {}
  static { init(); }
  get [k](): string { return '' }
}
abstract class B { abstract foo(a: number): Promise<string>; protected abstract bar: string; private constructor() {} }
export abstract class C {}
@a export class D {}
export @a class E {}
enum F { A = 1, B, 'C' = f() }
const enum G { X }
