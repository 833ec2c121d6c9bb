import { type Attempt, retryAfterOf } from "../core/outbound/index.ts";
import { refusalOf } from "./public-url.ts";

const TIMEOUT_MS = 10_000;
/** Of an answer so much is read, and so many characters are kept. */
const READ_BYTES = 2_000;
const KEPT_CHARACTERS = 500;

/** What is posted. `body` is sent as it is: it may have been signed. */
export interface OutsidePost {
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer>;
}

/**
 * Posts something to an address that a shop or a browser gave, once. It must lead to a public host, is
 * given ten seconds, and redirects are not followed: they count as a failure. Never throws.
 *
 * @param now epoch ms, by the shop's clock
 */
export async function postOutside(
  { url, headers, body }: OutsidePost,
  now: number,
): Promise<Attempt> {
  const started = Date.now();
  const outcome = (told: Partial<Attempt>): Attempt => ({
    at: now,
    status: null,
    ms: Date.now() - started,
    error: null,
    reply: "",
    retryAfter: null,
    ...told,
  });
  const refusal = refusalOf(url);
  if (refusal !== null) return outcome({ error: refusal });
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    return outcome({
      status: answer.status,
      reply: await beginningOf(answer).catch(() => ""),
      retryAfter: retryAfterOf(answer.headers.get("retry-after"), now),
    });
  } catch {
    const why = signal.aborted ? `no answer within ${TIMEOUT_MS / 1_000} s` : "not reached";
    return outcome({ error: why });
  }
}

/** The first characters of an answer's body; the rest is not waited for. */
async function beginningOf(answer: Response): Promise<string> {
  if (answer.body === null) return "";
  const decoder = new TextDecoder();
  const reader = answer.body.getReader();
  let text = "";
  let bytes = 0;
  try {
    while (bytes < READ_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      text += decoder.decode(value.subarray(0, READ_BYTES), { stream: true });
    }
  } finally {
    await reader.cancel();
  }
  return text.slice(0, KEPT_CHARACTERS);
}
