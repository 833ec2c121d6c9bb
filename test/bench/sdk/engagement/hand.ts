import type { Page } from "puppeteer-core";
import type { Display } from "../display.ts";

/** A visitor's hand on the mouse. Positions are px of the page's viewport. */
export interface Hand {
  move(x: number, y: number): Promise<void>;
  /** At the place that was moved to last. */
  click(): Promise<void>;
  scroll(): Promise<void>;
}

/** The driver's own mouse, for want of a screen: it exists only while it moves. */
function driversHand({ mouse }: Page): Hand {
  let place: [number, number] = [0, 0];
  return {
    move: (...to) => mouse.move(...(place = to)),
    click: () => mouse.click(...place),
    scroll: () => mouse.wheel({ deltaY: 50 }),
  };
}

/** The real pointer of a screen, which also rests on a page that appears beneath it. */
export async function handOn(page: Page, display?: Display): Promise<Hand> {
  if (!display) return driversHand(page);
  const corner = await page.evaluate(() => {
    const side = (outerWidth - innerWidth) / 2;
    return { x: screenX + side, y: screenY + outerHeight - innerHeight - side };
  });
  return {
    move: (x, y) => display.point(corner.x + x, corner.y + y),
    click: display.click,
    scroll: display.scroll,
  };
}
