import { describe, expect, it } from "vitest";
import { nextDuty, settle } from "../../../worker/core/person/index.ts";
import type { VisitEvent } from "../../../worker/core/visit/index.ts";
import { DAY, event, HOUR, MINUTE, NOON, pageView } from "../event.ts";
import { announced, at, buy, cart, look, names, page, signal } from "./signals-support.ts";
import { receive, somebody } from "./support.ts";

describe("several visits", () => {
  it("are two sessions in seven days", () => {
    const person = somebody();
    receive(person, [page("/", NOON)], { session: "s1" });
    expect(names(person, NOON)).toEqual([]);
    const second = NOON + 6 * DAY;
    receive(person, [page("/", second)], { session: "s2" });
    expect(signal(person, "multi_visit", second)).toMatchObject({
      reason: "came 2 times in 7 days",
      evidence: { sessions: ["s2", "s1"] },
      until: at(NOON + 7 * DAY),
    });
    expect(names(person, NOON + 7 * DAY)).toEqual([]);
  });

  it("are none when a week lies between them, or an order", () => {
    const rare = somebody();
    receive(rare, [page("/", NOON)], { session: "s1" });
    receive(rare, [page("/", NOON + 8 * DAY)], { session: "s2" });
    expect(names(rare, NOON + 8 * DAY)).toEqual([]);
    const buyer = somebody();
    receive(buyer, [page("/", NOON), buy("a", NOON + 1)], { session: "s1" });
    receive(buyer, [page("/", NOON + DAY)], { session: "s2" });
    expect(names(buyer, NOON + DAY)).toEqual([]);
  });
});

describe("hesitation", () => {
  const end = NOON + HOUR;
  const leaveAfter = (...events: VisitEvent[]) => {
    const person = somebody();
    receive(person, events);
    settle(person.state, end);
    return person;
  };
  const returns = (time = NOON + MINUTE) => page("/returns/", time, ["returns"]);

  it("is leaving after an item and a page on returns, once the visit is over", () => {
    const person = somebody();
    receive(person, [look("x", NOON), returns()]);
    expect(names(person, NOON + MINUTE)).toEqual([]);
    settle(person.state, end);
    expect(signal(person, "hesitation_returns", end)).toMatchObject({
      reason: "read about returns at /returns/ after looking at x and left without ordering",
      evidence: { items: ["x"], pages: ["/returns/"], sessions: ["s1"] },
    });
    expect(announced(person)).toMatchObject([
      { person: "v1", at: end, data: { signal: "hesitation_returns" } },
    ]);
  });

  it("is also leaving after the part of a page on shipping, with something in the cart", () => {
    const view = "basket";
    const read = event("page_leave", NOON + 9, { view, sections: ["shipping"] });
    const basket = pageView("/cart/", NOON + 5, { view });
    expect(names(leaveAfter(cart("x", NOON), basket, read), end)).toEqual(["hesitation_shipping"]);
    expect(names(leaveAfter(look("x", NOON), basket, read), end)).toEqual([]);
  });

  it("is not to be seen in whoever orders, saw no item, or went on to other pages", () => {
    expect(names(leaveAfter(look("x", NOON), returns(), buy("x", NOON + HOUR / 3)), end)).toEqual(
      [],
    );
    expect(names(leaveAfter(returns(), page("/", NOON + 2 * MINUTE)), end)).toEqual([]);
    expect(names(leaveAfter(returns(NOON), look("x", NOON + MINUTE)), end)).toEqual([]);
    const on = [2, 3, 4].map((n) => page(`/mugs/${n}`, NOON + n * MINUTE));
    expect(names(leaveAfter(look("x", NOON), returns(), ...on), end)).toEqual([]);
  });

  it("is announced once, though a late event opens the visit again", () => {
    const person = leaveAfter(look("x", NOON), returns());
    receive(person, [look("y", NOON + 30_000)], { now: end + MINUTE });
    settle(person.state, end + HOUR);
    expect(names(person, end + HOUR)).toEqual(["hesitation_returns"]);
    expect(announced(person)).toHaveLength(1);
  });
});

describe("a cart that is kept", () => {
  it("raises its signal by alarm after two days, once", () => {
    const person = somebody();
    receive(person, [cart("x", NOON)]);
    settle(person.state, NOON + HOUR);
    expect(names(person, NOON + HOUR)).toEqual([]);
    const due = NOON + 2 * DAY;
    person.state.outboxDue = null;
    expect(nextDuty(person.state)).toBe(due);
    settle(person.state, due);
    expect(signal(person, "cart_kept", due)).toMatchObject({
      since: at(due),
      reason: "has had x in the cart for 2 days or longer",
      evidence: { items: ["x"] },
    });
    person.state.outboxDue = null;
    expect(nextDuty(person.state)).toBeNull();
    settle(person.state, due + DAY);
    expect(announced(person, "cart_kept")).toHaveLength(1);
  });

  it("waits from the last change, and ends with an order or an empty cart", () => {
    const person = somebody();
    receive(person, [cart("x", NOON)]);
    receive(person, [cart("y", NOON + DAY)], { session: "s2" });
    settle(person.state, NOON + 2 * DAY);
    expect(names(person, NOON + 2 * DAY)).not.toContain("cart_kept");
    const later = NOON + 4 * DAY;
    settle(person.state, later);
    expect(names(person, later)).toContain("cart_kept");
    receive(person, [buy("x", later + 1)], { session: "s3" });
    expect(names(person, later + 1)).toEqual([]);
    expect(person.state.profile.signalDue).toBeUndefined();
  });
});
