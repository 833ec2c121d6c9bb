import type { ItemLearnt } from "../catalogue/index.ts";
import { fnv1a } from "../intent/index.ts";
import { CAPS } from "./caps.ts";
import { send } from "./lessons.ts";
import { putFirst } from "./newest-first.ts";
import type { PersonState } from "./state.ts";
import { forgetTellings, type Telling } from "./tellings.ts";

/**
 * Tells the catalogue what pages have said of their items. It waits until a page view is over, since
 * the shop's own events, which may come late, name the item best: their id is taken for the page's.
 */
export function teachItems(state: PersonState, now: number): void {
  const forgotten = forgetTellings(state);
  const isOpen = new Set(state.open.map(({ visit }) => visit.id));
  const newest = state.tellings.at(-1);
  const over = state.tellings.filter(
    (telling) => telling.over || telling !== newest || !isOpen.has(telling.lesson?.session ?? ""),
  );
  for (const telling of [...forgotten, ...over]) teachItem(state, telling, now);
}

/** At most once a visit, and only what this person has not told of the item before. */
function teachItem(state: PersonState, telling: Telling, now: number): void {
  if (telling.lesson === null) return;
  const { session } = telling.lesson;
  const card = { ...telling.lesson.card, id: telling.item ?? telling.lesson.card.id };
  telling.lesson = null;
  const said = fnv1a(JSON.stringify(card));
  const known = state.taught.find(({ item }) => item === card.id);
  if (known !== undefined && (known.said === said || known.session === session)) return;
  const entry = { item: card.id, said, session };
  putFirst(state.taught, entry, ({ item }) => item === card.id, CAPS.taught);
  const teller = fnv1a(`${state.visitor} ${card.id}`);
  send(state, "catalogue", { kind: "item_learnt", card, teller } satisfies ItemLearnt, now);
}
