import { makeKey } from "../../worker/edge/key-mac.ts";
import { api } from "./api.ts";

/** What `vitest.config.ts` gives the Worker as its secret. */
export const SECRET = "test secret";

/** The API as whoever holds a key asks it. */
export function as(key: string) {
  const headers = { authorization: `Bearer ${key}` };
  return {
    send: (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
      api.send(method, path, body, { ...headers, ...more }),
    get: (path: string) => api.send("GET", path, undefined, headers),
    post: (path: string, body?: unknown) => api.send("POST", path, body, headers),
    put: (path: string, body: unknown) => api.send("PUT", path, body, headers),
    delete: (path: string) => api.send("DELETE", path, undefined, headers),
  };
}

export type As = ReturnType<typeof as>;

/** A shop of its own, asked by the key that `npm run key` makes for it. */
export async function shopOf(name: string) {
  const root = await makeKey(SECRET, "sk", name);
  return { name, root, shop: as(root), pk: await makeKey(SECRET, "pk", name) };
}
