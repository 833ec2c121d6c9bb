import { type Utf8, Utf8Check } from "../core/catalogue/feeds/index.ts";
import { CHUNK_BYTES } from "../core/imports/index.ts";
import type { Pieces } from "./pieces.ts";
import { ProblemError } from "./problem-error.ts";

/** Limits of a file, unpacked; and how much larger than packed it may become. */
const MAX_BYTES = 100 * 1024 * 1024;
const MAX_RATIO = 20;
/** A small file may pack well without being a bomb. */
const RATIO_FROM_BYTES = 1024 * 1024;

/** What is known of a file when it is in. */
export interface Intake {
  bytes: number;
  chunks: number;
  utf8: Utf8;
}

/**
 * Takes a file in as chunks of `CHUNK_BYTES`, the last one shorter, and unpacks gzip, which its
 * first bytes tell. Whole files are never in memory: `put` is awaited before more is read.
 */
export async function takeIn(
  file: Pieces,
  put: (chunk: Uint8Array, place: number) => Promise<void>,
): Promise<Intake> {
  const check = new Utf8Check();
  let [bytes, chunks, filled] = [0, 0, 0];
  let chunk = new Uint8Array(CHUNK_BYTES);
  const flush = async () => {
    const whole = chunk.subarray(0, filled);
    check.write(whole);
    await put(whole, chunks);
    chunks += 1;
    filled = 0;
    chunk = new Uint8Array(CHUNK_BYTES);
  };
  for await (const piece of unpacked(file)) {
    bytes += piece.byteLength;
    if (bytes > MAX_BYTES) throw tooLarge("at most 100 MB are taken, unpacked");
    for (let at = 0; at < piece.byteLength;) {
      const part = piece.subarray(at, at + CHUNK_BYTES - filled);
      chunk.set(part, filled);
      filled += part.byteLength;
      at += part.byteLength;
      if (filled === CHUNK_BYTES) await flush();
    }
  }
  if (bytes === 0) throw new ProblemError(400, "Empty file", "the body holds nothing");
  if (filled > 0) await flush();
  return { bytes, chunks, utf8: check.end() };
}

const tooLarge = (detail: string) => new ProblemError(413, "File too large", detail);

const NOT_GZIP = "the gzip data is broken, cut short, or not all of the file";

/** A file's pieces, unpacked where it is gzip. */
async function* unpacked(pieces: Pieces): Pieces {
  const first = await pieces.next();
  if (first.done) return;
  const all = join(first.value, pieces);
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  yield* isGzip ? gunzipped(all) : all;
}

async function* join(first: Uint8Array, others: Pieces): Pieces {
  yield first;
  yield* others;
}

async function* gunzipped(packed: Pieces): Pieces {
  let [read, made] = [0, 0];
  let failure: unknown = null;
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await packed.next();
        if (done) return controller.close();
        read += value.byteLength;
        controller.enqueue(value);
      } catch (error) {
        failure = error;
        controller.error(error);
      }
    },
  });
  const reader = source.pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw failure ?? new ProblemError(400, "Not gzip", NOT_GZIP);
      });
      if (done) return;
      made += value.byteLength;
      if (made > RATIO_FROM_BYTES && made > read * MAX_RATIO)
        throw tooLarge(`a packed file may be ${MAX_RATIO} times as large unpacked, no more`);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
    await packed.return(undefined);
  }
}
