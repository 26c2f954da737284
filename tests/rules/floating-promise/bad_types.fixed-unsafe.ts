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
    this.other.save('a').catch((err) => {
      console.error(err);
    });
  }

  abstract flush(): Promise<void>;

  run() {
    this.api.load('a').catch((err) => {
      console.error(err);
    });
    this.flush().catch((err) => {
      console.error(err);
    });
    this.api.ready.catch((err) => {
      console.error(err);
    });
  }
}

export function main(api: Api, load: Loader, other: Other | undefined, job: Job, done: () => Promise<void>) {
  api.load('a').catch((err) => {
    console.error(err);
  });
  api.save('a').catch((err) => {
    console.error(err);
  });
  api.close().catch((err) => {
    console.error(err);
  });
  load('a').catch((err) => {
    console.error(err);
  });
  other.run().catch((err) => {
    console.error(err);
  });
  job.catch((err) => {
    console.error(err);
  });
  done().catch((err) => {
    console.error(err);
  });
}
