import type { Engagement } from "../../../worker/wire/event.ts";
import { createEngagementClock, HEARTBEAT_MS } from "./engagement-clock.ts";
import { on } from "./hooks.ts";
import { clock } from "./outbox.ts";

let attention: ReturnType<typeof createEngagementClock>;
let shown = false;
/** Lowest point that came into view, in px from the top. */
let deepest: number;

const scrolled = () => (deepest = Math.max(deepest, scrollY + innerHeight));

/** Starts from zero, for a new page view. */
export function resetEngagement(): void {
  attention = createEngagementClock(clock(), shown, document.hasFocus());
  deepest = 0;
}

/** What the page view has held the visitor for until now. */
export function readEngagement(): Engagement {
  const depth = (100 * scrolled()) / document.documentElement.scrollHeight;
  // `|` makes an integer of everything: a frameset has no height.
  return { ...attention(clock()), scroll: depth | 0 };
}

/**
 * Watches visibility, focus, input and scroll of the page. `onHide` runs once for each time that
 * the page goes out of sight, which on a phone may be the last that is heard of it.
 */
export function observeEngagement(onHide: () => void): void {
  let heartbeat: ReturnType<typeof setInterval>;

  function look(event?: { type: string }): void {
    // `pagehide` comes before `visibilitychange` when a page is left, in both engines.
    const visible = !document.hidden && event?.type !== "pagehide";
    attention?.(clock(), false, visible, document.hasFocus());
    if (visible === shown) return;
    shown = visible;
    clearInterval(heartbeat);
    if (visible) heartbeat = setInterval(look, HEARTBEAT_MS);
    else onHide();
  }

  look();
  on(window, "visibilitychange pagehide", look);
  // When an iframe takes the focus, Firefox still says hasFocus() === false; one task later it is true.
  on(window, "focus blur", () => setTimeout(look));
  on(
    window,
    "pointerdown keydown scroll pointermove",
    ({ bubbles, type, movementX, movementY }) => {
      scrolled();
      // A carousel that plays by itself scrolls too, but only the document's own scroll bubbles.
      // Chromium sends a pointermove without movement to a page that appears under a resting pointer.
      if (bubbles && (type !== "pointermove" || movementX || movementY)) attention(clock(), true);
    },
  );
}
