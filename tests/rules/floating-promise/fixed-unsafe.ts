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
    typed().catch((err) => {
      console.error(err);
    }); // expect
    aliased().catch((err) => {
      console.error(err);
    }); // expect
    pending.catch((err) => {
      console.error(err);
    }); // expect
    maybe.catch((err) => {
      console.error(err);
    }); // expect
    this.load<number>(1).catch((err) => {
      console.error(err);
    }); // expect
    typed().catch((err) => {
      console.error(err);
    })!; // expect
    (client as unknown as Promise<void>).catch((err) => {
      console.error(err);
    }); // expect
  }
}
