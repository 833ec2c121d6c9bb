import { parseJson } from "../wire/json.ts";
import { cutShort, piecesOf } from "./pieces.ts";
import { ProblemError } from "./problem-error.ts";

/** What may hold JSON: browsers' beacons say `text/plain`, since that needs no preflight. */
const JSON_TYPE = /^(?:application\/(?:[\w.+-]+\+)?json|text\/plain)\s*(?:;|$)/i;

/**
 * The body as JSON, at most `limit` bytes of it. Its declared type does not matter as long as it is
 * JSON; what is not, and never said that it was, is of another type.
 *
 * @throws {ProblemError} 400, 413 or 415
 */
export async function jsonOf(request: Request, limit: number): Promise<unknown> {
  const { headers } = request;
  const coding = headers.get("content-encoding");
  if (coding !== null && coding.toLowerCase() !== "identity")
    throw new ProblemError(415, "Content coding not taken", "send the body as it is", {
      headers: { "accept-encoding": "identity" },
    });
  const text = await textOf(request, limit);
  try {
    return parseJson(text);
  } catch (error) {
    const type = headers.get("content-type");
    if (type !== null && text !== "" && !JSON_TYPE.test(type))
      throw new ProblemError(415, "Not JSON", `${type.slice(0, 100)} is not taken here`, {
        headers: { accept: "application/json" },
      });
    throw new ProblemError(400, "Not JSON", (error as Error).message.slice(0, 200));
  }
}

/**
 * The body as text, at most `limit` bytes of it.
 *
 * @throws {ProblemError} 400 or 413
 */
export async function textOf(request: Request, limit: number): Promise<string> {
  const declared = request.headers.get("content-length");
  if (declared === null) return request.body === null ? "" : readUpTo(request.body, limit);
  if (Number(declared) > limit) throw tooLarge(limit);
  const text = await request.text().catch(() => {
    throw cutShort();
  });
  // UTF-16 length never exceeds the UTF-8 length; three bytes a unit is the most it can be.
  if (text.length > limit || (text.length > limit / 3 && byteLength(text) > limit))
    throw tooLarge(limit);
  return text;
}

/** A body that comes in chunks does not say how long it is. */
async function readUpTo(body: ReadableStream<Uint8Array>, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const piece of piecesOf(body)) {
    bytes += piece.byteLength;
    if (bytes > limit) throw tooLarge(limit);
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

const byteLength = (text: string) => new TextEncoder().encode(text).byteLength;

const tooLarge = (limit: number) =>
  new ProblemError(413, "Body too large", `at most ${limit} bytes are taken in one request`);
