import lighthouse from "lighthouse";
import { installed, launch } from "./browsers.ts";
import { interleave, median } from "./figures.ts";
import { startShop } from "./footprint/shop.ts";
import { table } from "./table.ts";

const PAIRS = 9;
const TAG_PATTERN = "*/okaeri.js";

/** Two runs without the tag show how far apart runs are that differ in nothing. */
const CASES = ["with the tag", "without", "without, again"] as const;
type Case = (typeof CASES)[number];

/** Lighthouse's figures of one run of the demo shop's home page. */
interface Run {
  /** Performance score, 0 to 100. */
  score: number;
  /** Total Blocking Time, in ms. */
  blocking: number;
  /** Largest Contentful Paint, in ms. */
  largestPaint: number;
  layoutShift: number;
}

async function measure(url: string, port: number, isTagged: boolean): Promise<Run> {
  const flags = {
    port,
    logLevel: "error",
    onlyCategories: ["performance"],
    blockedUrlPatterns: isTagged ? [] : [TAG_PATTERN],
  } as const;
  const result = await lighthouse(url, { ...flags, onlyCategories: [...flags.onlyCategories] });
  const { categories, audits, runtimeError } = result!.lhr;
  if (runtimeError) throw new Error(runtimeError.message);
  const numberOf = (audit: string) => audits[audit]!.numericValue!;
  return {
    score: categories.performance!.score! * 100,
    blocking: numberOf("total-blocking-time"),
    largestPaint: numberOf("largest-contentful-paint"),
    layoutShift: numberOf("cumulative-layout-shift"),
  };
}

/**
 * Lighthouse's performance score of the demo shop with the tag and without, interleaved. The tag does
 * no harm when it costs no more than lies between two runs without it.
 */
export async function run(): Promise<boolean> {
  if (!installed().includes("chromium")) return false;
  const runs: Record<Case, Run[]> = { "with the tag": [], without: [], "without, again": [] };
  const shop = await startShop();
  const browser = await launch("chromium");
  try {
    console.log(`\nLighthouse in ${await browser.version()}; medians of ${PAIRS} interleaved runs`);
    const port = Number(new URL(browser.wsEndpoint()).port);
    await interleave(CASES, PAIRS, async (one) => {
      runs[one].push(await measure(`${shop.origin}/`, port, one === "with the tag"));
    });
  } finally {
    await browser.close();
    await shop.close();
  }
  const typical = (one: Case, figure: keyof Run) => median(runs[one].map((each) => each[figure]));
  const rows = CASES.map((one) => [
    one,
    typical(one, "score").toFixed(0),
    typical(one, "blocking").toFixed(0),
    typical(one, "largestPaint").toFixed(0),
    typical(one, "layoutShift").toFixed(4),
  ]);
  console.log(table(["", "score", "blocking ms", "largest paint ms", "CLS"], rows));

  const differences = (from: Case, to: Case) =>
    runs[from].map(({ score }, pair) => score - runs[to][pair]!.score);
  const cost = median(differences("without", "with the tag"));
  const noise = median(differences("without", "without, again").map(Math.abs));
  const shift = typical("with the tag", "layoutShift") - typical("without", "layoutShift");
  console.log(`\nlighthouse_with ${typical("with the tag", "score").toFixed(0)}`);
  console.log(`lighthouse_without ${typical("without", "score").toFixed(0)}`);
  console.log(`lighthouse_cost ${cost.toFixed(1)}`);
  console.log(`lighthouse_noise ${noise.toFixed(1)}`);
  console.log(`lighthouse_cls_added ${Math.max(0, shift).toFixed(4)}`);
  return cost <= noise && shift <= 0;
}
