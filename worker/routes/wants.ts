import { pointersOf } from "../edge/problem-error.ts";
import { NewsWant, Want, type WantProblem } from "../wire/want.ts";

const TWICE = "is the name of a slot before it, which is filled";

export interface ParsedWants {
  wants: Want[];
  problems: WantProblem[];
  /** Version of the price and stock ledger that the reply is to know of. */
  news: number | undefined;
}

/** Parses the slots of a page one by one: one that is not understood leaves the others theirs. */
export function parseWants(raw: readonly unknown[]): ParsedWants {
  const wants: Want[] = [];
  const problems: WantProblem[] = [];
  let news: number | undefined;
  for (const [place, value] of raw.entries()) {
    const asked = Object(value).slot === "news" ? NewsWant.safeParse(value) : null;
    if (asked?.success) {
      news = asked.data.version;
      continue;
    }
    const parsed = Want.safeParse(value);
    if (parsed.success) {
      const { slot } = parsed.data;
      if (wants.every((want) => want.slot !== slot)) wants.push(parsed.data);
      else problems.push({ slot, detail: TWICE, pointer: `/want/${place}` });
      continue;
    }
    const [first] = pointersOf(parsed.error.issues, `/want/${place}`);
    problems.push({ slot: nameOf(value), detail: first!.detail, pointer: first!.pointer });
  }
  return { wants, problems, news };
}

/** The name of a slot that is not valid, as far as it can be told. */
function nameOf(value: unknown): string | null {
  const { slot, scenario } = Object(value) as { slot?: unknown; scenario?: unknown };
  const name = typeof value === "string" ? value : (slot ?? scenario);
  return typeof name === "string" ? name.slice(0, 64) : null;
}
