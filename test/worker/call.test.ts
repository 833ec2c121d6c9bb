import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { callObject } from "../../worker/edge/call.ts";
import type { Env } from "../../worker/edge/env.ts";
import { personStub } from "../../worker/edge/stubs.ts";
import type { PersonReply } from "../../worker/wire/person.ts";
import { api, id, pageView } from "./api.ts";

const read = (visitor: string, now = Date.now()) =>
  personStub(env as unknown as Env, "demo", visitor).read({
    cursor: null,
    now,
  }) as Promise<PersonReply | null>;

describe("what another object answers", () => {
  it("is let go of at once, so that whoever passes it on hands no disposer on with it", async () => {
    const visitor = id("v");
    await api.post({ visitor, events: [pageView("/")] });
    expect(Symbol.dispose in (await read(visitor))!).toBe(true);
    const person = (await callObject(() => read(visitor)))!;
    expect(Symbol.dispose in person).toBe(false);
    expect(person).toMatchObject({ visitor, pages: 1 });
  });
});
