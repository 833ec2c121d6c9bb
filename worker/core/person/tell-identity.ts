import type { PersonReply } from "../../wire/person.ts";
import { customerOf } from "../customer/index.ts";
import { conflicts } from "../identity/index.ts";
import { partOf } from "./handover/parts.ts";
import { iso } from "./said.ts";
import { openComplaints } from "./tickets.ts";
import type { PersonState } from "./state.ts";

type Told = "customer" | "parts" | "profile" | "conflicts" | "open_complaints" | "tickets";

/** Who a person is, of whom their record is made, and who said what of them. */
export function tellIdentity(state: PersonState): Pick<PersonReply, Told> {
  const { visitor, parts = {}, fields = {} } = state;
  const own = Object.entries(parts).filter(
    ([name]) => name !== visitor && partOf(state, name) !== null,
  );
  return {
    customer: customerOf(visitor),
    parts: own.map(([name, { since, via }]) => ({
      visitor: name,
      since: iso(since),
      via: via ?? null,
    })),
    profile: Object.fromEntries(
      Object.entries(fields).map(([name, said]) => [
        name,
        {
          value: said[0]!.value,
          sources: said.map(({ value, source, at, record }) => ({
            value,
            source,
            at: iso(at),
            ...(record !== undefined && { record }),
          })),
        },
      ]),
    ),
    conflicts: conflicts(fields),
    open_complaints: openComplaints(state.profile),
    tickets: (state.profile.tickets ?? []).map(({ id, kind, open, at, subject }) => ({
      ticket_id: id,
      kind,
      open,
      time: iso(at),
      subject: subject ?? null,
    })),
  };
}
