import type { AlertKind } from "../../wire/alert.ts";

/** Something that is not as it should be, as it was found at one time. */
export interface Finding {
  kind: AlertKind;
  /** Which feed, webhook, slot or target; empty for the tag. */
  subject: string;
  /** In words. */
  detail: string;
}

/** A finding that was told and is not over. */
export type OpenAlert = Pick<Finding, "kind" | "subject">;

/** What was looked at, and what was found; a kind that could not be looked at is not among `looked`. */
export interface Look {
  looked: ReadonlySet<AlertKind>;
  findings: readonly Finding[];
}

const nameOf = ({ kind, subject }: OpenAlert): string => `${kind} ${subject}`;

/** What to raise and what to resolve, so that each alert is told once when it begins and once at its end. */
export function alertChanges<Open extends OpenAlert>(
  open: readonly Open[],
  { looked, findings }: Look,
): { raise: Finding[]; resolve: Open[] } {
  const known = new Set(open.map(nameOf));
  const found = new Set(findings.map(nameOf));
  return {
    raise: findings.filter((finding) => !known.has(nameOf(finding))),
    resolve: open.filter((alert) => looked.has(alert.kind) && !found.has(nameOf(alert))),
  };
}
