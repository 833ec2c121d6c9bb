/** A shop's API; null where no answer came, which says nothing about whether it was heard. */
export class Shop {
  readonly #origin: string;
  readonly #key: string;

  constructor(origin: string, key: string) {
    this.#origin = origin;
    this.#key = key;
  }

  /** @param patience ms after which the connection is cut */
  async try(
    method: string,
    path: string,
    body: unknown,
    patience = 10_000,
  ): Promise<Answer | null> {
    try {
      return await this.#send(method, path, body, patience);
    } catch {
      return null;
    }
  }

  /** The reply's body; throws unless it is one that says yes. */
  async ask<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const { status, text } = await this.#send(method, path, body, 300_000);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return (text === "" ? null : JSON.parse(text)) as Body;
  }

  /** Every line of an export. */
  async *lines<Line>(kind: string): AsyncGenerator<Line> {
    let path: string | undefined = `/v1/export/${kind}`;
    while (path !== undefined) {
      const { text, next } = await this.#send("GET", path, undefined, 300_000);
      for (const line of text.split("\n")) if (line !== "") yield JSON.parse(line) as Line;
      path = next;
    }
  }

  async #send(method: string, path: string, body: unknown, patience: number): Promise<Answer> {
    const reply = await fetch(this.#origin + path, {
      method,
      headers: { authorization: `Bearer ${this.#key}` },
      signal: AbortSignal.timeout(patience),
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const next = /<[^>]*?(\/v1\/[^>]*)>; rel="next"/.exec(reply.headers.get("link") ?? "")?.[1];
    return { status: reply.status, text: await reply.text(), next };
  }
}

export interface Answer {
  status: number;
  text: string;
  /** Where the next page is. */
  next: string | undefined;
}
