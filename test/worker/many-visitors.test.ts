import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { CAPS } from "../../worker/core/person/caps.ts";
import { api, id, pageView, viewItem } from "./api.ts";
import { browser, customer, identityOf } from "./identity.ts";
import { PERSON } from "./objects.ts";

/** Makes a customer of so many records, as if a broken integration had given everybody this id. */
async function crowd(who: string, records: number) {
  const object = PERSON.getByName(`demo/c/${who}`);
  await runInDurableObject(object, (_, { storage }) => {
    const [row] = storage.sql.exec<{ state: string }>("SELECT state FROM person").toArray();
    const state = JSON.parse(row!.state);
    for (let n = Object.keys(state.parts).length; n < records; n++)
      state.parts[`crowd-${n}-abcdefghijk`] = { life: 1, cursor: 3, since: 1_790_000_000_000 };
    storage.sql.exec("UPDATE person SET state = ?", JSON.stringify(state));
  });
  await evictDurableObject(object);
}

describe("an id that a thousand visitors are logged in by", () => {
  it("takes no more of them, who stay themselves, and says so", async () => {
    const [first, late, who] = [browser(), browser(), id("c")];
    await first.logIn(who, viewItem("a"));
    await crowd(who, CAPS.parts);
    const { visitor } = late.known;
    const reply = await late.send([pageView("/"), viewItem("b")], {
      identity: await identityOf(who),
    });
    expect(reply.results.map((each: { status: string }) => each.status)).toEqual([
      "accepted",
      "accepted",
    ]);
    expect(reply.canonical).toBeNull();
    expect(reply.problems).toMatchObject([{ pointer: "/identity" }]);
    expect((await api.get(`/v1/people/${visitor}`)).body.items_viewed).toMatchObject([{ id: "b" }]);
    const secret = { authorization: "Bearer sk_demo" };
    const merge = await api.send("POST", `/v1/people/c/${who}/merge`, { visitor }, secret);
    expect(merge.status).toBe(409);
  });

  it("goes on for those who are among them, and tells of them all", async () => {
    const [phone, who] = [browser(), id("c")];
    await phone.logIn(who);
    await crowd(who, CAPS.parts);
    await phone.send([viewItem("a")]);
    const person = await customer(who);
    expect(person.items_viewed).toMatchObject([{ id: "a" }]);
    expect(person.parts).toHaveLength(CAPS.parts);
  });
});
