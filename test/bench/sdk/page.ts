import type { Page } from "puppeteer-core";
import type { TrackerName } from "./trackers.ts";

/** One call of a tracker's event function: name and GA4 parameters. */
export type Call = [name: string, params: object];

type Send = (...call: Call) => void;

export const sleep = (ms: number) => new Promise<void>((later) => setTimeout(later, ms));

/** A page of a shop with `head` in its head. */
export const html = (head: string, body = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>${head}</head>` +
  `<body style="min-height:3000px"><h1>A shop</h1>${body}</body></html>`;

/**
 * Makes the calls in the page, each in a task of its own, `gap` ms apart; resolves after the last to
 * how long each of them held up its caller, in ms, by the page's clock, which goes in steps of 0.1.
 * The tracker `none` is a page's own `trackEvent`.
 */
export function track(
  page: Page,
  tracker: TrackerName | "none",
  calls: Call[],
  gap = 0,
): Promise<number[]> {
  return page.evaluate(
    (isOurs, every, pause) => {
      const scope = window as unknown as { okaeri: { track: Send }; trackEvent: Send };
      const send: Send = isOurs ? scope.okaeri.track : scope.trackEvent;
      // Timers that are set ahead are not slowed down as timers in timers are.
      return Promise.all(
        every.map(
          (call, index) =>
            new Promise<number>((done) =>
              setTimeout(() => {
                const begun = performance.now();
                send(...call);
                done(performance.now() - begun);
              }, index * pause),
            ),
        ),
      );
    },
    tracker === "okaeri",
    calls,
    gap,
  );
}
