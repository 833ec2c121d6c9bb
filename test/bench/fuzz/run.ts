import { type Stack, startStack } from "../../e2e/stack.ts";
import { residentBytes } from "../edge/process.ts";
import { inParallel } from "../scale/client.ts";
import { failedDuties } from "./duties.ts";
import { type Asked, requestOf } from "./requests.ts";
import { type Answer, Client } from "./send.ts";
import { learn, mend, newShop, SECRET, type Shop, stock } from "./shops.ts";
import { shrunk } from "./shrink.ts";
import { faultOf } from "./verdict.ts";

const LANES = 16;
/** A run with as many ends: what is wrong is known by then. */
const MAX_FAULTS = 5;
const LIMIT_PROBLEM = "quota-exceeded";

export interface Fault {
  fault: string;
  /** Place of the request in the run. */
  n: number;
  asked: Asked;
  /** The least that fails as well; null when it does not fail again by itself. */
  smallest: Asked | null;
  said: string;
}

export interface Run {
  requests: number;
  faults: Fault[];
  /** Answers by status, and requests that were cut on purpose. */
  statuses: Map<string, number>;
  /** Alarms that failed and messages that were lost, as `GET /metrics` counts them. */
  failedDuties: string[];
  seconds: number;
  /** Of the Worker's process (bytes), at each hundredth of the run. */
  resident: number[];
}

export interface Options {
  requests: number;
  seed: number;
}
/** Told at each hundredth of a run: how far it is, and the Worker's memory (bytes). */
export type OnProgress = (part: number, resident: number) => void;

/** Asks two shops of one deployment so many times. */
export async function fuzz(options: Options, onProgress: OnProgress): Promise<Run> {
  const stack = await startStack({ OKAERI_SECRET: SECRET });
  const client = new Client(stack.origin, LANES);
  const ids: string[] = [];
  const shops = await Promise.all(["fuzzalphaq7", "fuzzbetax3"].map((name) => newShop(name, ids)));
  const asking = new Asking(options, { stack, client, shops }, onProgress);
  const started = performance.now();
  try {
    for (const shop of shops) await stock(shop, stack.origin);
    await inParallel(options.requests, LANES, (n) => asking.ask(n));
    const seconds = (performance.now() - started) / 1_000;
    return { ...asking.run, seconds, failedDuties: await failedDuties(stack.origin) };
  } finally {
    client.close();
    await stack.close();
  }
}

class Asking {
  readonly run: Run = {
    requests: 0,
    faults: [],
    statuses: new Map(),
    failedDuties: [],
    seconds: 0,
    resident: [],
  };
  readonly #options: Options;
  readonly #to: { stack: Stack; client: Client; shops: readonly Shop[] };
  readonly #onProgress: OnProgress;
  readonly #mending = new Map<Shop, Promise<void>>();
  #told = 0;

  constructor(
    options: Options,
    to: { stack: Stack; client: Client; shops: readonly Shop[] },
    onProgress: OnProgress,
  ) {
    this.#options = options;
    this.#to = to;
    this.#onProgress = onProgress;
  }

  /** The n-th request of the run. */
  async ask(n: number): Promise<void> {
    if (this.run.faults.length >= MAX_FAULTS) return;
    const { client, shops } = this.#to;
    const shop = shops[n % 2]!;
    const other = shops[1 - (n % 2)]!.name;
    await this.#mending.get(shop);
    const asked = requestOf(this.#options.seed, n, shop);
    const answer = await client.send(asked);
    this.#count(answer);
    const fault = faultOf(answer, other);
    if (fault !== null) await this.#blame({ n, asked, fault, answer: answer!, other });
    else if (answer !== null) {
      learn(shop, answer);
      if (isShut(asked, answer, shop)) await this.#mend(shop);
    }
    await this.#tell();
  }

  #count(answer: Answer | null): void {
    const { run } = this;
    const status = answer === null ? "cut" : String(answer.status);
    run.requests += 1;
    run.statuses.set(status, (run.statuses.get(status) ?? 0) + 1);
  }

  async #blame(found: { n: number; asked: Asked; fault: string; answer: Answer; other: string }) {
    const { n, asked, fault, answer, other } = found;
    const said = answer.body.toString().slice(0, 500);
    const entry: Fault = { fault, n, asked, smallest: null, said };
    this.run.faults.push(entry);
    entry.smallest = await shrunk(
      asked,
      async (again) => faultOf(await this.#to.client.send(again), other) === fault,
    );
  }

  /** Once for all requests that find the shop shut. */
  async #mend(shop: Shop): Promise<void> {
    if (this.#mending.has(shop)) return;
    const mended = mend(shop, this.#to.stack.origin).finally(() => this.#mending.delete(shop));
    this.#mending.set(shop, mended);
    await mended;
  }

  async #tell(): Promise<void> {
    const part = Math.floor((100 * this.run.requests) / this.#options.requests);
    if (part <= this.#told) return;
    this.#told = part;
    const resident = await residentBytes(this.#to.stack.pid);
    this.run.resident.push(resident);
    this.#onProgress(part / 100, resident);
  }
}

/** Whether a request has taken the shop's own keys back, or set limits that let nothing more in. */
function isShut({ headers }: Asked, { status, body }: Answer, { sk, pk }: Shop): boolean {
  if (status === 429) return body.includes(LIMIT_PROBLEM);
  const sent = headers["authorization"];
  return status === 401 && (sent === `Bearer ${sk}` || sent === `Bearer ${pk}`);
}
