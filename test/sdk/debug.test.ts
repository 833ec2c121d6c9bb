import { describe, expect, it } from "vitest";
import type { Decision, Intent, Score } from "../../worker/wire/decision.ts";
import type { Event } from "../../worker/wire/event.ts";
import type { Touch } from "../../worker/wire/person.ts";
import {
  eventRow,
  problemRow,
  scoreRow,
  slotRow,
  touchRow,
  visitorRow,
} from "../../sdk/src/debug/rows.ts";

const touch: Touch = {
  channel: "Paid Search",
  source: "google",
  medium: "cpc",
  campaign: "",
  click_id: "gclid",
  landing: "https://shop.example/p/?utm_source=google&utm_medium=cpc&gclid=a#top",
  referrer: "",
};
const view: Event = { id: "e1", name: "view_item", view: "p7Xk", seq: 3 };

describe("what the overlay says of a visitor", () => {
  it("names visitor and session", () => {
    const stored = { visitor: "v1", session: "s1", active: 1 };
    expect(visitorRow(stored)).toEqual(["visitor, session", "v1", "s1", stored]);
  });

  it("says that nothing is stored when nothing is", () => {
    expect(visitorRow(null).slice(1, 3)).toEqual(["no consent", "nothing is stored"]);
  });

  it("says that campaign and click id made a channel", () => {
    const facts = "utm_source=google\nutm_medium=cpc\ngclid";
    expect(touchRow(touch).slice(1, 3)).toEqual(["Paid Search", facts]);
  });

  it("says that a referrer made a channel", () => {
    const referrer = "https://news.example/";
    const plain = { ...touch, click_id: null, landing: "https://shop.example/", referrer };
    expect(touchRow({ ...plain, channel: "Referral" }).slice(1, 3)).toEqual(["Referral", referrer]);
  });

  it("says why a visit is direct", () => {
    const bare = { ...touch, channel: "Direct", click_id: null, landing: "https://shop.example/" };
    expect(touchRow(bare)[2]).toMatch(/^no campaign/);
  });
});

describe("what the overlay says of a score", () => {
  const score: Score = {
    probability: 0.03124,
    interval: [0.0204, 0.5],
    status: "scored",
    band: "considering",
    reasons: ["came back", "read shipping"],
  };

  const intent: Intent = { session: score, week: score, evidence: 7, model: "ftrl-12" };

  it("gives two digits that count, the interval, the band, the reasons and the evidence", () => {
    const text = "2 % to 50 %\nconsidering\ncame back\nread shipping\n7 events";
    expect(scoreRow("session", intent)).toEqual(["session", "3.1 %", text, score]);
  });

  it("gives the status when there is no band", () => {
    const week: Score = { ...score, band: null, status: "insufficient_evidence" };
    expect(scoreRow("week", { ...intent, week })[2]).toContain("\ninsufficient_evidence\n");
  });
});

describe("what the overlay says of a slot", () => {
  it("gives the receipt, the scenario, why it fell back, and a reason for each item", () => {
    const items = [{ id: "mug", reason: "bought often" }] as Decision["items"];
    const decision = {
      receipt_id: "r1",
      scenario: "bestsellers",
      items,
      fallback: "no history",
    } as Decision;
    const text = "bestsellers\nno history\nmug: bought often";
    expect(slotRow("side", decision)).toEqual(["side", "r1", text, decision]);
  });
});

describe("what the overlay says of an event", () => {
  it("gives what became of it and why, what it is about, and its place in the view", () => {
    const event = { ...view, items: [{ item_id: "mug" }, { item_id: "plate" }] };
    const text = "was here before\nmug\nplate\np7Xk 3";
    expect(eventRow(event, "duplicate", "was here before")).toEqual([
      "view_item",
      "duplicate",
      text,
      event,
    ]);
  });

  it("says that it comes from the data layer", () => {
    expect(eventRow({ ...view, captured: "data_layer" }, "accepted")[2]).toContain("data_layer");
  });

  it("names each kind of thing that a page's markup describes once", () => {
    const markup = JSON.stringify({
      json_ld: [{ "@type": "Product", offers: [{ "@type": "Offer" }, { "@type": "Offer" }] }],
      elements: [
        [-1, null, "og:type", "product"],
        [-1, "https://schema.org/BreadcrumbList", null, null],
      ],
    });
    const found = "Product\nOffer\nog:type\nBreadcrumbList\np7Xk 3";
    expect(eventRow({ ...view, name: "page_data", markup }, "accepted")[2]).toBe(found);
  });

  it("is about an order before its items, and about its page when it has neither", () => {
    const page = { url: "https://shop.example/thanks" };
    const order = { ...view, page, transaction_id: "T1", items: [{ item_id: "mug" }] };
    expect(eventRow(order, "accepted")[2]).toMatch(/^T1\n/);
    expect(eventRow({ ...view, page }, "accepted")[2]).toMatch(/^https:\/\/shop.example\/thanks\n/);
  });
});

describe("what the overlay says of a problem", () => {
  it("takes an error, the Worker's problem details, and text", () => {
    expect(problemRow(new TypeError("Failed to fetch"))[0]).toBe("Failed to fetch");
    const refused = { title: "Not a batch of events", status: 422, detail: "see errors" };
    expect(problemRow(refused).slice(0, 3)).toEqual([
      "Not a batch of events",
      "problem",
      "see errors",
    ]);
    expect(problemRow("no disk")[0]).toBe("no disk");
  });
});
