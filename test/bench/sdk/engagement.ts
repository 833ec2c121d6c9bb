import { installed, launch, type Kind } from "./browsers.ts";
import { startDisplay, type Display } from "./display.ts";
import { reported, type Reported } from "./engagement/report.ts";
import { SCENES, type Scene } from "./engagement/scenes.ts";
import { furnish, setUp, type Props } from "./engagement/props.ts";
import { openStage } from "./engagement/stage.ts";
import type { Attention } from "./engagement/truth.ts";
import { startSite, type Site } from "./site.ts";
import { table } from "./table.ts";

const MEASURES = ["visible", "focused", "active"] as const;
/** An error is small when it is within this many ms or this share of the truth. */
const TOLERATED_MS = 300;
const TOLERATED_SHARE = 0.05;
/** Shares of less than this say nothing, in ms. */
const WORTH_A_SHARE_MS = 1000;
/** How long what a scene sent may take to arrive, in ms. */
const ARRIVAL_MS = 1000;

/** One page view of a scene. */
interface Outcome {
  scene: string;
  truth: Attention;
  said: Reported;
}

async function play(scene: Scene, props: Props, site: Site): Promise<Outcome[]> {
  site.reset();
  furnish(site);
  const stage = await openStage(props, site);
  await scene.play(stage);
  await stage.hide();
  await stage.leave();
  await stage.stay(ARRIVAL_MS);
  return stage.views.map(({ truth, from }, i) => ({
    scene: stage.views.length > 1 ? `${scene.name} ${i + 1}` : scene.name,
    truth: truth.total(),
    said: reported(site, from, stage.views[i + 1]?.from ?? Infinity),
  }));
}

async function playAll(kind: Kind, display: Display | null, site: Site): Promise<Outcome[]> {
  const browser = await launch(kind, {
    display: display?.name,
    // The second window is opened by a script, not by the visitor.
    args: kind === "chromium" ? ["--disable-popup-blocking"] : [],
    prefs: { "dom.disable_open_during_load": false },
  });
  try {
    console.log(
      `\nEngagement in ${await browser.version()}, in seconds: visible / focused / active`,
    );
    const props = await setUp(browser, display, site);
    const outcomes: Outcome[] = [];
    for (const scene of SCENES) {
      if (scene.windows && !props.windows) continue;
      outcomes.push(...(await play(scene, props, site)));
    }
    return outcomes;
  } finally {
    await browser.close();
  }
}

/** How far each of our three figures is from the truth, in ms. */
const errorsOf = ({ truth, said }: Outcome) =>
  MEASURES.map((measure) => ({
    truth: truth[measure],
    error: Math.abs((said.okaeri?.[measure] ?? 0) - truth[measure]),
  }));

const seconds = (ms: number | undefined) => (ms === undefined ? "–" : (ms / 1000).toFixed(2));
const triple = (attention: Attention | undefined) =>
  MEASURES.map((measure) => seconds(attention?.[measure])).join(" / ");

const rowOf = (outcome: Outcome) => [
  outcome.scene,
  triple(outcome.truth),
  triple(outcome.said.okaeri),
  `${Math.round(Math.max(...errorsOf(outcome).map(({ error }) => error)))} ms`,
  seconds(outcome.said.plausible),
  seconds(outcome.said.posthog),
  seconds(outcome.said.snowplow),
];

/** Scripted scenes in real windows: the time that the tag reports of a page, beside the truth. */
export async function run(): Promise<boolean> {
  const display = await startDisplay();
  if (!display) {
    console.warn("No alt-tab: Xvfb or xdotool is missing (apt-get install xvfb xdotool).");
  }
  const site = await startSite();
  const outcomes: Outcome[] = [];
  try {
    for (const kind of installed()) {
      const played = await playAll(kind, display, site);
      const header = ["scene", "truth", "ours", "error", "plausible", "posthog", "snowplow"];
      console.log(table(header, played.map(rowOf)));
      outcomes.push(...played);
    }
  } finally {
    await site.close();
    display?.close();
  }
  console.log(
    "\nPlausible's figure compares with focused time, PostHog's with visible, Snowplow's with active;" +
      "\n– did not arrive. Amplitude and Counterscale report no engagement.\n",
  );
  const errors = outcomes.flatMap(errorsOf);
  const shares = errors.filter(({ truth }) => truth >= WORTH_A_SHARE_MS);
  const max = (numbers: number[]) => Math.max(0, ...numbers);
  console.log(`engagement_max_error_ms ${Math.round(max(errors.map(({ error }) => error)))}`);
  console.log(
    `engagement_max_error_percent ${max(shares.map(({ truth, error }) => (100 * error) / truth)).toFixed(1)}`,
  );
  return errors.every(
    ({ truth, error }) => error <= Math.max(TOLERATED_MS, TOLERATED_SHARE * truth),
  );
}
