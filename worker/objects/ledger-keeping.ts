import { dayOf } from "../core/measure/index.ts";
import { type Idler, isToBeSeen, type Terms } from "../core/privacy/index.ts";
import type { LedgerStore } from "../storage/ledger-store.ts";
import type { PeopleStore } from "../storage/people-store.ts";

/**
 * Drops facts that are too old, and tells who after `person` is to be looked at for their age: at most
 * `limit` people, by name.
 */
export function retire(
  store: LedgerStore,
  people: PeopleStore,
  { person, terms, limit }: { person: string; terms: Terms; limit: number },
): Idler[] {
  if (person === "") store.forgetBefore(dayOf(terms.facts));
  const found: Idler[] = [];
  const latest = Math.max(terms.visitors, terms.customers, terms.journal);
  for (const idler of people.idle(person, latest)) {
    if (isToBeSeen(idler, terms)) found.push(idler);
    if (found.length === limit) break;
  }
  return found;
}
