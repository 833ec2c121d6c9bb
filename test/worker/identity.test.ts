import { describe, expect, it } from "vitest";
import type { TimelineEvent } from "../../worker/wire/person.ts";
import { api, event, id, pageView, pass, purchase, settle, viewItem } from "./api.ts";
import { browser, customer, identityOf } from "./identity.ts";

const itemsOf = (person: { items_viewed: { id: string }[] }) =>
  person.items_viewed.map((item) => item.id).toSorted();
const idsOf = (timeline: TimelineEvent[]) => timeline.map((line) => line.id).toSorted();

describe("a visitor who logs in", () => {
  it("becomes the customer, with all that came before", async () => {
    const [phone, who, item] = [browser(), id("c"), id("i")];
    const { visitor } = phone.known;
    const before = [pageView("/?utm_source=line"), viewItem(item)];
    await phone.send(before);
    const reply = await phone.logIn(who);
    expect(reply.canonical).toMatch(new RegExp(`^${visitor}!`));
    await phone.send([viewItem("later")]);
    const person = await customer(who);
    expect(person).toMatchObject({ visitor: `c/${who}`, customer: who, visits: 1, pages: 2 });
    expect(person.first_touch.channel).toBe("LINE");
    expect(itemsOf(person)).toEqual([item, "later"].toSorted());
    expect(person.timeline.every((line: TimelineEvent) => line.visitor === visitor)).toBe(true);
    expect(person.parts).toMatchObject([{ visitor, via: null }]);
    expect((await api.person(visitor)).body).toEqual(person);
    expect((await api.person(who)).body).toEqual(person);
  });

  it("is one customer on two devices", async () => {
    const [phone, laptop, who] = [browser(), browser(), id("c")];
    await phone.send([pageView("/"), viewItem("on-phone")]);
    await laptop.send([pageView("/"), viewItem("on-laptop")]);
    await phone.logIn(who);
    await laptop.logIn(who);
    const person = await customer(who);
    expect(itemsOf(person)).toEqual(["on-laptop", "on-phone"]);
    expect(person.visits).toBe(2);
    expect(new Set(person.timeline.map((line: TimelineEvent) => line.visitor)).size).toBe(2);
  });

  it("pays the way over the old id once", async () => {
    const [phone, who] = [browser(), id("c")];
    await phone.logIn(who);
    const next = await phone.send([viewItem("a")]);
    expect(next.canonical).toBeNull();
  });

  it("is nobody's who cannot sign", async () => {
    const who = id("c");
    const past = Math.floor(Date.now() / 1000) - 10;
    for (const identity of [
      { customer: who },
      { customer: "" },
      who,
      await identityOf(who, { secret: "guessed" }),
      await identityOf(who, { exp: past }),
      { ...(await identityOf(id("c"))), customer: who },
    ]) {
      const phone = browser();
      const reply = await phone.send([pageView("/")], { identity });
      expect(reply.results[0].status).toBe("accepted");
      expect(reply.problems).toMatchObject([{ slot: null, pointer: "/identity" }]);
      expect(reply.canonical).toBeNull();
      expect((await api.person(phone.known.visitor)).body.pages).toBe(1);
    }
    expect((await api.get(`/v1/people/c/${who}`)).status).toBe(404);
  });

  it("cannot be made by a canonical id that was not made here", async () => {
    const who = id("c");
    await browser().logIn(who, viewItem("secret"));
    const person = btoa(`c/${who}`).replaceAll("=", "");
    const thief = browser(`thief!${person}!${"A".repeat(22)}`);
    const reply = await thief.send([pageView("/")], { want: ["recently_viewed"] });
    expect(reply.status).toBe(200);
    expect(JSON.stringify(reply.decisions)).not.toContain("secret");
    expect(idsOf((await customer(who)).timeline)).toHaveLength(3);
  });

  it("may not be called by a reserved word", async () => {
    for (const word of ["undefined", "guest", "0"]) {
      const reply = await browser().send([pageView("/")], { identity: await identityOf(word) });
      expect(reply.problems[0].detail).toContain("reserved");
      expect((await api.get(`/v1/people/c/${word}`)).status).toBe(422);
    }
  });

  it("may be named by the shop's server, which need not sign", async () => {
    const [phone, who] = [browser(), id("c")];
    await phone.send([pageView("/")]);
    const { visitor } = phone.known;
    await api.postSecret({ visitor, identity: { customer: who }, events: [] });
    await api.postSecret({ visitor: null, identity: { customer: who }, events: [viewItem("x")] });
    const person = await customer(who);
    expect(person.pages).toBe(1);
    expect(person.timeline.map((line: TimelineEvent) => line.visitor).toSorted()).toEqual(
      [`c/${who}`, visitor].toSorted(),
    );
  });
});

describe("GET /v1/identity", () => {
  it("tells the shop's server what to sign with, and no page", async () => {
    const { body } = await api.get("/v1/identity");
    const who = id("c");
    const params = await identityOf(who, { secret: body.secret });
    const reply = await browser().send([event("identify", { params })]);
    expect(reply.problems).toBeUndefined();
    expect((await customer(who)).customer).toBe(who);
    expect((await api.send("GET", "/v1/identity?key=pk_demo")).status).toBe(403);
  });
});

describe("a shared device", () => {
  it("does not mix the histories of who logs out and who logs in next", async () => {
    const [shared, anna, ben] = [browser(), id("c"), id("c")];
    await shared.send([pageView("/"), viewItem("before")]);
    await shared.logIn(anna, viewItem("annas"));
    const out = await shared.logOut();
    expect(out.canonical).not.toBeNull();
    await shared.send([pageView("/"), viewItem("between")]);
    await shared.logIn(ben, viewItem("bens"));
    expect(itemsOf(await customer(anna))).toEqual(["annas", "before"]);
    expect(itemsOf(await customer(ben))).toEqual(["bens", "between"]);
  });

  it("does not mix them when all of it comes in one batch, once or twice", async () => {
    const [shared, anna, ben] = [browser(), id("c"), id("c")];
    const events = [
      viewItem("a"),
      event("identify", { params: await identityOf(anna) }),
      event("logout"),
      viewItem("b"),
      event("identify", { params: await identityOf(ben) }),
    ];
    const batch = { visitor: shared.known.visitor, session: "s1", events };
    const first = await api.post(batch);
    const second = await api.post(batch);
    expect(second.body.canonical).toBe(first.body.canonical);
    const statuses = second.body.results.map((each: { status: string }) => each.status);
    expect(statuses).toEqual(Array(5).fill("duplicate"));
    expect(itemsOf(await customer(anna))).toEqual(["a"]);
    expect(itemsOf(await customer(ben))).toEqual(["b"]);
  });

  it("keeps them apart though nobody has logged out", async () => {
    const [shared, anna, ben] = [browser(), id("c"), id("c")];
    await shared.logIn(anna, viewItem("annas"));
    await shared.logIn(ben, viewItem("bens"));
    await shared.send([viewItem("bens-too")]);
    expect(itemsOf(await customer(anna))).toEqual(["annas"]);
    expect(itemsOf(await customer(ben))).toEqual(["bens", "bens-too"]);
  });

  it("tells nothing of the signature in the timeline", async () => {
    const who = id("c");
    await browser().logIn(who);
    const { timeline } = await customer(who);
    const identify = timeline.find(({ name }: TimelineEvent) => name === "identify");
    expect(identify.params).toEqual({ customer: who });
  });
});

describe("POST /v1/people/{customer}/merge", () => {
  it("makes two who become each other at once one", async () => {
    const [one, other] = [id("c"), id("c")];
    await browser().logIn(one, viewItem("a"));
    await browser().logIn(other, viewItem("b"));
    const merge = (to: string, who: string) =>
      api.send(
        "POST",
        `/v1/people/c/${to}/merge`,
        { customer: who },
        { authorization: "Bearer sk_demo" },
      );
    const replies = await Promise.all([merge(one, other), merge(other, one)]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(replies.map(({ body }) => body.person)).size).toBe(1);
    expect(itemsOf(await customer(one))).toEqual(["a", "b"]);
    expect(itemsOf(await customer(other))).toEqual(["a", "b"]);
  });
});

describe("POST /v1/people/{customer}/unmerge", () => {
  const unmerge = (who: string, visitor: string) =>
    api.send(
      "POST",
      `/v1/people/c/${who}/unmerge`,
      { visitor },
      { authorization: "Bearer sk_demo" },
    );

  it("restores both", async () => {
    const [phone, laptop, who] = [browser(), browser(), id("c")];
    const { visitor } = phone.known;
    await phone.send([pageView("/?utm_source=line"), viewItem("p1")]);
    await pass({ minutes: 31 });
    await phone.logIn(who, purchase(id("t"), ["p2"]));
    await laptop.logIn(who, viewItem("l1"), purchase(id("t"), ["l2"]));
    await pass({ minutes: 31 });
    expect((await customer(who)).orders).toHaveLength(2);
    expect((await unmerge(who, visitor)).status).toBe(200);
    await settle();
    const [kept, freed] = [await customer(who), (await api.person(visitor)).body];
    expect(itemsOf(kept)).toEqual(["l1"]);
    expect(itemsOf(freed)).toEqual(["p1"]);
    expect(freed.first_touch.channel).toBe("LINE");
    expect([kept.orders.length, freed.orders.length]).toEqual([1, 1]);
    expect([kept.visits, freed.visits]).toEqual([1, 2]);
    expect([kept.pages, freed.pages]).toEqual([1, 2]);
    expect(kept.timeline.map((line: TimelineEvent) => line.visitor)).not.toContain(visitor);
    expect(freed.timeline).toHaveLength(5);
    const reply = await phone.send([viewItem("p3")]);
    expect(reply.canonical).toBe(visitor);
    expect(itemsOf((await api.person(visitor)).body)).toEqual(["p1", "p3"]);
  });

  it("lets them be joined again", async () => {
    const [phone, who] = [browser(), id("c")];
    const { visitor } = phone.known;
    await phone.logIn(who, viewItem("a"));
    await unmerge(who, visitor);
    await phone.send([viewItem("b")]);
    await phone.logIn(who);
    const person = await customer(who);
    expect(itemsOf(person)).toEqual(["a", "b"]);
    expect(new Set(idsOf(person.timeline)).size).toBe(person.timeline.length);
  });

  it("leaves somebody who was parted alone: they are no part of themselves", async () => {
    const [who, other] = [id("c"), id("c")];
    await browser().logIn(who, viewItem("a"));
    const merge = () =>
      api.send(
        "POST",
        `/v1/people/c/${other}/merge`,
        { customer: who },
        { authorization: "Bearer sk_demo" },
      );
    await merge();
    const part = (from: string) =>
      api.send(
        "POST",
        `/v1/people/c/${from}/unmerge`,
        { customer: who },
        { authorization: "Bearer sk_demo" },
      );
    expect((await part(other)).status).toBe(200);
    expect((await part(who)).status).toBe(404);
    expect(itemsOf(await customer(who))).toEqual(["a"]);
  });

  it("knows nothing of who never came", async () => {
    const who = id("c");
    await browser().logIn(who);
    expect((await unmerge(who, id("v"))).status).toBe(404);
  });
});

describe("the visits of who has become a customer", () => {
  it("count once in the reports, before and after", async () => {
    const visits = async () => (await api.get("/v1/reports/visits")).body.visits;
    await pass({ minutes: 31 });
    const count = await visits();
    const [phone, who] = [browser(), id("c")];
    await phone.send([pageView("/")]);
    await pass({ minutes: 31 });
    expect(await visits()).toBe(count + 1);
    await phone.logIn(who);
    await settle();
    expect(await visits()).toBe(count + 1);
    await pass({ minutes: 31 });
    expect(await visits()).toBe(count + 2);
  });
});
