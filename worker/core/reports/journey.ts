import type { Buyer, JourneyFacts } from "../customer/index.ts";
import type { PersonFact, VisitFact } from "../measure/index.ts";

type Visit = Pick<VisitFact, "person" | "started" | "channel" | "itemsViewed" | "carts" | "steps">;

/**
 * What is known of each person's way, from the visits that have ended, their valid orders, and what the
 * ledger heard of them.
 */
export function journeyFactsOf(
  buyers: readonly Buyer[],
  visits: Iterable<Visit>,
  people: Iterable<Pick<PersonFact, "person" | "praised">>,
): JourneyFacts[] {
  const journeys = new Map<string, JourneyFacts>();
  const of = (person: string): JourneyFacts => {
    const known = journeys.get(person) ?? nothing(person);
    journeys.set(person, known);
    return known;
  };
  for (const visit of visits) addVisit(of(visit.person), visit);
  for (const { person, orders } of buyers) {
    const journey = of(person);
    journey.channel ??= orders[0]!.channel;
    journey.ordered = orders[0]!.time;
    journey.orderedAgain = orders[1]?.time ?? null;
  }
  for (const { person, praised } of people) if (praised !== undefined) of(person).praised = praised;
  return [...journeys.values()];
}

/** Visits come in any order: the channel is that of the earliest. */
function addVisit(journey: JourneyFacts, visit: Visit): void {
  const { started, channel, itemsViewed, carts, steps } = visit;
  if (journey.visited === null || started < journey.visited) {
    journey.visited = started;
    journey.channel = channel;
  }
  if (itemsViewed > 0) {
    const [first, second] = [
      journey.viewedItem,
      journey.viewedAgain,
      steps?.view_item?.[0] ?? started,
    ]
      .filter((time) => time !== null)
      .sort((a, b) => a - b);
    journey.viewedItem = first!;
    journey.viewedAgain = second ?? null;
  }
  if (carts > 0)
    journey.carted = Math.min(journey.carted ?? Infinity, steps?.add_to_cart?.[0] ?? started);
}

const nothing = (person: string): JourneyFacts => ({
  person,
  channel: null,
  visited: null,
  viewedItem: null,
  viewedAgain: null,
  carted: null,
  ordered: null,
  orderedAgain: null,
  praised: null,
  referred: null,
});
