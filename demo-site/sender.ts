import { setTimeout as sleep } from "node:timers/promises";

const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;
/** Answers after which the same request may succeed. */
const PASSING = new Set([429, 502, 503, 504]);

/** Asks the Worker something; what is not bytes is sent as JSON. */
export type Send = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Requests with the shop's secret key, tried again while the Worker is busy or away. */
export function sender(endpoint: string, secretKey: string): Send {
  return async (method, path, body) => {
    const url = new URL(path, endpoint);
    const isFile = body instanceof Uint8Array;
    const request = {
      method,
      headers: {
        authorization: `Bearer ${secretKey}`,
        "content-type": isFile ? "text/csv" : "application/json",
      },
      ...(body !== undefined && { body: isFile ? (body as BodyInit) : JSON.stringify(body) }),
    };
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(url, request).catch((error: unknown) => ({ error }));
      if (response instanceof Response && response.ok) return response.json();
      const passing = !(response instanceof Response) || PASSING.has(response.status);
      if (!passing || attempt === ATTEMPTS) throw await refusal(method, url, response);
      if (response instanceof Response) await response.body?.cancel();
      await sleep(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
    }
  };
}

async function refusal(
  method: string,
  url: URL,
  response: Response | { error: unknown },
): Promise<Error> {
  if (!(response instanceof Response)) {
    return new Error(`${method} ${url} could not be reached`, { cause: response.error });
  }
  return new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
}
