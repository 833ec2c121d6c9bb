import type { PersonReply } from "../../wire/person.ts";
import type { MeReply } from "../../wire/me.ts";
import { isContact } from "../identity/index.ts";

/** Items of each list that the visitor's page shows. */
export const SHOWN = 24;

/** An item as the catalogue has it. */
interface NamedItem {
  title: string;
  link: string;
}

/** What the visitor's own page says of them. `null` is somebody of whom nothing is known. */
export function ownView(
  shop: string,
  person: PersonReply | null,
  itemOf: (id: string) => NamedItem | null,
): MeReply {
  if (person === null) return { shop, known: null, consent: [], paused: null, unsubscribed: [] };
  const named = (id: string) => {
    const item = itemOf(id);
    return { id, title: item?.title ?? id, link: item?.link ?? null };
  };
  const { consent, paused, unsubscribed } = person;
  const known: MeReply["known"] = {
    is_customer: person.customer !== null,
    browsers: person.parts.length + 1,
    first_seen: person.first_seen,
    last_seen: person.last_seen,
    visits: person.visits,
    pages: person.pages,
    orders: person.orders.length,
    came_by: person.first_touch?.channel ?? null,
    profile: Object.entries(person.profile).map(([name, { value, sources }]) => ({
      name,
      value,
      said_by: [...new Set(sources.map(({ source }) => source))],
      may_correct: !isContact(name),
    })),
    viewed: person.items_viewed.slice(0, SHOWN).map(({ id }) => named(id)),
    not_interested: person.not_interested.slice(0, SHOWN).map(named),
    likely_to_order: person.intent?.week.band ?? null,
  };
  return { shop, known, consent, paused, unsubscribed };
}
