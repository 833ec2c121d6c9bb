import type { Asked } from "./requests.ts";

const MAX_TRIES = 300;

/**
 * The smallest request found that still fails, by leaving out one part after the other; null when the
 * request does not fail again by itself, since what failed was also in what is stored.
 */
export async function shrunk(
  asked: Asked,
  fails: (asked: Asked) => Promise<boolean>,
): Promise<Asked | null> {
  if (!(await fails(asked))) return null;
  let tries = 0;
  let smallest = asked;
  for (let hasShrunk = true; hasShrunk;) {
    hasShrunk = false;
    for (const smaller of simpler(smallest)) {
      if ((tries += 1) > MAX_TRIES) return smallest;
      if (!(await fails(smaller))) continue;
      smallest = smaller;
      hasShrunk = true;
      break;
    }
  }
  return smallest;
}

function* simpler(asked: Asked): Generator<Asked> {
  if (asked.body !== null) yield { ...asked, body: null };
  for (const name of Object.keys(asked.headers)) {
    const { [name]: _, ...headers } = asked.headers;
    yield { ...asked, headers };
  }
  const [path = "", query = ""] = asked.path.split(/\?(.*)/s);
  const parts = query === "" ? [] : query.split("&");
  for (const part of parts) {
    const rest = parts.filter((other) => other !== part).join("&");
    yield { ...asked, path: rest === "" ? path : `${path}?${rest}` };
  }
  for (const body of simplerBodies(asked.body)) yield { ...asked, body };
}

function* simplerBodies(body: Buffer | null): Generator<Buffer> {
  if (body === null || body.length === 0) return;
  try {
    for (const value of simplerValues(JSON.parse(body.toString())))
      yield Buffer.from(JSON.stringify(value));
  } catch {
    yield body.subarray(0, body.length >> 1);
    yield body.subarray(body.length >> 1);
    yield body.subarray(1);
    yield body.subarray(0, -1);
  }
}

/** Each without one member, or with one that is simpler. */
function* simplerValues(value: unknown): Generator<unknown> {
  if (typeof value === "string" && value.length > 1) yield value.slice(0, value.length >> 1);
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    if (value.length > 3) yield value.slice(0, value.length >> 1);
    for (const place of value.keys()) yield value.toSpliced(place, 1);
    for (const [place, one] of value.entries())
      for (const simple of simplerValues(one)) yield value.with(place, simple);
    return;
  }
  for (const name of Object.keys(value)) {
    const { [name]: one, ...rest } = value as Record<string, unknown>;
    yield rest;
    for (const simple of simplerValues(one)) yield { ...rest, [name]: simple };
  }
}
