import { installed, launch } from "./browsers.ts";
import { BY_QUERY, prerender, RIGHT, STEPS, walk, type Row } from "./harness/walk.ts";
import { startSite, type Site } from "./site.ts";
import { table } from "./table.ts";
import { TRACKERS } from "./trackers.ts";
import { launchWebKit, type Driven } from "./webkit.ts";

/** `load` only proves that the tracker is there. */
const SCORED = STEPS.slice(1);

type Kind = "chromium" | "firefox" | "webkit";

interface Score {
  name: string;
  right: number;
  of: number;
}

/** Prints the table of one browser, and gives its scores: right steps of all. */
async function measure(kind: Kind, browser: Driven, site: Site): Promise<Score[]> {
  console.log(`\nPage views in ${await browser.version()}`);
  const rows = new Map<string, Row>();
  for (const tracker of TRACKERS) {
    const row = await walk(browser, site, tracker);
    if (kind === "chromium") row.prerender = await prerender(browser, site, tracker);
    rows.set(tracker.name, row);
  }
  const cells = (name: string, row: Row) => [name, ...STEPS.map((step) => row[step] ?? "–")];
  console.log(
    table(
      ["tracker", ...STEPS],
      Array.from(rows, ([name, row]) => cells(name, row)),
    ),
  );
  return Array.from(rows, ([name, row]) => {
    const outcomes = SCORED.flatMap((step) => row[step] ?? []);
    const right = outcomes.filter((outcome) => outcome === RIGHT || outcome === BY_QUERY).length;
    return {
      name: `harness_${name === "okaeri" ? "ours" : name}_${kind}`,
      right,
      of: outcomes.length,
    };
  });
}

/** The nine steps of a visit in each browser: which page views arrived of ours and of our peers. */
export async function run(): Promise<boolean> {
  const site = await startSite();
  const scores: Score[] = [];
  try {
    for (const kind of [...installed(), "webkit"] as const) {
      const browser: Driven | null = kind === "webkit" ? await launchWebKit() : await launch(kind);
      if (!browser) continue;
      try {
        scores.push(...(await measure(kind, browser, site)));
      } finally {
        await browser.close();
      }
    }
  } finally {
    await site.close();
  }
  console.log(
    "\n✓ q: counts a change of query as a page, a rule of its own. not kept: the page did not" +
      "\ncome back from the back/forward cache. early: counted before anybody saw it.\n",
  );
  for (const { name, right, of } of scores) console.log(`${name} ${right}/${of}`);
  return scores.every(({ name, right, of }) => right === of || !name.startsWith("harness_ours"));
}
