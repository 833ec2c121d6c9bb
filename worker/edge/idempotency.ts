import { toHex } from "./key-mac.ts";
import { cutShort } from "./pieces.ts";
import { ProblemError } from "./problem-error.ts";

/** A String of structured fields (RFC 9651), as the draft asks for, or bare, as many clients send it. */
const KEY = /^(?:"([\x20-\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255}))$/;

/**
 * The key in a header field.
 *
 * @throws {ProblemError} when it is none
 */
export function idempotencyKeyIn(field: string): string {
  const [, quoted, bare] = KEY.exec(field.trim()) ?? [];
  const key = quoted ?? bare;
  if (key !== undefined) return key;
  throw new ProblemError(
    400,
    "Not an Idempotency-Key",
    "send 1 to 255 characters of ASCII, a UUID for example",
  );
}

/** A reply as it is kept. */
export interface Reply {
  status: number;
  type: string | null;
  location: string | null;
  body: string;
}

const MAX_BODY = 256_000;

/** What to keep of a reply, or null: of what failed nothing was done, and streams are made anew. */
export async function replyOf(response: Response): Promise<Reply | null> {
  const type = response.headers.get("content-type");
  const isWhole = response.body === null || type?.startsWith("application/json") === true;
  if (!response.ok || !isWhole) return null;
  const body = await response.clone().text();
  if (body.length > MAX_BODY) return null;
  return { status: response.status, type, location: response.headers.get("location"), body };
}

/** The reply again; `Idempotency-Replayed` says that nothing was done for it this time. */
export function replayed({ status, type, location, body }: Reply): Response {
  const headers = new Headers({ "idempotency-replayed": "true" });
  if (type !== null) headers.set("content-type", type);
  if (location !== null) headers.set("location", location);
  return new Response(body === "" ? null : body, { status, headers });
}

/**
 * A request whose body can be read as before, and the digest of that, once it has been read; it throws a
 * {@link ProblemError} for a body that was cut short.
 */
export function digesting(request: Request): { request: Request; digest: () => Promise<string> } {
  const stream = new crypto.DigestStream("SHA-256");
  stream.digest.catch(() => undefined);
  if (request.body === null) {
    void stream.close();
    return { request, digest: () => hexOf(stream.digest) };
  }
  const writer = stream.getWriter();
  const body = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: async (piece, passed) => {
        await writer.write(piece);
        passed.enqueue(piece);
      },
      flush: () => writer.close(),
    }),
  );
  const copy = new Request(request, { method: request.method, body });
  return {
    request: copy,
    digest: async () => {
      // A route that has no use for a body leaves it where it is.
      const rest = copy.bodyUsed ? undefined : copy.body?.pipeTo(new WritableStream());
      await rest?.catch(() => {
        throw cutShort();
      });
      return hexOf(stream.digest);
    },
  };
}

const hexOf = async (digest: Promise<ArrayBuffer>): Promise<string> =>
  toHex(new Uint8Array(await digest));
