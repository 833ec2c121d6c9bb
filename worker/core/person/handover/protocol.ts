import type { PersonState } from "../state.ts";
import { type Giving, partOf, type Parting } from "./parts.ts";

/**
 * How a record changes hands. The giver seals what goes in one commit: from then on nothing is added
 * to it there. The taker gets it as a parcel (all that is known but the journal), which it takes in
 * whole and once, and then the rows of the journal in order. Every message may come twice or late, and
 * either side may stop between any two: the giver goes on where the last answer left it.
 *
 *     giver   open ── seal ──▶ moving ── parcel, rows ──▶ alias
 *     taker                      takes the parcel (by life) and the rows (by cursor)
 */

/** What names a parcel; its content is merged by `merge.ts`. */
export type Label = Pick<Giving, "root" | "parts" | "at">;

/** Rows of the giver's journal, in order, that follow those which have arrived. */
export interface Chunk<Row extends { seq: number }> {
  root: string;
  life: number;
  rows: readonly Row[];
  /** Nothing follows. */
  last: boolean;
}

/** Begins to give `names` to `to` at `at` (epoch ms): each of them begins another life. */
export function seal(
  state: PersonState,
  { root, names, to, at }: { root: string; names: string[]; to: string; at: number },
): Giving {
  const all = (state.parts ??= {});
  const parts: Parting = {};
  for (const name of names) {
    const { life = 0, cursor = 0, since = 0, via } = all[name] ?? {};
    parts[name] = { life: life + 1, ...(name !== root && { via: via ?? root }) };
    all[name] = { life: life + 1, cursor, since, gone: true };
  }
  const giving: Giving = { to, root, parts, at, told: false, cursor: 0 };
  (state.giving ??= []).push(giving);
  return giving;
}

/**
 * Takes a parcel that is news, whose parts live here from now on. One that comes again is known, and one
 * that a later life of its root has overtaken is late, or of a record that has forgotten its lives: it was
 * let go of after this one gave it back. Neither changes anything.
 */
export function takeParcel(
  state: PersonState,
  { root, parts }: Label,
  now: number,
): "taken" | "known" | "overtaken" {
  const all = (state.parts ??= {});
  const [known, told] = [all[root], parts[root]!.life];
  if (known !== undefined && known.life >= told)
    // The life in which it has left again is one that this record gave it.
    return known.life === told && !known.gone ? "known" : "overtaken";
  for (const [name, { life, via }] of Object.entries(parts))
    all[name] = {
      life: Math.max(life, all[name]?.life ?? 0),
      cursor: 0,
      since: now,
      ...(via === undefined ? { arriving: true as const } : { via }),
    };
  return "taken";
}

/** Lets what is given begin a life that its taker has not known: `known` is the latest of its root there. */
export function outlive(state: PersonState, { root, parts }: Giving, known: number): void {
  const more = Math.max(0, known + 1 - parts[root]!.life);
  for (const [name, part] of Object.entries(parts))
    state.parts![name]!.life = part.life = part.life + more;
}

/**
 * Takes out what was still on its way of a record that comes back now. Its taker gives back only what it
 * has all of, so nothing is left to bring there but the answers, which were lost.
 */
export function takeArrived(state: PersonState, { root, parts }: Label): Giving[] {
  const { life } = parts[root]!;
  const isOvertaken = (giving: Giving) => (giving.parts[root]?.life ?? life) < life;
  const arrived = (state.giving ?? []).filter(isOvertaken);
  if (arrived.length > 0) state.giving = state.giving!.filter((giving) => !isOvertaken(giving));
  return arrived;
}

/** The rows of a chunk that have not arrived yet; none of a part that has left again. */
export function takeRows<Row extends { seq: number }>(
  state: PersonState,
  { root, life, rows, last }: Chunk<Row>,
): Row[] {
  const part = partOf(state, root);
  if (part === null || part.life !== life) return [];
  const fresh = rows.filter(({ seq }) => seq > part.cursor);
  part.cursor = Math.max(part.cursor, ...fresh.map(({ seq }) => seq));
  if (last) delete part.arriving;
  return fresh;
}

/** Whether all of what this record took has arrived, so that it may change hands itself. */
export const isWhole = ({ parts = {} }: PersonState): boolean =>
  !Object.values(parts).some(({ arriving, gone }) => arriving && !gone);

export type Phase = "open" | "moving" | "alias";

/** Whether a record is its own, on its way to another, or another name for one. */
export function phaseOf({ alias, giving = [] }: PersonState): Phase {
  if (alias === undefined) return "open";
  return giving.some(({ to }) => to === alias) ? "moving" : "alias";
}
