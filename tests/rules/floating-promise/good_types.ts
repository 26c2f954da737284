interface Api {
  load(id: string): string;
  find(id: string): Promise<string>;
  find(id: number): string;
  all: Promise<string>[];
  make: () => () => Promise<void>;
  wait(): void;
}
interface Promised {
  value: Promise<string>;
}
type Loader = (id: string) => void;

class Promise2 {}
declare function outside(): Promise2;

export async function main(api: Api, load: Loader, value: Promised, unknown: Missing, list: Promise<void>[]) {
  api.load('a');
  api.find('a');
  api.all;
  api.make();
  api.wait();
  load('a');
  value;
  unknown.load();
  outside();
  await api.find('a');
  void api.find('a');
  const { find } = api;
  find('a');
  return list;
}
