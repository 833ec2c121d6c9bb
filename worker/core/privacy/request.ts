import type { KeepOrders } from "../../wire/privacy.ts";

/**
 * Where copies of a person lie, in the order in which they are taken out: first what could still send,
 * then what has received.
 */
export const PLACES = [
  "people",
  "ledger",
  "directory",
  "catalogue",
  "courier",
  "lessons",
  "imports",
  "shop",
  "exports",
] as const;
export type Place = (typeof PLACES)[number];

/** What was taken out of one place, by what it was. */
export type Removed = Record<string, number>;

/**
 * A message may be on its way when its sender is erased. Everything is looked through once more after
 * this time, which no call outlives.
 */
export const SWEEP_AGAIN_MS = 60_000;
const SWEEPS = 2;
/** After a step that failed. */
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;
/** Steps of a whole erasure. */
export const STEPS = SWEEPS * PLACES.length;

/** An erasure on its way. Times are epoch ms. */
export interface ErasureRequest {
  id: string;
  /** When it was asked for: what happened up to then is refused from now on. */
  at: number;
  /** Keyed hash of the person, by which a receipt is held against whoever asks for it. */
  subject: string;
  keepOrders: KeepOrders;
  /** All names of the person as far as they are known; nobody's once it is done. */
  names: string[];
  /** Steps that are done, over all sweeps. */
  steps: number;
  due: number;
  /** How often in a row the next step has failed. */
  failures?: number;
  removed: Partial<Record<Place, Removed>>;
  completed: number | null;
}

export const newRequest = (
  asked: Pick<ErasureRequest, "id" | "at" | "subject" | "keepOrders"> & { person: string },
): ErasureRequest => {
  const { person, ...told } = asked;
  return { ...told, names: [person], steps: 0, due: told.at, removed: {}, completed: null };
};

/** Where the next step is to be taken; null when all is done. */
export const placeOf = ({ completed, steps }: ErasureRequest): Place | null =>
  completed === null ? PLACES[steps % PLACES.length]! : null;

/** The request after a step, which may have been taken before: what it counted then is counted no more. */
export function afterStep(request: ErasureRequest, removed: Removed, now: number): ErasureRequest {
  const place = placeOf(request)!;
  const steps = request.steps + 1;
  const isDone = steps === STEPS;
  const { failures: _, ...taken } = request;
  return {
    ...taken,
    steps,
    due: steps % PLACES.length === 0 ? now + SWEEP_AGAIN_MS : now,
    removed: { ...request.removed, [place]: added(request.removed[place] ?? {}, removed) },
    ...(isDone && { completed: now, names: [] }),
  };
}

/** The request after a step that failed: it is put off, for longer each time, and others go on. */
export function afterFailure(request: ErasureRequest, now: number): ErasureRequest {
  const failures = (request.failures ?? 0) + 1;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  return { ...request, failures, due: now + wait };
}

export function added(one: Removed, other: Removed): Removed {
  const sum = { ...one };
  for (const [what, n] of Object.entries(other)) if (n > 0) sum[what] = (sum[what] ?? 0) + n;
  return sum;
}
