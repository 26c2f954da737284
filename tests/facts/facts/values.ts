// What annotations add.
type Reply = Promise<string>;
interface Client { send(): Promise<void>; }
declare function ambient(): Promise<void>;
function typed(): Promise<number> { return other() as any; }
function aliased(): Reply { return other(); }
function plain(): number { return other(); }
async function uses(p: Promise<void>, q: Reply | undefined, n: number, client: Client) {
  typed();
  aliased();
  plain();
  p;
  q;
  n;
  (other() as Promise<void>);
  typed()!;
}
abstract class Typed {
  constructor(private readonly client: Client) {}
  abstract later(): Promise<void>;
  async run(this: Typed): Promise<void> { await this.run(); }
}
