/** Names that were met, at most `limit` of them: who was longest not met goes first. */
export class Recent {
  readonly #names = new Set<string>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  add(name: string): void {
    this.#names.delete(name);
    this.#names.add(name);
    if (this.#names.size <= this.#limit) return;
    const [oldest] = this.#names;
    this.#names.delete(oldest!);
  }
}
