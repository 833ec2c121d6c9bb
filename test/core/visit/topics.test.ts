import { describe, expect, it } from "vitest";
import { topicNamer, type VisitEvent } from "../../../worker/core/visit/index.ts";
import { event, NOON, pageView } from "../event.ts";

const topicsOf = topicNamer({});
const ofPath = (path: string) => topicsOf(pageView(path, NOON));
const ofTitle = (title: string) => topicsOf(pageView("/p/1", NOON, { title }));
const ofQuery = (query: string) =>
  topicsOf(pageView("/mugs/", NOON, { url: `https://shop.example/mugs/?${query}` }));
const ofEvent = (name: string, params: VisitEvent["params"] = null) =>
  topicsOf(event(name, NOON, { params }));

describe("what a page is about", () => {
  it("is told by its path, when nothing but a topic stands in the last part", () => {
    expect(ofPath("/pages/size-guide")).toEqual(["size_fit"]);
    expect(ofPath("/returns/")).toEqual(["returns"]);
    expect(ofPath("/help/our-returns-policy.html")).toEqual(["returns"]);
    expect(ofPath("/shipping-and-returns")).toEqual(["shipping", "returns"]);
    expect(ofPath("/de/versandkosten")).toEqual(["shipping"]);
  });

  it("is told by its title, without the shop's name behind it", () => {
    expect(ofTitle("Size guide | A shop")).toEqual(["size_fit"]);
    expect(ofTitle("返品・交換について｜お店")).toEqual(["returns"]);
    expect(ofTitle("送料とお届けについて")).toEqual(["shipping"]);
  });

  it("is no topic that its address or title only mentions", () => {
    expect(ofPath("/p/fit-and-flare-dress/")).toEqual([]);
    expect(ofPath("/p/care-bear")).toEqual([]);
    expect(ofPath("/")).toEqual([]);
    expect(ofPath("/help/")).toEqual([]);
    expect(ofTitle("Umbrella | Free shipping")).toEqual([]);
    expect(ofTitle("Price of Persia")).toEqual([]);
    expect(ofTitle("配送トラックのおもちゃ")).toEqual([]);
  });

  it("is told by the part of it that an address leads to", () => {
    expect(
      topicsOf(pageView("/p/1", NOON, { url: "https://shop.example/p/1#customer-reviews" })),
    ).toEqual(["reviews"]);
  });

  it("follows the shop's own taxonomy", () => {
    const own = topicNamer({ gift: ["gift wrapping"], returns: [] });
    expect(own(pageView("/gift-wrapping/", NOON))).toEqual(["gift"]);
    expect(own(pageView("/returns/", NOON))).toEqual([]);
  });
});

describe("filters and orders of lists", () => {
  it("tell what is weighed by", () => {
    expect(ofQuery("sort_by=price-ascending")).toEqual(["price"]);
    expect(ofQuery("sort=customer-rating")).toEqual(["reviews"]);
    expect(ofQuery("min_price=10&max_price=20")).toEqual(["price"]);
    expect(ofQuery("filter.v.price.gte=10&filter.v.availability=1")).toEqual(["price", "stock"]);
    expect(ofQuery("size=M")).toEqual(["size_fit"]);
    expect(ofEvent("filter", { filter_name: "size" })).toEqual(["size_fit"]);
    expect(ofEvent("view_item_list", { sort_by: "price_low_to_high" })).toEqual(["price"]);
  });

  it("tell nothing where they are of no section, or count pages", () => {
    expect(ofQuery("sort=newest&page=2&utm_source=price&ref=reviews")).toEqual([]);
    expect(ofQuery("size=48&page_size=24")).toEqual([]);
  });
});

describe("a shop's own events", () => {
  it("are about what their names say", () => {
    expect(ofEvent("size_guide_opened")).toEqual(["size_fit"]);
    expect(ofEvent("openReviews")).toEqual(["reviews"]);
    expect(ofEvent("select_content", { content_type: "size_guide" })).toEqual(["size_fit"]);
    expect(ofEvent("select_promotion")).toEqual(["price"]);
  });

  it("are about nothing when they are the order, or the page speaks by itself", () => {
    for (const name of ["purchase", "refund", "add_shipping_info", "view_promotion", "view_item"])
      expect(ofEvent(name)).toEqual([]);
    expect(ofEvent("submit_review")).toEqual([]);
    expect(ofEvent("toString", { constructor: "price" })).toEqual([]);
  });
});
