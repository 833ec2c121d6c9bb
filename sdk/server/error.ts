import type { Problem } from "./api.ts";

/** What the API answered in place of a reply (RFC 9457), or that it did not answer. */
export class OkaeriError extends Error {
  override readonly name = "OkaeriError";
  /** 0 when no answer came. */
  readonly status: number;
  /** Null where what answered was not the API, or nothing did. */
  readonly problem: Problem | null;
  /** To look it up by; null when no answer came. */
  readonly requestId: string | null;

  constructor(
    message: string,
    told: { status?: number; problem?: Problem | null; requestId?: string | null; cause?: unknown },
  ) {
    super(message, { cause: told.cause });
    this.status = told.status ?? 0;
    this.problem = told.problem ?? null;
    this.requestId = told.requestId ?? null;
  }
}

/** The error that a reply stands for. */
export async function errorOf(response: Response): Promise<OkaeriError> {
  const { status, headers } = response;
  const text = await response.text();
  const isProblem = headers.get("content-type")?.startsWith("application/problem+json") === true;
  const problem = isProblem ? (JSON.parse(text) as Problem) : null;
  const first = problem?.errors?.[0];
  const words = [
    `${status} ${problem?.title ?? response.statusText}`,
    problem?.detail,
    first && `${first.pointer} ${first.detail}`,
  ].filter((part) => part !== undefined && part !== "");
  return new OkaeriError(words.join(": "), {
    status,
    problem,
    requestId: headers.get("x-request-id"),
  });
}
