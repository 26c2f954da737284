class Store {
  private client?: object;
  private users = new Map<string, object>();

  async get(): Promise<object> {
    if (!this.client) { // expect
      this.client = (await fetch('/')) as object;
    }
    return this.client!;
  }

  async user(id: string) {
    const hit = this.users.get(id);
    if (hit) return hit; // expect
    const user = await fetch(id);
    this.users.set(id, user);
    return user;
  }
}
export { Store };
