import { ProblemError } from "./problem-error.ts";

/** Of a body that ended with its connection. */
export const cutShort = (): ProblemError =>
  new ProblemError(400, "Body cut short", "the connection ended before the body did");

/** A file as it comes, none of its pieces empty. */
export type Pieces = AsyncGenerator<Uint8Array, void, undefined>;

/** The pieces of a body. Whoever stops early lets go of the connection. */
export async function* piecesOf(body: ReadableStream<Uint8Array>): Pieces {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw cutShort();
      });
      if (done) return;
      if (value.byteLength > 0) yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
