interface Job extends Promise<void> {}
interface Base {
  close(): Promise<void>;
}
interface Api extends Base {
  load(id: string): Promise<string>;
  save: (record: string) => Promise<void>;
  ready: Promise<void>;
}
type Loader = (id: string) => Promise<void>;
type Other = { run(): Promise<void> } & Base;

abstract class Store {
  private api: Api;

  constructor(private readonly other: Api) {
    this.other.save('a'); // expect
  }

  abstract flush(): Promise<void>;

  run() {
    this.api.load('a'); // expect
    this.flush(); // expect
    this.api.ready; // expect
  }
}

export function main(api: Api, load: Loader, other: Other | undefined, job: Job, done: () => Promise<void>) {
  api.load('a'); // expect
  api.save('a'); // expect
  api.close(); // expect
  load('a'); // expect
  other.run(); // expect
  job; // expect
  done(); // expect
}
