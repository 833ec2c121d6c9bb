import type { Problem } from "../../wire/problem.ts";

/** An answer that is an error (RFC 9457), or none at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Partial<Problem>;

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail || problem.title || "no answer");
    this.status = status;
    this.problem = problem;
  }
}

/** Told when the session has ended, so that the sign-in comes back. */
export const signedOut = new EventTarget();

/**
 * One request to the edge API, as whoever is signed in.
 * @throws {ApiError} when the answer is an error, with status 0 when none came
 */
export async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body !== undefined && {
      body: body instanceof Blob ? body : JSON.stringify(body),
      headers: { "content-type": body instanceof Blob ? body.type : "application/json" },
    }),
  }).catch((error: unknown) => {
    throw new ApiError(0, { title: "The Worker does not answer", detail: String(error) });
  });
  const text = await response.text();
  const said: unknown = text === "" ? undefined : JSON.parse(text);
  if (response.ok) return said as T;
  if (response.status === 401) signedOut.dispatchEvent(new Event("out"));
  throw new ApiError(response.status, said as Partial<Problem>);
}
