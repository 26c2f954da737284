import { readFileSync } from 'node:fs';

class Config {
  constructor(private readonly path: string) {}

  read(): string {
    return readFileSync(this.path, 'utf8');
  }
}

export class Service {
  private readonly config: Config;

  constructor(config: Config, private readonly other: Config) {
    this.config = config;
  }

  async start(extra: Config | null): Promise<void> {
    this.config.read(); // expect
    extra!.read(); // expect
    (extra as Config).read(); // expect
  }
}
