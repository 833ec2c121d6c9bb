import { expect } from "vitest";
import { contentOf, type Operation, problemsOf } from "../../worker/wire/api/index.ts";
import { Problem } from "../../worker/wire/problem.ts";
import type { Reply } from "./api.ts";

/**
 * Expects a reply to be one that the document tells of: its status, its media type, and of JSON every
 * field. zod drops what a schema does not name, so a field that is not documented is missed here.
 */
export function expectDocumented(operation: Operation, reply: Reply): void {
  const { status, body } = reply;
  const said = `${operation.id} answered ${status} ${JSON.stringify(body).slice(0, 500)}`;
  const told = operation.replies[status];
  const type = reply.headers.get("content-type")?.split(";")[0];
  if (told === undefined || type === "application/problem+json") {
    expect(problemsOf(operation), said).toContain(status);
    expect(type, said).toBe("application/problem+json");
    return expectOf(Problem, body, said);
  }
  const content = contentOf(told);
  expect(type, said).toBe(content.type);
  if (content.type === "application/json" && content.schema !== undefined)
    expectOf(content.schema, body, said);
}

function expectOf(schema: NonNullable<Operation["body"]>, body: unknown, said: string): void {
  const { schema: whole } = contentOf(schema);
  const parsed = whole!.safeParse(body);
  expect(parsed.error, said).toBeUndefined();
  expect(parsed.data, said).toEqual(body);
}

/** The address of an operation, with its parameters put in. */
export function addressOf(
  { path }: Pick<Operation, "path">,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const asked = new URLSearchParams(query);
  return asked.size === 0 ? filled : `${filled}?${asked}`;
}
