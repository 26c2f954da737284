interface Sender {
  send(): Promise<void>;
}

async function load(): Promise<void> {}

class Service {
  private pending?: Promise<void>;
  start(sender: Sender, count: number): void {
    this.pending = load();
    void load();
    load().catch((err: unknown) => console.error(err));
    count;
  }
  plain(): number {
    return 1;
  }
  call(): void {
    this.plain();
  }
}
