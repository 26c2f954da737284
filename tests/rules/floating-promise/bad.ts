type Reply = Promise<string>;

declare const client: { name: string };

function typed(): Promise<void> {
  return client as any;
}

function aliased(): Reply {
  return client as any;
}

class Service {
  constructor(private readonly name: string) {}
  async load<T>(id: T): Promise<T> {
    return id;
  }
  run(pending: Promise<void>, maybe: Reply | undefined): void {
    typed(); // expect
    aliased(); // expect
    pending; // expect
    maybe; // expect
    this.load<number>(1); // expect
    typed()!; // expect
    client as unknown as Promise<void>; // expect
  }
}
