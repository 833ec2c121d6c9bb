import type { Problem } from "../wire/problem.ts";

type Members = Pick<Problem, "errors" | "violated-policies"> & Partial<Pick<Problem, "type">>;

/** A request that cannot be answered; `app` turns it into RFC 9457 problem details. */
export class ProblemError extends Error {
  readonly status: number;
  readonly title: string;
  readonly headers: Record<string, string>;
  readonly #members: Members;

  constructor(
    status: number,
    title: string,
    detail?: string,
    { headers = {}, ...members }: Members & { headers?: Record<string, string> } = {},
  ) {
    super(detail ?? title);
    this.status = status;
    this.title = title;
    this.headers = headers;
    this.#members = members;
  }

  /** @param requestId as `x-request-id` tells it too */
  toResponse(requestId: string): Response {
    const body: Problem = {
      type: "about:blank",
      title: this.title,
      status: this.status,
      detail: this.message,
      ...this.#members,
      request_id: requestId,
    };
    return new Response(JSON.stringify(body), {
      status: this.status,
      headers: { "content-type": "application/problem+json", ...this.headers },
    });
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
