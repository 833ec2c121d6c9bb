import { installed, launch, type Kind } from "./browsers.ts";
import { CLOSES, measureClose, type Closed } from "./offline/close.ts";
import { EVENTS, measureOutage, type Outage } from "./offline/outage.ts";
import { measureRefusal, RETRY_AFTER_MS, type Refusal } from "./offline/refusal.ts";
import { startSite, type Site } from "./site.ts";
import { table } from "./table.ts";
import { TRACKERS, type TrackerName } from "./trackers.ts";

/** How much later than asked, and how wrong an age, still counts as right, in ms. */
const LATE_MS = 1500;
const AGE_MS = 1000;
const STATUSES = [429, 503] as const;

interface Measured {
  outage: Outage;
  closed: Map<TrackerName, Closed>;
  refusals: Map<number, Refusal>;
}

async function measure(kind: Kind, site: Site): Promise<Measured> {
  const outage = await measureOutage(kind, site);
  const browser = await launch(kind);
  try {
    console.log(`\nNothing lost, in ${await browser.version()}`);
    const refusals = new Map<number, Refusal>();
    for (const status of STATUSES)
      refusals.set(status, await measureRefusal(browser, site, status));
    const closed = new Map<TrackerName, Closed>();
    for (const tracker of TRACKERS)
      closed.set(tracker.name, await measureClose(browser, site, tracker));
    return { outage, refusals, closed };
  } finally {
    await browser.close();
  }
}

function print({ outage, closed, refusals }: Measured): void {
  const rows = TRACKERS.map(({ name }) => {
    const { arrived, twice } = outage.outcomes.get(name)!;
    const { atOnce, inTheEnd } = closed.get(name)!;
    return [
      name === "okaeri" ? "ours" : name,
      `${arrived}/${EVENTS}${twice > 0 ? `, ${twice} twice` : ""}`,
      `${atOnce}/${CLOSES}`,
      `${inTheEnd}/${CLOSES}`,
    ];
  });
  console.log(
    table(["tracker", "offline and killed", "closed after 50 ms", "by next visit"], rows),
  );
  const { sameIds, sameVisit, ageError } = outage.own;
  console.log(
    `Ours: ${sameIds} under the id they had on disk before the kill, ${sameVisit} of the same visitor` +
      ` and session; ages at most ${ageError.toFixed(0)} ms from the truth.`,
  );
  for (const [status, { gap, accepted, of, nextPage }] of refusals)
    console.log(
      `Refused by ${status} with Retry-After ${RETRY_AFTER_MS / 1000} s: asked again after ${gap.toFixed(0)} ms,` +
        ` ${accepted} of ${of} events taken; another page, opened after 1 s, asked after ${nextPage.toFixed(0)} ms.`,
    );
}

/** Each of the tag's aims in this browser: its line, and whether it is met. */
function verdicts(kind: Kind, { outage, closed, refusals }: Measured): [string, boolean][] {
  const { arrived, twice } = outage.outcomes.get("okaeri")!;
  const { sameIds, sameVisit, ageError } = outage.own;
  const { inTheEnd } = closed.get("okaeri")!;
  return [
    [`offline_arrived_once_${kind} ${arrived - twice}/${EVENTS}`, arrived - twice === EVENTS],
    [`offline_same_ids_${kind} ${sameIds}/${EVENTS}`, sameIds === EVENTS],
    [`offline_same_visit_${kind} ${sameVisit}/${EVENTS}`, sameVisit === EVENTS],
    [`offline_age_error_ms_${kind} ${ageError.toFixed(0)}`, ageError <= AGE_MS],
    ...[...refusals].map(([status, { gap, accepted, of }]): [string, boolean] => [
      `retry_after_${status}_ms_${kind} ${gap.toFixed(0)}`,
      gap >= RETRY_AFTER_MS && gap <= RETRY_AFTER_MS + LATE_MS && accepted === of,
    ]),
    [`closed_arrived_${kind} ${inTheEnd}/${CLOSES}`, inTheEnd === CLOSES],
  ];
}

/**
 * What arrives of events from pages without a network, from processes that are killed, from pages
 * that are closed at once, and what a server's refusal does; ours beside our peers. The ten minutes
 * are the page's clock, set on minute by minute; the network, the kill and the waits are real.
 */
export async function run(): Promise<boolean> {
  const site = await startSite();
  const lines: [string, boolean][] = [];
  try {
    for (const kind of installed()) {
      const measured = await measure(kind, site);
      print(measured);
      lines.push(...verdicts(kind, measured));
    }
  } finally {
    await site.close();
  }
  console.log();
  for (const [line, isMet] of lines) console.log(isMet ? line : `${line} (missed)`);
  return lines.length > 0 && lines.every(([, isMet]) => isMet);
}
