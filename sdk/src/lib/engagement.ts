import type { Engagement } from "../../../worker/wire/event.ts";
import { createEngagementClock, HEARTBEAT_MS } from "./engagement-clock.ts";
import { on } from "./guard.ts";

const INPUT_EVERY_MS = 250;

const now = () => Math.round(performance.now());

/**
 * Watches visibility, focus, input and scroll of the page. `onHide` runs once for each time that
 * the page goes out of sight, which on a phone may be the last that is heard of it.
 */
export function observeEngagement(onHide: () => void) {
  let shown = false;
  let heartbeat: ReturnType<typeof setInterval>;
  let lastInput = 0;
  let clock: ReturnType<typeof createEngagementClock>;
  /** Lowest point that came into view, in px from the top. */
  let deepest: number;

  const scrolled = () => (deepest = Math.max(deepest, scrollY + innerHeight));

  function reset(): void {
    clock = createEngagementClock(now(), shown, document.hasFocus());
    deepest = 0;
  }

  function look(visible = !document.hidden): void {
    clock.read(now(), visible, document.hasFocus());
    if (visible === shown) return;
    shown = visible;
    clearInterval(heartbeat);
    if (visible) heartbeat = setInterval(look, HEARTBEAT_MS);
    else onHide();
  }

  reset();
  look();
  on(window, "visibilitychange", () => look());
  // Comes before `visibilitychange` when a page is left, in both engines; `look` takes only the first.
  on(window, "pagehide", () => look(false));
  // When an iframe takes the focus, Firefox still says hasFocus() === false; one task later it is true.
  on(window, "focus blur", () => setTimeout(look));
  on(window, "pointerdown pointermove keydown scroll", ({ bubbles }) => {
    // A carousel that plays by itself scrolls too, but only the document's own scroll bubbles.
    if (!bubbles || now() - lastInput < INPUT_EVERY_MS) return;
    lastInput = now();
    clock.input(lastInput);
    scrolled();
  });

  return {
    /** Starts from zero, for a new page view. */
    reset,
    /** What the page view has held the visitor for until now. */
    read(): Engagement {
      const depth = (100 * scrolled()) / (document.documentElement.scrollHeight || 1);
      return { ...clock.read(now()), scroll: Math.min(100, Math.round(depth)) };
    },
  };
}
