import { afterAll, beforeAll, expect, it } from "vitest";
import { startStack, type Stack } from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

it("counts requests by the address that the proxy in front names, and by nothing that a client makes up", async () => {
  const { origin } = stack;
  const put = await fetch(`${origin}/v1/settings`, {
    method: "PUT",
    headers: { authorization: "Bearer sk_demo" },
    body: JSON.stringify({ limits: { client: 20 } }),
  });
  expect(put.status).toBe(200);
  const ask = async (n: number, address: string) => {
    const { status } = await fetch(`${origin}/v1/events?key=pk_demo`, {
      method: "POST",
      headers: {
        "x-forwarded-for": `198.51.100.${n}, ${address}`,
        "cf-connecting-ip": `198.51.100.${n}`,
      },
      body: JSON.stringify({ visitor: `v${n}`, events: [] }),
    });
    return status;
  };
  const statuses: number[] = [];
  for (let n = 0; n < 40; n++) statuses.push(await ask(n, "203.0.113.7"));
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  expect(await ask(99, "203.0.113.8")).toBe(200);
});
