import { exports } from "cloudflare:workers";
import { beforeAll } from "vitest";

export const ORIGIN = "http://localhost";
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

export interface Reply {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into replies of every shape
  body: any;
}

const send = (method: string, path: string, body?: unknown, headers: HeadersInit = {}) =>
  fetchReply(
    method,
    path,
    typeof body === "string" || body === undefined ? body : JSON.stringify(body),
    headers,
  );

async function fetchReply(
  method: string,
  path: string,
  body: BodyInit | undefined,
  headers: HeadersInit,
) {
  const response = await exports.default.fetch(
    new Request(ORIGIN + path, {
      method,
      headers: { "user-agent": BROWSER, ...headers },
      redirect: "manual",
      ...(body !== undefined && { body }),
    }),
  );
  const text = await response.text();
  const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "");
  const { status } = response;
  return { status, headers: response.headers, body: isJson ? JSON.parse(text) : text } as Reply;
}

const secret = { authorization: "Bearer sk_demo" };

/** The API as a page calls it, and as the shop's server does. */
export const api = {
  send,
  post: (body: unknown, headers?: HeadersInit) =>
    send("POST", "/v1/events?key=pk_demo", body, headers),
  postSecret: (body: unknown) => send("POST", "/v1/events", body, secret),
  /** A file as it is, bytes or text. */
  upload: (path: string, file: BodyInit, headers: HeadersInit = {}) =>
    fetchReply("POST", path, file, { ...secret, ...headers }),
  get: (path: string) => send("GET", path, undefined, secret),
  put: (path: string, body: unknown) => send("PUT", path, body, secret),
  delete: (path: string) => send("DELETE", path, undefined, secret),
  person: (visitor: string) => send("GET", `/v1/people/${visitor}`, undefined, secret),
};

// The first request of a file brings the whole Worker up, which a busy machine takes seconds for.
beforeAll(() => api.get("/v1/settings"), 60_000);

let made = 0;
export const id = (prefix: string) => `${prefix}-${(made += 1)}`;

/** A wire event; what a test does not name is left out. */
export const event = (name: string, more: object = {}) => ({ id: id("e"), name, ...more });
export const pageView = (path: string, more: object = {}) =>
  event("page_view", { view: id("p"), page: { url: `${ORIGIN}${path}`, referrer: "" }, ...more });
export const viewItem = (item: string, price = 2.55, more: object = {}) =>
  event("view_item", { currency: "GBP", items: [{ item_id: item, price }], ...more });
export const purchase = (transaction: string, items: string[], more: object = {}) =>
  event("purchase", {
    transaction_id: transaction,
    currency: "GBP",
    value: items.length * 2.5,
    items: items.map((item_id) => ({ item_id, price: 2.5, quantity: 1 })),
    ...more,
  });

export const item = (itemId: string, more: object = {}) => ({
  id: itemId,
  title: `Item ${itemId}`,
  link: `/p/${itemId}/`,
  price: "2.55 GBP",
  product_type: "Kitchen > Mugs",
  ...more,
});

let minutes = 0;
/** Moves the shop's clock on; the reply comes when nothing is due any more. */
export async function pass(more: { minutes?: number; days?: number; seconds?: number }) {
  minutes += (more.minutes ?? 0) + (more.days ?? 0) * 1440 + (more.seconds ?? 0) / 60;
  return api.put("/v1/clock", { now: new Date(Date.now() + minutes * 60_000).toISOString() });
}

/** Moves the clock past what lies between an event and what the shop's other objects make of it. */
export const settle = () => pass({ seconds: 6 });

/** The ids in a slot of a reply, in their order. */
export const idsOf = (decision: { items: { id: string }[] }): string[] =>
  decision.items.map((shown) => shown.id);
