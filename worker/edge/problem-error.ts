import type { Problem } from "../wire/problem.ts";

/** A request that cannot be answered; `app` turns it into RFC 9457 problem details. */
export class ProblemError extends Error {
  readonly status: number;
  readonly title: string;
  readonly errors: Problem["errors"];
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    title: string,
    detail?: string,
    more: { errors?: Problem["errors"]; headers?: Record<string, string> } = {},
  ) {
    super(detail ?? title);
    this.status = status;
    this.title = title;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

/** zod's issues as RFC 6901 pointers below `base`. */
export const pointersOf = (
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
  base = "",
): NonNullable<Problem["errors"]> =>
  issues.map((issue) => ({
    pointer: base + issue.path.map((part) => `/${escapePointer(String(part))}`).join(""),
    detail: issue.message,
  }));

const escapePointer = (part: string) => part.replaceAll("~", "~0").replaceAll("/", "~1");
