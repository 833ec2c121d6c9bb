/** By field, the value before and after. */
export type Changes = Record<string, [before: unknown, after: unknown]>;

/** Longer values are clipped: the log says what was done, and is no second copy of it. */
const MAX_LENGTH = 200;

/** The fields that differ between two objects, as JSON has them. */
export function changesBetween(before: object, after: object): Changes {
  const old = new Map<string, unknown>(Object.entries(before));
  const changes: [string, Changes[string]][] = [];
  for (const [field, value] of Object.entries(after))
    if (JSON.stringify(old.get(field)) !== JSON.stringify(value))
      changes.push([field, [short(old.get(field)), short(value)]]);
  return Object.fromEntries(changes);
}

function short(value: unknown): unknown {
  const json = JSON.stringify(value);
  if (json === undefined) return null;
  return json.length <= MAX_LENGTH ? value : `${json.slice(0, MAX_LENGTH)}…`;
}
