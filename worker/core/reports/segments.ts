import {
  type Buyer,
  type CustomerSegment,
  customerSegments,
  type CustomerSettings,
  type ShopNumbers,
} from "../customer/index.ts";
import type { PersonFact, SegmentReason } from "../measure/index.ts";

/** What the orders of one person come to. */
export interface CustomerStanding {
  person: string;
  orders: number;
  /** Epoch ms. */
  lastOrder: number;
  segments: CustomerSegment[];
}

/** The segments that buyers are in by their orders at `now` (epoch ms), by person. */
export function standingsOf(
  buyers: readonly Buyer[],
  now: number,
  settings: CustomerSettings,
  numbers: ShopNumbers,
): CustomerStanding[] {
  const all = buyers.map((buyer): CustomerStanding => ({
    person: buyer.person,
    orders: buyer.orders.length,
    lastOrder: buyer.orders.at(-1)!.time,
    segments: customerSegments(buyer, now, settings, numbers),
  }));
  return all.sort(byPerson);
}

/**
 * What the ledger heard of people, with the segments that follow from their orders. Of customers who
 * never visited, a file or a server told; they are there too.
 *
 * @param facts by person, as `standings` are
 */
export function* withCustomers(
  facts: Iterable<PersonFact>,
  standings: readonly CustomerStanding[],
): Generator<PersonFact> {
  const rest = standings.values();
  let next = rest.next();
  for (const fact of facts) {
    for (; !next.done && next.value.person < fact.person; next = rest.next())
      yield together(unseen(next.value), next.value);
    const isSame = !next.done && next.value.person === fact.person;
    yield isSame ? together(fact, next.value!) : fact;
    if (isSame) next = rest.next();
  }
  for (; !next.done; next = rest.next()) yield together(unseen(next.value), next.value);
}

function together(fact: PersonFact, { segments }: CustomerStanding): PersonFact {
  const own = segments.map(({ name, why, until }): [string, SegmentReason] => [
    name,
    { why, until },
  ]);
  return {
    ...fact,
    segments: [...fact.segments, ...segments.map(({ name }) => name)],
    because: { ...fact.because, ...Object.fromEntries(own) },
  };
}

const unseen = ({ person, orders, lastOrder }: CustomerStanding): PersonFact => ({
  kind: "person",
  id: person,
  version: 0,
  person,
  at: lastOrder,
  band: null,
  segments: [`buyers:${orders === 1 ? "one" : "repeat"}`],
  because: {},
  probability: null,
  lastSeen: lastOrder,
  orders,
});

/** As SQLite sorts text: by bytes of UTF-8, which for ids are those of UTF-16. */
const byPerson = (a: CustomerStanding, b: CustomerStanding): number =>
  a.person < b.person ? -1 : 1;
