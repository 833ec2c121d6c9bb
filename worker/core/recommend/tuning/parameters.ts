import { NEXT_ITEM_WEIGHTS, type NextItemWeights } from "../table/next-items.ts";

/** What a shop tunes of the next-item table by its own sessions. */
export interface TableParameters extends NextItemWeights {
  popularityDiscount: number;
}

/** METHODS §1. */
export const TABLE_PARAMETERS: Readonly<TableParameters> = {
  ...NEXT_ITEM_WEIGHTS,
  popularityDiscount: 0.3,
};

/** The values that are tried, a step at a time: far enough apart that a step can be measured. */
const LADDERS: Record<keyof TableParameters, readonly number[]> = {
  ageWeight: [0.45, 0.55, 0.65, 0.75, 0.85, 0.95],
  reminder: [0.25, 0.5, 1, 2, 4],
  popularityDiscount: [0.1, 0.2, 0.3, 0.4, 0.5],
};

/** Each parameter moved by one step down or up, the others as they are. */
export function stepsFrom(parameters: Readonly<TableParameters>): TableParameters[] {
  const steps: TableParameters[] = [];
  for (const name of Object.keys(LADDERS) as (keyof TableParameters)[]) {
    const rung = LADDERS[name].indexOf(parameters[name]);
    for (const other of [rung - 1, rung + 1]) {
      const value = LADDERS[name][other];
      if (value !== undefined) steps.push({ ...parameters, [name]: value });
    }
  }
  return steps;
}
