import type { VisitFact } from "../measure/index.ts";
import type { Behaviour, PageVisits } from "../second/index.ts";

/** The pages of each person's visits. */
export function pageVisitsOf(facts: Iterable<VisitFact>): PageVisits[] {
  const people = new Map<string, PageVisits["sessions"]>();
  for (const { person, started, paths } of facts) {
    const sessions = people.get(person) ?? [];
    sessions.push({ started, paths: Object.keys(paths) });
    people.set(person, sessions);
  }
  return Array.from(people, ([person, sessions]) => ({ person, sessions }));
}

/** What people did in visits, in words, at the time of the visit's beginning. */
export function behavioursOf(facts: Iterable<VisitFact>): Behaviour[] {
  const behaviours: Behaviour[] = [];
  for (const { person, started: at, channel, sections, clicked, carts, itemsViewed } of facts) {
    const add = (name: string) => behaviours.push({ person, at, name });
    add(`Came by ${channel}`);
    for (const section of Object.keys(sections)) add(`Read ${section}`);
    if (clicked > 0) add("Clicked a recommendation");
    if (carts > 0) add("Put something into the cart");
    if (itemsViewed >= 5) add("Viewed five items or more in a visit");
  }
  return behaviours;
}
