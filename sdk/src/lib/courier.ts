import type { BatchReply, Want } from "../../../worker/wire/batch.ts";
import type { Decision } from "../../../worker/wire/decision.ts";
import type { Scenario } from "../types.ts";
import { options } from "./options.ts";
import { isTransient, retryDelay } from "./backoff.ts";
import { clock, type Entry, type Head, keep, settle, take, waiting, wipes } from "./outbox.ts";
import { hook } from "./hooks.ts";

// Carries events to the Worker and decisions back.

/** Browsers refuse keepalive requests above 64 KiB; a character is at most three bytes. */
const KEEPALIVE_LENGTH = 20_000;
/** The Worker takes a megabyte. */
const REQUEST_LENGTH = 50_000;
/** Chromium takes two of five parallel requests of 30 KB, but all of 20 KB until 64 KiB are full. */
const PARTING_LENGTH = 6_000;
/** The Worker takes no more in one request. */
const MAX_WANTS = 16;

/** Gets the decision, or null when none came. */
export type Answer = (decision: Decision | null) => void;
type Question = [want: Partial<Want> | Scenario, answer: Answer];

/** Whose the last request was: who asks when there is no event. */
let head: Head;
let questions: Question[] = [];
let failures = 0;
/** Set while the server is left alone. */
let quiet = false;

const address = () => new URL(`v1/events?key=${options.key}`, options.endpoint);

const bodyOf = (entries: Entry[], asked: Question[] = []) =>
  JSON.stringify({
    ...(head = entries[0]?.head ?? head),
    events: entries.map(({ event, at }) => ({ ...event, age: Math.max(0, clock() - at) })),
    want: asked.map(([want]) => want),
  });

/** One request. */
async function send(entries: Entry[], asked: Question[]): Promise<void> {
  let response: Response | undefined;
  let reply: BatchReply | undefined;
  const before = wipes;
  try {
    const body = bodyOf(entries, asked);
    response = await fetch(address(), {
      method: "POST",
      // A string is sent as text/plain, which needs no CORS preflight.
      body,
      keepalive: body.length < KEEPALIVE_LENGTH,
      credentials: options.credentials,
    });
    const said = await response.json();
    // A log-in page between us and the server may answer too, with something else.
    if (!response.ok || !said.results) throw said;
    reply = hook<BatchReply>("onReply", said);
  } catch (error) {
    hook("onDebug", error);
  }
  if (wipes !== before) {
    // Nobody's business any more; but the reply may have brought the Worker's cookie back.
    entries = [];
    void send(entries, []);
  }
  for (const [want, answer] of asked)
    answer(reply?.decisions?.[(want as Want).slot ?? want] ?? null);
  failures = reply ? 0 : failures + 1;
  const again = !reply && isTransient(response?.status);
  // Else it may be a slot, written wrongly in the page, that must not cost its events.
  if (again || (!reply && asked[0])) keep(entries);
  else settle(entries);
  if (again) {
    const retryAfter = response?.headers.get("retry-after");
    quiet = true;
    setTimeout(resume, retryDelay(failures, retryAfter, Math.random()));
  }
}

/**
 * Sends all that waits, in as many requests as it needs, one after the other. What comes meanwhile
 * waits for an occasion of its own.
 */
export async function flush(): Promise<void> {
  const begun = clock();
  while (!quiet && ((waiting[0]?.at as number) <= begun || questions[0]))
    await send(take(REQUEST_LENGTH), questions.splice(0, MAX_WANTS));
}

/** The network is back, or the server has been left alone for as long as it asked. */
export function resume(): void {
  quiet = false;
  void flush();
}

/** Asks for a decision with the next request. */
export function ask(want: Partial<Want> | Scenario, answer: Answer): void {
  // A crawler gets no answers.
  if (options.key) questions.push([want, answer]);
  else answer(null);
}

/**
 * The page goes away, or out of sight: what waits leaves in requests that outlive it. Unlike a
 * beacon's, their outcome is known if the page lives on.
 */
export function flushAndPart(): void {
  while (!quiet && waiting[0]) void send(take(PARTING_LENGTH), []);
}
