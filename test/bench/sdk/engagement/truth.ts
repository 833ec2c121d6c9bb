import type { Engagement } from "../../../../worker/wire/event.ts";

export type Attention = Omit<Engagement, "scroll">;

/** What a page is to its visitor. `absent`: hidden, left, or the machine sleeps. */
export type Presence = "absent" | "visible" | "focused";

/** For how long an input counts as activity, in ms: SPEC.md's definition of active time. */
const ACTIVE_MS = 5000;

/**
 * What the script of a scene did with a page, from which follows how long the page was visible,
 * focused (visible, and it or an iframe in it has the focus) and active (focused, with input in the
 * last five seconds). Times are ms of one clock, in order.
 */
export function createTruth() {
  const changes: { at: number; presence: Presence }[] = [];
  const inputs: number[] = [];

  return {
    became(presence: Presence, at: number): void {
      changes.push({ at, presence });
    },
    input(at: number): void {
      inputs.push(at);
    },
    /** In ms; the last change ends what counts, so it must be to `absent`. */
    total(): Attention {
      const total: Attention = { visible: 0, focused: 0, active: 0 };
      changes.slice(0, -1).forEach(({ at: from, presence }, i) => {
        const to = changes[i + 1]!.at;
        if (presence === "absent") return;
        total.visible += to - from;
        if (presence === "visible") return;
        total.focused += to - from;
        let counted = from;
        for (const input of inputs) {
          const until = Math.min(to, input + ACTIVE_MS);
          const since = Math.max(counted, input);
          if (until <= since) continue;
          total.active += until - since;
          counted = until;
        }
      });
      return total;
    },
  };
}

export type Truth = ReturnType<typeof createTruth>;
