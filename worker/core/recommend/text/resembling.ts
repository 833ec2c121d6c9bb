import { highest } from "../table/highest.ts";
import { TextSpace, type TextVector, cosine } from "./text-space.ts";

/** What of an item is compared: a card has it. */
export interface Described {
  id: string;
  title: string;
  product_type: string;
  brand: string | null;
}

export interface Resembling {
  id: string;
  /** Cosine with the item that it resembles most, 0 … 1. */
  score: number;
  /** That item. */
  because: string;
}

export const textOf = ({ title, product_type, brand }: Described): string =>
  `${title} ${product_type} ${brand ?? ""}`;

/**
 * The candidates whose words are most like those of some seed, best first, ties by id: what can be
 * said of an item that no one has viewed yet. Candidates that share no word are left out.
 */
export function resembling(
  seeds: readonly Described[],
  candidates: readonly Described[],
  count: number,
): Resembling[] {
  const space = new TextSpace([...seeds, ...candidates].map(textOf));
  const wanted = seeds.map((seed) => ({ id: seed.id, vector: space.vector(textOf(seed)) }));
  const likest = candidates.map((item) => likestOf(item, space.vector(textOf(item)), wanted));
  const scores = likest.map(({ score }) => score);
  const idOf = (place: number): string => candidates[place]!.id;
  const places = highest(scores, scores.length, count, idOf, (place) => scores[place]! > 0);
  return places.map((place) => likest[place]!);
}

function likestOf(
  { id }: Described,
  vector: TextVector,
  seeds: readonly { id: string; vector: TextVector }[],
): Resembling {
  const likest: Resembling = { id, score: 0, because: "" };
  for (const seed of seeds) {
    if (seed.id === id) continue;
    const score = cosine(vector, seed.vector);
    if (score > likest.score) Object.assign(likest, { score, because: seed.id });
  }
  return likest;
}
