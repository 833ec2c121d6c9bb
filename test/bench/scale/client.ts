/** The API as a shop's server calls it. */
export class Client {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The reply's body; throws with the problem's text when the API refuses. */
  async send<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const response = await fetch(this.#origin + path, {
      method,
      headers: { authorization: "Bearer sk_demo", "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  }
}

/** Runs `work` for 0 … `count − 1`, so many at a time. */
export async function inParallel(
  count: number,
  lanes: number,
  work: (n: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let n = next++; n < count; n = next++) await work(n);
    }),
  );
}
