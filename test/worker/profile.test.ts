import { describe, expect, it } from "vitest";
import type { TimelineEvent } from "../../worker/wire/person.ts";
import { api, event, id, pageView, pass, purchase, viewItem } from "./api.ts";
import { browser, customer } from "./identity.ts";

const tell = (who: string, fields: object, source = "api", more: object = {}) =>
  api.put(`/v1/people/c/${who}`, { fields, source, ...more });

describe("PUT /v1/people/c/{customer}", () => {
  it("keeps who said what, and both words where sources disagree", async () => {
    const who = id("c");
    const [old, now] = [`${id("old")}@shop.example`, `${id("new")}@shop.example`];
    await tell(who, { email: ` ${old.toUpperCase()} `, name: "Anna" }, "pos", {
      time: "2026-01-05T10:00:00.000Z",
    });
    await tell(who, { email: now, name: "Anna" }, "web");
    const { profile, conflicts } = await customer(who);
    expect(profile.email).toMatchObject({
      value: now,
      sources: [
        { value: now, source: "web" },
        { value: old, source: "pos", at: "2026-01-05T10:00:00.000Z" },
      ],
    });
    expect(profile.name.value).toBe("Anna");
    expect(conflicts).toEqual(["email"]);
  });

  it("takes back what a source said, and erases a field of all sources", async () => {
    const who = id("c");
    await tell(who, { name: "Anna", language: "ja" }, "pos");
    await tell(who, { name: "Ana" }, "web");
    await tell(who, { name: null }, "web");
    expect((await customer(who)).profile.name.value).toBe("Anna");
    expect((await api.delete(`/v1/people/c/${who}/fields/name`)).status).toBe(204);
    expect(Object.keys((await customer(who)).profile)).toEqual(["language"]);
    expect((await api.delete(`/v1/people/c/${who}/fields/name`)).status).toBe(404);
  });

  it("says which fields it did not take", async () => {
    const { body } = await tell(id("c"), { email: "not an address", phone: "12", name: "B" });
    expect(body.rejected.map(({ field }: { field: string }) => field)).toEqual(["email", "phone"]);
    expect((await tell(id("c"), { "E-Mail": "a@b.example" })).status).toBe(422);
    expect((await api.put("/v1/people/c/guest", { fields: {} })).status).toBe(422);
  });

  it("makes one person of the same phone in three files, with three sources", async () => {
    const [web, shop, service] = [id("web"), id("card"), id("case")];
    const digits = String(Date.now()).slice(-9);
    await tell(web, { phone: `+81 90-${digits}`, name: "Anna" }, "platform");
    await tell(shop, { phone: `0081 (90) ${digits}` }, "membership");
    const last = await tell(service, { phone: `+8190${digits}`, name: "A." }, "service");
    expect(last.body.person).toBe(`c/${web}`);
    const person = await customer(web);
    expect(await customer(shop)).toEqual(person);
    expect(await customer(service)).toEqual(person);
    const { sources, value } = person.profile.phone;
    expect(value).toBe(`+8190${digits}`);
    expect(sources.map(({ source }: { source: string }) => source).toSorted()).toEqual([
      "membership",
      "platform",
      "service",
    ]);
    await api.send(
      "POST",
      `/v1/people/c/${web}/unmerge`,
      { customer: service },
      { authorization: "Bearer sk_demo" },
    );
    expect((await customer(service)).profile.name.value).toBe("A.");
    expect((await customer(web)).profile.name.value).toBe("Anna");
    expect((await customer(web)).profile.phone.sources).toHaveLength(2);
  });

  it("joins nobody when contacts name several people", async () => {
    const [anna, ben, both] = [id("c"), id("c"), id("c")];
    const email = `${id("m")}@shop.example`;
    const phone = `+4470${String(Date.now()).slice(-8)}`;
    await tell(anna, { email });
    await tell(ben, { phone });
    const { body } = await tell(both, { email, phone });
    expect(body.person).toBe(`c/${both}`);
    expect(body.conflicts.toSorted()).toEqual([`c/${anna}`, `c/${ben}`].toSorted());
  });

  it("needs a secret key", async () => {
    const { status } = await api.send("PUT", "/v1/people/c/c1?key=pk_demo", { fields: {} });
    expect(status).toBe(403);
  });
});

describe("a timeline", () => {
  it("tells every touch with an item, over all devices and pages, and no other", async () => {
    const [phone, laptop, who, item] = [browser(), browser(), id("c"), id("i")];
    const touches: string[] = [];
    const touch = (one: { id: string; name: string }) => {
      touches.push(one.id);
      return one;
    };
    for (let visit = 0; visit < 24; visit++) {
      const device = visit % 2 === 0 ? phone : laptop;
      await device.send([pageView("/"), touch(viewItem(item)), viewItem("other")]);
      if (visit === 11) await phone.logIn(who);
      if (visit === 12) await laptop.logIn(who);
      await pass({ minutes: 31 });
    }
    await phone.send([touch(purchase(id("t"), ["other", item]))]);
    const told: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page = await customer(who, `?item=${item}${cursor && `&cursor=${cursor}`}`);
      told.push(...page.timeline.map((line: TimelineEvent) => line.id));
      cursor = page.next_cursor;
    }
    expect(told.toSorted()).toEqual(touches.toSorted());
    expect((await api.get(`/v1/people/c/${who}?item=`)).status).toBe(422);
  });

  it("has the tickets of the helpdesk, and counts open complaints", async () => {
    const who = id("c");
    const ticket = (params: object, more: object = {}) => event("ticket", { params, ...more });
    const post = (...events: object[]) =>
      api.postSecret({ visitor: null, identity: { customer: who }, events });
    await post(
      ticket({ ticket_id: "7", kind: "complaint", subject: "Broken cup" }),
      ticket({ ticket_id: "8", kind: "question", status: "open" }),
      event("review", { items: [{ item_id: "cup" }], params: { rating: 2 } }),
    );
    const person = await customer(who);
    expect(person.open_complaints).toBe(1);
    expect(person.timeline.map((line: TimelineEvent) => line.name).toSorted()).toEqual([
      "review",
      "ticket",
      "ticket",
    ]);
    await post(ticket({ ticket_id: "7", status: "resolved" }));
    expect((await customer(who)).open_complaints).toBe(0);
    expect((await customer(who)).tickets).toContainEqual(
      expect.objectContaining({ ticket_id: "7", open: false, subject: "Broken cup" }),
    );
    const reply = await browser().send([ticket({ kind: "complaint" })]);
    expect(reply.results[0].status).toBe("invalid");
  });
});
