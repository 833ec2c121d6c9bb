import { likingBy } from "../taste/liking.ts";
import { ranked, type Candidate, type Draft, sumOfParts } from "../slots/draft.ts";
import type { Inputs } from "../slots/inputs.ts";
import { tasteAxes } from "../slots/needs.ts";
import type { Page } from "../slots/page.ts";
import { bestsellerReason, tasteReason, viewedReason } from "../slots/reasons.ts";
import type { FillSlot } from "./fill-slot.ts";
import { viewedAround } from "./neighbours.ts";

/** What each source weighs, by strategy. */
const BLENDS = {
  history: { history: 1, next: 0.7, taste: 0.5 },
  next: { history: 0.5, next: 1, taste: 0.7 },
  taste: { history: 0.5, next: 0.7, taste: 1 },
} as const;

/** Each item viewed before the one before counts this much of it. */
const OLDER = 0.8;
/** Bestsellers of one favourite category that are looked at. */
const PER_CATEGORY = 12;

interface Found extends Candidate {
  /** What the source adds that gave the reason. */
  most: number;
}

/**
 * The visitor's own front page: their history, what goes with it, and what sells best of what they
 * turn to, each scaled to at most 1 and added up with the weights of the strategy.
 */
export const home: FillSlot = (draft, page, inputs, now) => {
  const blend = BLENDS[(draft.draw?.strategy ?? "history") as keyof typeof BLENDS];
  const seeds = inputs.viewed.map(({ id }) => id);
  const found = new Map<string, Found>();
  add(found, historyOf(draft, inputs, now), blend.history);
  add(found, viewedAround(draft, page, seeds, inputs.rows), blend.next);
  add(found, toTaste(draft, page, inputs, now), blend.taste);
  for (const candidate of ranked(found.values())) draft.choose(candidate);
  const { own } = draft;
  if (inputs.viewed.length === 0 && found.size === 0)
    draft.shortfall = "nothing known of this visitor yet";
  else if (draft.room > 0)
    draft.shortfall = `${own === 0 ? "nothing" : `only ${own}`} known to be to this visitor's taste`;
};

/** Scales a source to at most 1 and adds it; the source that weighs most gives the reason. */
function add(found: Map<string, Found>, candidates: readonly Candidate[], weight: number): void {
  const largest = Math.max(
    ...candidates.map(({ contributions }) => sumOfParts(contributions)),
    Number.MIN_VALUE,
  );
  for (const { id, contributions, reason } of candidates) {
    const parts = contributions.map(({ source, value }) => ({
      source,
      value: (weight * value) / largest,
    }));
    const most = sumOfParts(parts);
    const known = found.get(id);
    if (known === undefined) {
      found.set(id, { id, contributions: parts, reason, most });
      continue;
    }
    known.contributions.push(...parts);
    if (most > known.most) Object.assign(known, { reason, most });
  }
}

const historyOf = (draft: Draft, { viewed }: Inputs, now: number): Candidate[] =>
  viewed
    .filter(({ id }) => draft.admits(id))
    .slice(0, 2 * draft.room)
    .map(({ id, last }, age) => ({
      id,
      contributions: [{ source: "viewed", value: OLDER ** age }],
      reason: viewedReason(last, now),
    }));

function toTaste(draft: Draft, page: Page, inputs: Inputs, now: number): Candidate[] {
  const likingOf = likingBy(inputs.affinity, now);
  return tasteAxes(inputs.affinity).flatMap((axis) =>
    (inputs.tops.get(axis)?.items ?? []).slice(0, PER_CATEGORY).flatMap(({ id, score, units }) => {
      const card = draft.admits(id) ? page.card(id) : undefined;
      if (card === undefined) return [];
      const liking = likingOf(card);
      const why = liking.because === null ? "" : `. ${tasteReason(liking.because)}`;
      return {
        id,
        contributions: [{ source: `taste for ${axis}`, value: score * liking.score }],
        reason: `${bestsellerReason(units, axis)}${why}`,
      };
    }),
  );
}
