import type { Card } from "./card.ts";

/** What is known of items; `values` goes through those that the reader has named. */
export type Cards = Pick<ReadonlyMap<string, Card>, "get" | "has" | "values">;

/** What names items: ids, things that have ids, or a row or list of them. */
export type Naming =
  | Iterable<string | { readonly id: string }>
  | { readonly ids: readonly string[] }
  | { readonly items: readonly { readonly id: string }[] };

/** The ids that it names. */
export function* idsIn(naming: Naming): Generator<string> {
  const named = "ids" in naming ? naming.ids : "items" in naming ? naming.items : naming;
  for (const one of named) yield typeof one === "string" ? one : one.id;
}

/** The cards of what was named, out of all that are at hand: a page names hundreds and shows eight. */
export class NamedCards implements Cards {
  readonly #all: ReadonlyMap<string, Card | null>;
  readonly #named: readonly Naming[];

  /** @param all null for an item that does not exist */
  constructor(all: ReadonlyMap<string, Card | null>, named: readonly Naming[]) {
    this.#all = all;
    this.#named = named;
  }

  get(id: string): Card | undefined {
    return this.#all.get(id) ?? undefined;
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  /** Each once, in the order in which they were named. */
  *values(): MapIterator<Card> {
    const told = new Set<string>();
    for (const naming of this.#named)
      for (const id of idsIn(naming)) {
        const card = told.has(id) ? undefined : this.get(id);
        if (card === undefined) continue;
        told.add(id);
        yield card;
      }
  }
}
