import { pageViewsOf } from "../decode.ts";
import type { Site } from "../site.ts";
import type { Tracker } from "../trackers.ts";
import type { Driven, Tab } from "../webkit.ts";

/** What a tracker made of a step: a tick, or what was wrong with it. */
export type Outcome = string;
export const RIGHT = "✓";
/** Right by a rule of its own: a change of query may count as a page. */
export const BY_QUERY = "✓ q";

export const STEPS = [
  "load",
  "replace+push",
  "back",
  "hash",
  "?q=",
  "same URL",
  "link away",
  "bfcache",
  "tab close",
  "prerender",
] as const;
type Step = (typeof STEPS)[number];
export type Row = Partial<Record<Step, Outcome>>;

/** For so long the page and then the network stay quiet before a step counts as over, in ms. */
const QUIET_MS = 450;
/** For so long what has to arrive is waited for, in ms. */
const PATIENCE_MS = 3000;
/** For so long a page may take to come, in ms. */
const NAVIGATION_MS = 10_000;

const sleep = (ms: number) => new Promise((later) => setTimeout(later, ms));

const html = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>${head}</head>` +
  `<body style="min-height:3000px"><h1>A shop</h1>${body}</body></html>`;

async function settle(site: Site, page?: Tab): Promise<void> {
  // The page's own timer, so that a page which a loaded machine starves gets its time.
  if (page) await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), QUIET_MS);
  let seen: number;
  do {
    seen = site.arrivals.length;
    await sleep(QUIET_MS);
  } while (site.arrivals.length !== seen);
}

async function within(ms: number, what: string, holds: () => Promise<boolean>): Promise<void> {
  const latest = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > latest) throw new Error(`there was not ${what} in ${ms} ms`);
    await sleep(50);
  }
}

/** Waits for a page with this text; what runs while pages change fails. */
function shows(page: Tab, text: string): Promise<void> {
  const isThere = () => page.evaluate((sought) => document.body.innerText.includes(sought), text);
  return within(NAVIGATION_MS, `a page with "${text}"`, () => isThere().catch(() => false));
}

/** Waits for what has to arrive, but not for ever: a tracker may miss it. */
async function arrived(holds: () => boolean): Promise<void> {
  const latest = performance.now() + PATIENCE_MS;
  while (!holds() && performance.now() < latest) await sleep(50);
}

function judge(counted: number, expected: number): Outcome {
  if (counted === expected) return RIGHT;
  return counted > expected ? `+${counted - expected}` : "missed";
}

/** All steps but the last in one tab, as one visit. */
export async function walk(browser: Driven, site: Site, tracker: Tracker): Promise<Row> {
  const away = `<a id="away" href="${site.elsewhere}/elsewhere">away</a>`;
  site.reset();
  site.pages.set("/", html(tracker.head, away));
  site.pages.set("/elsewhere", html("", "Another site"));
  const page = await browser.newPage();
  const views = () => pageViewsOf(tracker.name, site.arrivals).length;
  const row: Row = {};
  const step = async (name: Step, expected: number, work: () => Promise<unknown>) => {
    const before = views();
    await work();
    await arrived(() => views() - before >= expected);
    await settle(site, name === "tab close" ? undefined : page);
    row[name] = judge(views() - before, expected);
  };

  await step("load", 1, () => page.goto(`${site.origin}/`));
  await step("replace+push", 2, async () => {
    await page.evaluate(() => history.replaceState({}, "", "/list"));
    await settle(site, page);
    await page.evaluate(() => history.pushState({}, "", "/product/mug"));
  });
  await step("back", 1, () => page.evaluate(() => history.back()));
  await step("hash", 0, () => page.evaluate(() => void (location.hash = "reviews")));
  await step("?q=", 0, () => page.evaluate(() => history.pushState({}, "", "/list?q=mug")));
  const last = pageViewsOf(tracker.name, site.arrivals).at(-1);
  if (row["?q="] === "+1" && last?.url.includes("?q=")) row["?q="] = BY_QUERY;
  await step("same URL", 0, () => page.evaluate(() => history.pushState({}, "", location.href)));
  await page.evaluate(() => void Object.assign(window, { restored: true }));
  await step("link away", 0, async () => {
    await page.click("#away");
    await shows(page, "Another site");
  });
  await step("bfcache", 1, async () => {
    await page.evaluate(() => void setTimeout(() => history.back()));
    await shows(page, "away");
  });
  if (!(await page.evaluate(() => "restored" in window))) row.bfcache = "not kept";
  await step("tab close", 0, () => page.close());
  return row;
}

/** Tells the site itself what became of it: while such a page comes up its driver may lose it. */
const TELL = `<script>
  const tell = (what) => fetch("/told/" + what, { method: "POST", keepalive: true });
  document.addEventListener("prerenderingchange", () => tell("shown"));
  tell(document.prerendering ? "prerendering" : "loaded");
</script>`;

/** A page that the browser renders in advance counts when it is shown. */
export async function prerender(browser: Driven, site: Site, tracker: Tracker): Promise<Outcome> {
  const rules = { prerender: [{ urls: ["/mug"], eagerness: "immediate" }] };
  site.reset();
  site.pages.set(
    "/",
    html(
      `<script type="speculationrules">${JSON.stringify(rules)}</script>`,
      `<a id="mug" href="/mug">mug</a>`,
    ),
  );
  site.pages.set("/mug", html(tracker.head + TELL, ""));
  const views = () => pageViewsOf(tracker.name, site.arrivals).length;
  const told = (what: string) =>
    within(NAVIGATION_MS, `a page that is ${what}`, async () =>
      site.arrivals.some(({ url }) => url === `/told/${what}`),
    );
  const page = await browser.newPage();
  await page.goto(`${site.origin}/`);
  await told("prerendering");
  await settle(site);
  await settle(site);
  const early = views();
  await page.click("#mug");
  await told("shown");
  await arrived(() => views() > 0);
  await settle(site);
  await page.close();
  return early > 0 ? "early" : judge(views(), 1);
}
