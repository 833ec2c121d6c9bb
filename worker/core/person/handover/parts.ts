import type { Retraction, VisitFact } from "../../measure/index.ts";
import { CAPS } from "../caps.ts";
import type { PersonState } from "../state.ts";

/**
 * A record as part of another: what came of one visitor within a customer, by the name of the record
 * that it was before (a person ref). A record of its own is a part of itself.
 */
export interface Part {
  /** How often the part has changed hands. It only grows, so that what arrives late is known for it. */
  life: number;
  /** Journal rows of the one who gave it that have arrived, up to this one. */
  cursor: number;
  /** When it came (epoch ms). */
  since: number;
  /** The record that it came along with, when that was not its own. */
  via?: string;
  /** Rows of it are still to come. */
  arriving?: true;
  /** It has left again. */
  gone?: true;
}

/** Of each part that changes hands, the life that it has from now on, and what it goes along with. */
export type Parting = Record<string, Pick<Part, "life" | "via">>;

/** What a record gives away: parts of it, to one taker. It is done when the last row has arrived. */
export interface Giving {
  to: string;
  /** The part that the others go along with. */
  root: string;
  parts: Parting;
  /** When it was sealed (epoch ms); undefined in rows of 0.1. */
  at?: number;
  /** Whether the taker has the parcel. */
  told: boolean;
  /** Rows up to this one have arrived. */
  cursor: number;
}

/** The fact of a visit as the journal keeps it. */
export interface KeptFact {
  session: string;
  /** The part that it is of, null for one's own. */
  source: string | null;
  /** `id` names the visit alone, and `version` counts within one life. */
  fact: VisitFact;
}

/** A fact is sent anew in each life of its part, and what an earlier life sent counts no more. */
const VERSIONS_A_LIFE = 1_000_000;

/** The part that is called `name` as long as it is here. */
export function partOf({ parts }: PersonState, name: string): Part | null {
  const part = parts !== undefined && Object.hasOwn(parts, name) ? parts[name]! : null;
  return part?.gone ? null : part;
}

/** Whether one more record may join this one. */
export const hasRoom = ({ parts = {} }: PersonState): boolean =>
  Object.keys(parts).length < CAPS.parts;

/** The life of a part; `null` is one's own. */
export function lifeOf({ parts, visitor }: PersonState, name: string | null): number {
  const part = name ?? visitor;
  return parts !== undefined && Object.hasOwn(parts, part) ? parts[part]!.life : 0;
}

/** The parts that came with `root`, and it. */
export function partsWith(state: PersonState, root: string): string[] {
  const here = Object.keys(state.parts ?? {}).filter((name) => partOf(state, name) !== null);
  const isWith = (name: string | undefined): boolean =>
    name === root || (name !== undefined && isWith(partOf(state, name)?.via));
  return here.filter(isWith);
}

/** Names a visit's fact in the ledger: ids begin with the person whose it is. */
export const factId = (person: string, source: string | null, fact: string): string =>
  source === null ? `${person}/${fact}` : `${person}/${source}/${fact}`;

/** A fact as this person sends it. */
export const addressed = (
  state: PersonState,
  fact: VisitFact,
  source: string | null,
): VisitFact => ({
  ...fact,
  id: factId(state.visitor, source, fact.id),
  person: state.visitor,
  version: lifeOf(state, source) * VERSIONS_A_LIFE + fact.version,
});

/** Takes back all versions of a fact that were sent before `life` began. */
export const retraction = (
  person: string,
  source: string | null,
  fact: string,
  life: number,
): Retraction => ({
  id: factId(person, source, fact),
  version: life * VERSIONS_A_LIFE,
  gone: true,
});
