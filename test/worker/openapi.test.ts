import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { OPERATIONS } from "../../worker/wire/api/index.ts";
import { api, pageView } from "./api.ts";
import { shopOf } from "./as.ts";
import { addressOf, expectDocumented } from "./documented.ts";
import { type Scene, SET_UP } from "./examples.ts";

const last: Scene["last"] & Record<string, Awaited<ReturnType<typeof api.send>>> = {};
let scene: Scene;

beforeAll(async () => {
  // Nothing outside is there: no feed, and nobody who takes webhooks.
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("connection refused"));
  scene = { ...(await shopOf("documented")), last };
  const visit = { visitor: "seen-in-a-page", events: [pageView("/")] };
  last["seen"] = await api.send("POST", `/v1/events?key=${scene.pk}`, visit, {
    "sec-fetch-site": "same-origin",
  });
});

describe("every example of the API's document", () => {
  for (const operation of OPERATIONS)
    for (const example of operation.examples)
      it(`works: ${operation.method} ${operation.path}, ${example.words}`, async () => {
        const sent = { ...example, ...(await SET_UP[operation.id]?.(scene)) };
        const { params = {}, query = {}, body } = sent;
        const reply = await api.send(
          operation.method,
          addressOf(operation, { ...example.params, ...params }, query),
          body,
          sent.headers ??
            (operation.access === "open" ? {} : { authorization: `Bearer ${scene.root}` }),
        );
        const status = example.status ?? Number(Object.keys(operation.replies)[0]);
        expect(reply.status, JSON.stringify(reply.body)).toBe(status);
        expectDocumented(operation, reply);
        last[operation.id] = reply;
      });
});

const junk = fc.oneof(
  fc.constantFrom("", "x1", "__proto__", "0", "c1", "é/..", "-1", "a".repeat(400)),
  fc.string({ maxLength: 20 }),
);
const value = fc.oneof(junk, fc.jsonValue({ maxDepth: 2 }));
const key = fc.constantFrom("root", "root", "root", "pk", "sk_demo_x", "");

type Words = Record<string, string>;

/** An operation with a request that is its example's, or near it, or far from it. */
const request = fc.constantFrom(...OPERATIONS).chain((operation) => {
  const [example = { body: undefined, params: {}, query: {} }] = operation.examples;
  const some = <T>(names: readonly string[], each: fc.Arbitrary<T>) =>
    fc.record(Object.fromEntries(names.map((name) => [name, each])), { requiredKeys: [] });
  const names = Object.keys(operation.query?.shape ?? {});
  const fields = Object.keys((example.body as object | undefined) ?? {});
  return fc.record({
    operation: fc.constant(operation),
    params: some(Object.keys(operation.params ?? {}), junk).map(
      (own) => Object.assign({}, example.params, own) as Words,
    ),
    query: some(names, junk).map((own) => Object.assign({}, example.query, own) as Words),
    body: fc.oneof(
      fc.constant(example.body),
      value,
      some(fields.length > 12 ? [] : fields, value).map((own) =>
        typeof example.body === "object" ? Object.assign({}, example.body, own) : own,
      ),
    ),
    key,
  });
});

describe("replies to whatever is asked", () => {
  it("are those that the document tells of", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(request, async ({ operation, params, query, body, key: by }) => {
        const hasBody = operation.method === "POST" || operation.method === "PUT";
        const holder = by === "root" || by === "pk" ? scene[by] : by;
        const reply = await api.send(
          operation.method,
          addressOf(operation, params, query),
          hasBody ? (body ?? "") : undefined,
          holder === "" ? {} : { authorization: `Bearer ${holder}` },
        );
        // An empty part of an address is another address.
        if (Object.values(params).some((part) => part === "")) return;
        expectDocumented(operation, reply);
      }),
      { numRuns: 300 },
    );
  });
});
