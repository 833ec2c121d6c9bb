import { Connection } from "./connection.ts";
import { cpuMs } from "./process.ts";

/** Where the Worker takes events in. */
export const EVENTS = "/v1/events?key=pk_demo";

/** What one stretch of load came to. */
export interface Measured {
  /** Requests a second. */
  rate: number;
  /** Each request's time (ms), sorted. */
  times: number[];
  /** Processor time of the server for each request (ms). */
  cpu: number;
  /** Mean length of a reply, in characters. */
  reply: number;
}

export interface Load {
  origin: string;
  /** Of the server. */
  pid: number;
  path: string;
  connections: number;
  /** The body of the n-th request. */
  body: (n: number) => string;
}

/** Sends requests on each connection, one after the other, for `ms` or until `count` were sent. */
export async function drive(
  { origin, pid, path, connections, body }: Load,
  { ms = Infinity, count = Infinity }: { ms?: number; count?: number },
): Promise<Measured> {
  const lanes = Array.from({ length: connections }, () => new Connection(origin));
  const times: number[] = [];
  let [next, characters] = [0, 0];
  const before = await cpuMs(pid);
  const started = performance.now();
  try {
    await Promise.all(
      lanes.map(async (lane) => {
        while (next < count && performance.now() - started < ms) {
          const text = body(next++);
          const at = performance.now();
          const reply = await lane.post(path, text);
          times.push(performance.now() - at);
          characters += reply.length;
        }
      }),
    );
  } finally {
    for (const lane of lanes) lane.close();
  }
  const seconds = (performance.now() - started) / 1_000;
  times.sort((a, b) => a - b);
  const sent = times.length;
  return {
    rate: sent / seconds,
    times,
    cpu: ((await cpuMs(pid)) - before) / sent,
    reply: Math.round(characters / sent),
  };
}

/** The value below which a share of them lies; NaN of none. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
