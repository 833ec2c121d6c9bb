import { errorOf, OkaeriError } from "./error.ts";

export interface OkaeriOptions {
  /** Where the Worker is, such as `https://okaeri.shop.example`. */
  origin: string;
  /** A secret key with the scopes of what is asked. */
  key: string;
  /** How often a request that was not answered, or answered "later", is sent again; 3 by default. */
  retries?: number;
  /** Longest wait for an answer, and between two tries (ms); 30 000 by default. */
  timeout?: number;
  /** In place of the platform's own. */
  fetch?: typeof fetch;
}

export interface CallOptions {
  /** Ends the call. */
  signal?: AbortSignal;
  /** Of a `POST`: names it, so that it is carried out once whoever sends it again; made up by default. */
  idempotencyKey?: string;
}

/** A request, before it is known how often it is sent. */
export interface Outgoing {
  method: string;
  url: URL;
  body?: unknown;
}

/** Of who stands in front of a Worker that does not answer. Others that may be sent again say when. */
const UNREACHED = new Set([502, 503, 504]);
const FIRST_WAIT = 250;

/**
 * Sends a request until it is answered. Every operation may be sent twice: `GET`, `PUT` and `DELETE` by
 * what they mean, a `POST` by its `Idempotency-Key`. A stream can be read once, so it is sent once.
 *
 * @throws {OkaeriError} when the answer is a problem, or none comes
 */
export async function send(
  { method, url, body }: Outgoing,
  { key, retries = 3, timeout = 30_000, fetch: ask = fetch }: OkaeriOptions,
  { signal, idempotencyKey = crypto.randomUUID() }: CallOptions,
): Promise<Response> {
  const headers = {
    authorization: `Bearer ${key}`,
    ...(method === "POST" && { "idempotency-key": `"${idempotencyKey}"` }),
    ...(body !== undefined && { "content-type": typeOf(body) }),
  };
  const tries = body instanceof ReadableStream ? 0 : retries;
  for (let failures = 0; ; failures++) {
    const answer = await ask(url, {
      method,
      headers,
      ...(body !== undefined && { body: textOf(body), duplex: "half" }),
      signal: AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]),
    }).catch((cause: unknown) => new OkaeriError("no answer", { cause }));
    if (answer instanceof Response && answer.ok) return answer;
    const error = answer instanceof Response ? await errorOf(answer) : answer;
    const told = answer instanceof Response ? answer.headers.get("retry-after") : null;
    const mayCome = error.status === 0 || UNREACHED.has(error.status) || told !== null;
    const wait = waitOf(told, failures);
    if (!mayCome || failures >= tries || wait > timeout || signal?.aborted === true) throw error;
    await new Promise((resume) => setTimeout(resume, wait));
  }
}

/** As long as the answer says (RFC 9110 §10.2.3), else longer each time, spread at random (ms). */
function waitOf(told: string | null, failures: number): number {
  if (told === null) return FIRST_WAIT * 2 ** failures * (0.5 + Math.random());
  if (/^\d+$/.test(told)) return Number(told) * 1_000;
  return Math.max(0, Date.parse(told) - Date.now()) || 0;
}

const isRaw = (body: unknown): body is string | Uint8Array<ArrayBuffer> | ReadableStream =>
  typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;

const typeOf = (body: unknown): string =>
  isRaw(body) ? "application/octet-stream" : "application/json";

const textOf = (body: unknown): BodyInit => (isRaw(body) ? body : JSON.stringify(body));
