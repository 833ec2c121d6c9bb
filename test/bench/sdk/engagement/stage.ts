import type { Page } from "puppeteer-core";
import type { Site } from "../site.ts";
import { handOn } from "./hand.ts";
import { suspend } from "./process-tree.ts";
import { OTHER_SITE, type Props } from "./props.ts";
import { until } from "../until.ts";
import { createTruth, type Presence, type Truth } from "./truth.ts";

/** One page view of a scene: what really happened in it, and from when on what arrives is of it. */
export interface PlayedView {
  truth: Truth;
  from: number;
}

/** Between two movements of the hand, in ms. */
const BETWEEN_INPUTS_MS = 50;

const sleep = (ms: number) => new Promise((later) => setTimeout(later, ms));
const now = () => performance.now();

const presenceOf = (page: Page) =>
  page.evaluate((): Presence => {
    if (document.hidden) return "absent";
    return document.hasFocus() ? "focused" : "visible";
  });

/**
 * A visitor in front of `/mug`: does what a scene's script says and notes when it took effect. The
 * page itself is asked whether it did, so that a scene never measures what did not happen.
 */
export async function openStage({ page, other, windows }: Props, site: Site) {
  await page.bringToFront();
  await windows?.display.focus(windows.first);
  const hand = await handOn(page, windows?.display);
  await hand.move(400, 400);
  await page.goto(`${site.origin}/mug`);
  const views: PlayedView[] = [];
  const truth = () => views.at(-1)!.truth;

  function begin(at: number): void {
    views.push({ truth: createTruth(), from: at });
    truth().became("focused", at);
  }

  /** When it happened: the middle of the time from the order to the first sight of the effect. */
  async function moment(work: () => Promise<unknown>): Promise<number> {
    const ordered = now();
    await work();
    return (ordered + now()) / 2;
  }

  async function change(presence: Presence, work: () => Promise<unknown>): Promise<void> {
    const at = await moment(async () => {
      await work();
      await until(`become ${presence}`, async () => (await presenceOf(page)) === presence);
    });
    truth().became(presence, at);
  }

  async function inputsFor(ms: number, work: (nth: number) => Promise<unknown>): Promise<void> {
    const end = now() + ms;
    for (let nth = 0; now() < end; nth++) {
      truth().input(await moment(() => work(nth)));
      await sleep(BETWEEN_INPUTS_MS);
    }
  }

  /** Moves to the middle of an element; the page above it sees the hand coming. */
  async function reach(selector: string): Promise<void> {
    const box = (await (await page.$(selector))!.boundingBox())!;
    const x = box.x + box.width / 2;
    for (let above = 25; above > 0; above -= 5)
      truth().input(await moment(() => hand.move(x, box.y - above)));
    await hand.move(x, box.y + box.height / 2);
  }

  await until("show the page", async () => (await presenceOf(page)) === "focused");
  const begun = await page.evaluate(() => (window as unknown as { begun: number }).begun);
  begin(begun - performance.timeOrigin);

  return {
    views,
    stay: sleep,
    hide: () => change("absent", () => other.bringToFront()),
    show: () => change("focused", () => page.bringToFront()),
    altTab: () => change("visible", () => windows!.display.focus(windows!.second)),
    altTabBack: () => change("focused", () => windows!.display.focus(windows!.first)),
    moveFor: (ms: number) =>
      inputsFor(ms, (nth) => hand.move(300 + (nth % 20) * 10, 300 + (nth % 7) * 10)),
    scrollFor: (ms: number) => inputsFor(ms, () => hand.scroll()),

    /** A real click into an iframe of another site: the page's own document loses the focus to it. */
    async clickFrame(): Promise<void> {
      await reach("#frame");
      await hand.click();
      await until("focus the iframe", () =>
        page.evaluate(() => document.activeElement?.id === "frame" && document.hasFocus()),
      );
    },

    async sleep(ms: number): Promise<void> {
      truth().became("absent", now());
      await suspend(page.browser().process()!.pid!, ms);
      truth().became("focused", now());
    },

    /** Follows a link to another site and comes back after `ms`, from the back/forward cache. */
    async leaveFor(ms: number): Promise<void> {
      await page.evaluate(() => Object.assign(window, { restored: true }));
      await reach("#away");
      const left = await moment(() => hand.click());
      truth().input(left);
      truth().became("absent", left);
      await page.waitForFunction((title) => document.title === title, {}, OTHER_SITE);
      await sleep(ms);
      const back = await moment(async () => {
        await page.evaluate(() => void setTimeout(() => history.back()));
        // What runs while the pages change fails.
        const isBack = () => page.evaluate(() => "restored" in window && document.hasFocus());
        await until("come back", () => isBack().catch(() => false));
      });
      begin(back);
    },

    /** Leaves the page by its own script: the driver of Firefox gets lost where a page came back. */
    leave: () => page.evaluate((url) => location.replace(url), `${site.elsewhere}/elsewhere`),
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
