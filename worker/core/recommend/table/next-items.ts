import type { Neighbours } from "./item-table.ts";
import { ScoreBoard } from "./score-board.ts";

/** How many of the visitor's last distinct items speak (METHODS §1). */
export const RECENT_ITEMS = 8;

/** What a shop may tune of the ranking (METHODS §1 gives the defaults). */
export interface NextItemWeights {
  /** What an item counts for, relative to the one that was viewed after it. */
  ageWeight: number;
  /** What a reminder of the newest item counts for. */
  reminder: number;
}

export const NEXT_ITEM_WEIGHTS: Readonly<NextItemWeights> = { ageWeight: 0.65, reminder: 1 };

/** What is asked, wherever the rows are. */
export interface NextItemsAsk {
  /** Distinct items that were viewed, newest first; the first `RECENT_ITEMS` count. */
  recent: readonly string[];
  /** How often each of `recent` was viewed; once each when left out. */
  views?: readonly number[];
  /** Whether an item that was viewed before may come up again on its own merit. */
  reminders: boolean;
  count: number;
  weights?: Readonly<NextItemWeights>;
}

export interface NextItemsRequest extends NextItemsAsk {
  /** What follows each of them, as `ItemTable.neighbours` gives it; unknown ones are left out. */
  rows: ReadonlyMap<string, Neighbours>;
  /** Items that may not be answered with: a `Set`, or anything that can tell. */
  exclude: { has(id: string): boolean };
}

export interface NextItem {
  id: string;
  score: number;
  /** The recent item that contributed most; the item itself when it is mostly a reminder. */
  because: string;
}

const board = new ScoreBoard();

/**
 * Ranks what this visitor is likely to view next: the neighbours of the last `RECENT_ITEMS` items,
 * each item weighing 0.65 of the one viewed after it, plus a reminder of `0.65^age · √views` for the
 * items themselves. (METHODS §1 has no views in it; on the last 6 % of the training sessions of
 * RetailRocket, Diginetica and Tmall they gain 0.3, 0.1 and 1.3 points of reciprocal rank.) Ties go by
 * id, so equal inputs give equal answers; `ItemTable.next` gives the same, from the table itself.
 */
export function nextItems(request: NextItemsRequest): NextItem[] {
  board.clear();
  const places = new Map<string, number>();
  const ids: string[] = [];
  const contribute = (id: string, score: number, age: number): void => {
    const place = places.get(id);
    if (place !== undefined) return board.add(place, score, age);
    places.set(id, board.open(score, age));
    ids.push(id);
  };
  const { recent } = request;
  const remind = (age: number, score: number): void => contribute(recent[age]!, score, age);
  eachRecent(request, remind, (age, weight) => {
    const row = request.rows.get(recent[age]!);
    if (row === undefined) return;
    for (let i = 0; i < row.ids.length; i++) contribute(row.ids[i]!, weight * row.scores[i]!, age);
  });
  const idOf = (place: number): string => ids[place]!;
  return bestOf(board, request, idOf, (place) => !request.exclude.has(ids[place]!));
}

/**
 * Tells in turn what the row of each recent item weighs, and what the item itself scores as a
 * reminder, by its age: 0 is the newest. Whoever sums keeps to this order, so that the sums agree to
 * the last bit.
 */
export function eachRecent(
  { recent, views, reminders, weights = NEXT_ITEM_WEIGHTS }: NextItemsAsk,
  remind: (age: number, score: number) => void,
  row: (age: number, weight: number) => void,
): void {
  const ages = Math.min(recent.length, RECENT_ITEMS);
  let weight = 1;
  for (let age = 0; age < ages; age++, weight *= weights.ageWeight) {
    row(age, weight);
    const times = Math.sqrt(views?.[age] ?? 1);
    if (reminders) remind(age, weight * weights.reminder * times);
  }
}

/** The answer that a filled board gives. */
export function bestOf(
  filled: ScoreBoard,
  { recent, count }: NextItemsAsk,
  idOf: (place: number) => string,
  admits: (place: number) => boolean,
  spare?: number,
): NextItem[] {
  return filled.best(count, idOf, admits, spare).map((place) => ({
    id: idOf(place),
    score: filled.score(place),
    because: recent[filled.because(place)]!,
  }));
}
