import type { Browser, Page } from "puppeteer-core";
import type { Display } from "../display.ts";
import type { Site } from "../site.ts";
import { TRACKERS } from "../trackers.ts";
import { until } from "../until.ts";

/** Title of the page that is not the shop's. */
export const OTHER_SITE = "Another site";

const html = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;

/** All trackers on one page; ours first and at once, so that its view begins where the page does. */
const HEAD =
  "<script>var begun = performance.timeOrigin + performance.now()</script>" +
  TRACKERS.map(({ name, head }) => (name === "okaeri" ? head.replace("async ", "") : head)).join(
    "",
  );

/** Puts the pages of all scenes up; the shop's own is `/mug`. */
export function furnish(site: Site): void {
  const body =
    `<div style="min-height:6000px"><h1>A mug</h1><a id="away" href="${site.elsewhere}/elsewhere">away</a>` +
    `<p><iframe id="frame" src="${site.elsewhere}/frame"></iframe></p></div>`;
  site.pages.set("/mug", html(`<title>A shop</title>${HEAD}`, body));
  site.pages.set("/frame", html("", "<input>"));
  site.pages.set("/elsewhere", html(`<title>${OTHER_SITE}</title>`, ""));
}

/** A display with two windows on it: the first has both tabs, alt-tab goes to the second. */
interface Windows {
  display: Display;
  first: string;
  second: string;
}

/** What the scenes of one browser are played with. */
export interface Props {
  /** Where the shop is opened. */
  page: Page;
  /** Another tab of the same window. */
  other: Page;
  windows: Windows | null;
}

async function openSecondWindow(page: Page, display: Display): Promise<Windows> {
  const opened = async (count: number) => {
    let ids: string[] = [];
    await until("open a window", async () => (ids = await display.windows()).length === count);
    return ids;
  };
  const [first] = await opened(1);
  // With an opener it would keep the page out of the back/forward cache.
  await page.evaluate(() => {
    window.open("/elsewhere", "_blank", "noopener,width=300,height=300,left=1290,top=20");
  });
  const ids = await opened(2);
  return { display, first: first!, second: ids.find((id) => id !== first)! };
}

export async function setUp(browser: Browser, display: Display | null, site: Site): Promise<Props> {
  furnish(site);
  const [other] = await browser.pages();
  const page = await browser.newPage();
  await page.goto(`${site.elsewhere}/elsewhere`);
  return { page, other: other!, windows: display && (await openSecondWindow(page, display)) };
}
