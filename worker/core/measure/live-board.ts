import type { Intent } from "../../wire/decision.ts";
import type { LiveVisitor } from "../../wire/visitors.ts";

/** Who says nothing for so long has left, as a session has (ms). */
const GONE_AFTER_MS = 30 * 60_000;
const VISITORS = 200;
const TRAIL = 12;

/** What one batch says of its visitor, for whoever is watching. */
export interface Sight {
  visitor: string;
  /** Epoch ms. */
  at: number;
  channel: string;
  device: string;
  /** Of the shop itself: nothing counts them. */
  staff: boolean;
  /** Pages opened and other things done, in the order in which they were. */
  pages: { path: string; title: string | null }[];
  acts: { name: string; items: string[] }[];
  intent: Intent | null;
  /** What the page was given; empty when it asked for nothing. */
  shown: LiveVisitor["shown"];
}

/**
 * The visitors of this moment, in memory alone: at most 200, those who stirred last. What it holds is
 * seen by the shop's people while they look, and is stored nowhere.
 */
export class LiveBoard {
  /** In the order in which they stirred last. */
  readonly #visitors = new Map<string, LiveVisitor>();

  note({ visitor, at, channel, device, staff, pages, acts, intent, shown }: Sight): void {
    const time = new Date(at).toISOString();
    const before = this.#visitors.get(visitor) ?? {
      visitor,
      since: time,
      staff,
      trail: [],
      acts: [],
      session: null,
      week: null,
      shown: [],
    };
    this.#visitors.delete(visitor);
    this.#visitors.set(visitor, {
      ...before,
      last: time,
      channel,
      device,
      staff: staff || before.staff,
      trail: [...pages.map((page) => ({ ...page, time })).toReversed(), ...before.trail].slice(
        0,
        TRAIL,
      ),
      acts: [...acts.map((act) => ({ ...act, time })).toReversed(), ...before.acts]
        .filter((act, n, all) => !isEcho(act, all[n + 1]))
        .slice(0, TRAIL),
      session: intent?.session ?? before.session,
      week: intent?.week ?? before.week,
      shown: shown.length > 0 ? shown : before.shown,
    });
    const [longest] = this.#visitors.keys();
    if (this.#visitors.size > VISITORS && longest !== undefined) this.#visitors.delete(longest);
  }

  /** Whether somebody of this name was on it, who is not any more. */
  forget(visitor: string): boolean {
    return this.#visitors.delete(visitor);
  }

  /** Those who have not left by `now` (epoch ms), who stirred last first. */
  at(now: number): LiveVisitor[] {
    for (const [visitor, { last }] of this.#visitors)
      if (now - Date.parse(last) > GONE_AFTER_MS) this.#visitors.delete(visitor);
    return [...this.#visitors.values()].toReversed();
  }
}

/** What a page's tag tells, its markup may tell as well. */
const isEcho = (act: Sight["acts"][number], before: Sight["acts"][number] | undefined): boolean =>
  before?.name === act.name && before.items.join() === act.items.join();
