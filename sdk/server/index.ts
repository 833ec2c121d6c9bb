import { ADDRESSES, type Operations, RESOURCES } from "./api.ts";
import { nextIn, recordsIn } from "./records.ts";
import { type CallOptions, type OkaeriOptions, type Outgoing, send } from "./send.ts";

export type * from "./api.ts";
export { OkaeriError } from "./error.ts";
export type { CallOptions, OkaeriOptions };

type Input<Id extends keyof Operations> = Operations[Id]["input"];

/** Calls an operation with its parameters, and its body as `body`. Nothing is needed where nothing has to be said. */
type Method<Id extends keyof Operations> =
  Partial<Input<Id>> extends Input<Id>
    ? (input?: Input<Id>, options?: CallOptions) => Promise<Operations[Id]["reply"]>
    : (input: Input<Id>, options?: CallOptions) => Promise<Operations[Id]["reply"]>;

type Methods = {
  readonly [Name in keyof typeof RESOURCES]: {
    readonly [Id in (typeof RESOURCES)[Name][number]]: Method<Id>;
  };
};

/** What an export tells of. */
export type Exported = "events" | "people" | "orders" | "refunds";

/** The API for the shop's servers. It asks with `fetch`, so it runs wherever that is. */
class Client {
  readonly #options: OkaeriOptions;

  constructor(options: OkaeriOptions) {
    this.#options = options;
    for (const [name, ids] of Object.entries(RESOURCES))
      Object.assign(this, {
        [name]: Object.fromEntries(
          ids.map((id) => [
            id,
            (input: object = {}, more: CallOptions = {}) => this.#call(id, input, more),
          ]),
        ),
      });
  }

  /** All records of a kind, page by page as they are read. */
  async *export(kind: Exported, more: CallOptions = {}): AsyncGenerator<object> {
    const { origin } = this.#options;
    for (let path: string | null = `/v1/export/${kind}`; path !== null;) {
      // The Worker behind a proxy may know itself by another origin than it is asked by.
      const { pathname, search } = new URL(path, origin);
      const url = new URL(pathname + search, origin);
      const response: Response = await send({ method: "GET", url }, this.#options, more);
      yield* recordsIn(response.body!);
      path = nextIn(response.headers.get("link"));
    }
  }

  async #call(id: keyof Operations, input: object, more: CallOptions): Promise<unknown> {
    const response = await send(outgoing(id, input, this.#options.origin), this.#options, more);
    return response.status === 204 ? undefined : response.json();
  }
}

/** The request of an operation: what its address does not name is its query. */
function outgoing(id: keyof Operations, input: object, origin: string): Outgoing {
  const [method, path] = ADDRESSES[id];
  const { body, ...said } = input as { body?: unknown };
  const values = new Map(Object.entries(said));
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(values.get(name));
    values.delete(name);
    return encodeURIComponent(value);
  });
  const url = new URL(filled, origin);
  for (const [name, value] of values)
    for (const each of [value].flat())
      if (each !== undefined) url.searchParams.append(name, String(each));
  return { method, url, body };
}

export type Okaeri = Client & Methods;
export const Okaeri = Client as new (options: OkaeriOptions) => Okaeri;
