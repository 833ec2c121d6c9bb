import type { BatchReply, Want } from "../../../worker/wire/batch.ts";
import type { Decision } from "../../../worker/wire/decision.ts";
import { isTransient, retryDelay } from "./backoff.ts";
import { debug } from "./guard.ts";
import { bytesOf, type Head, type Outbox, type Parcel } from "./outbox.ts";

/** Browsers refuse keepalive requests above 64 KiB, all that are in flight counted together. */
const KEEPALIVE_BYTES = 60_000;
/** Leaves room for the head and the wants of a batch beside its events. */
const EVENT_BYTES = 50_000;
/** Chromium takes two of five parallel beacons of 30 KB, but all of 20 KB until 64 KiB are full. */
const BEACON_BYTES = 19_000;

/** The Worker takes no more in one request. */
const MAX_WANTS = 16;

/** Gets the decision, or null when none came. */
export type Answer = (decision: Decision | null) => void;

interface Question {
  want: Want;
  answer: Answer;
}

function mark(parcels: Parcel[], state?: Parcel["state"]): void {
  for (const parcel of parcels) parcel.state = state;
}

/** Carries events to the Worker and decisions back. `head` names who asks when there is no event. */
export function createCourier(url: string, outbox: Outbox, head: () => Head) {
  let questions: Question[] = [];
  let failures = 0;
  /** Until when (on the clock of `performance.now()`) the server is left alone. */
  let quietUntil = 0;

  const body = (parcels: Parcel[], asked: Question[]) =>
    JSON.stringify({
      ...(parcels[0]?.head ?? head()),
      events: parcels.map((parcel) => ({
        ...parcel.event,
        age: Math.round(performance.now() - parcel.start),
      })),
      want: asked.map((question) => question.want),
    });

  /** One request. */
  async function send(parcels: Parcel[], asked: Question[]): Promise<void> {
    let response: Response | undefined;
    let reply: BatchReply | undefined;
    try {
      const text = body(parcels, asked);
      response = await fetch(url, {
        method: "POST",
        // A string is sent as text/plain, which needs no CORS preflight.
        body: text,
        keepalive: bytesOf(text) < KEEPALIVE_BYTES,
      });
      if (response.ok) {
        const said = (await response.json()) as BatchReply;
        outbox.settle(said.results.map((result) => result.id));
        // Only now, since a log-in page between us and the server may answer in JSON too.
        reply = said;
      }
    } catch (error) {
      debug(error);
    }
    debug(response, reply, parcels);
    for (const question of asked) question.answer(reply?.decisions[question.want.slot] ?? null);
    mark(parcels, reply && "landed");
    if (reply) failures = 0;
    else if (isTransient(response?.status)) {
      const retryAfter = response?.headers.get("retry-after");
      const delay = retryDelay(++failures, retryAfter, Math.random());
      quietUntil = performance.now() + delay;
      setTimeout(resume, delay);
    } else if (!asked.length) {
      // Else it may be a slot, written wrongly in the page, that must not cost its events.
      outbox.settle(parcels.map((parcel) => parcel.event.id));
    }
  }

  /** Sends all that waits, in as many requests as it needs, one after the other. */
  async function flush(): Promise<void> {
    while ((outbox.holds(1) || questions.length) && performance.now() >= quietUntil) {
      const asked = questions.splice(0, MAX_WANTS);
      await send(outbox.take(EVENT_BYTES, true), asked);
    }
  }

  /** The network is back, or the server has been left alone for as long as it asked. */
  function resume(): void {
    quietUntil = 0;
    void flush();
  }

  return {
    flush,

    /** Asks for a decision with the next request. */
    ask(want: Want, answer: Answer): void {
      questions.push({ want, answer });
    },

    /** The page goes away: what no request has carried yet leaves in beacons, outcome unknown. */
    flushByBeacon(): void {
      while (outbox.holds(1) && performance.now() >= quietUntil) {
        const parcels = outbox.take(BEACON_BYTES, false);
        if (navigator.sendBeacon(url, body(parcels, []))) mark(parcels, "landed");
        else return mark(parcels);
      }
    },

    resume,
  };
}
