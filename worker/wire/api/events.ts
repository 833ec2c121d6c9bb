import * as z from "zod";
import { Batch, BatchReply } from "../batch.ts";
import { BlockBody, BlockReply } from "../block.ts";
import { Decision } from "../decision.ts";
import { Event } from "../event.ts";
import { VisitorId } from "../identity.ts";
import { RerankBody, RerankReply } from "../rerank.ts";
import { Scenario, Want, WantFields } from "../want.ts";
import type { Resource } from "./operation.ts";
import { visitor } from "./params.ts";

export const EXAMPLE_BATCH = {
  visitor: "V1StGXR8_Z5jdHi6B-myT",
  session: "Uakgb_J5m9g-0JDMbcJqL",
  consent: { analytics_storage: "granted" },
  events: [
    {
      id: "kLmPq7x2",
      name: "view_item",
      view: "p7Kx",
      seq: 1,
      age: 1200,
      currency: "GBP",
      value: 2.55,
      page: { url: "https://shop.example/p/85123A/", referrer: "", title: "Hanging heart" },
      items: [{ item_id: "85123A", price: 2.55, quantity: 1 }],
    },
  ],
  want: [{ slot: "side", scenario: "bestsellers", axis: "category:Kitchen", count: 6 }],
};

const server = {
  words: "From the shop's server: a visit that is over",
  body: {
    visitor: "V1StGXR8_Z5jdHi6B-myT",
    events: [
      {
        id: "order-1001",
        name: "purchase",
        time: "2026-11-20T10:15:00Z",
        transaction_id: "1001",
        currency: "GBP",
        value: 5.1,
        items: [{ item_id: "85123A", price: 2.55, quantity: 2 }],
      },
    ],
  },
};

/** Events and slots are parsed one by one, by these. */
const wholeBatch = Batch.extend({
  events: z.array(Event).max(1000),
  want: z.array(Want).max(16).optional(),
});

const fields = z.object(WantFields.omit({ scenario: true }).partial().shape);

export const events: Resource = {
  key: "events",
  name: "Events and decisions",
  words: "What a page does: events in, and what that visitor is to be shown out.",
  operations: [
    {
      id: "sendEvents",
      method: "POST",
      path: "/v1/events",
      summary: "Tell of events, and ask what to show",
      description:
        "Names and `items[]` are GA4's. Events are judged one by one: a bad one does not keep the " +
        "others. The body may come as `text/plain`, and the key as `?key=`, since beacons have no " +
        "headers. `visitor` is null without consent: then nothing is stored, and slots are filled " +
        "with what is the same for all.",
      access: "page",
      body: wholeBatch,
      replies: { 200: BatchReply },
      examples: [{ words: "A page view of an item", body: EXAMPLE_BATCH }, server],
    },
    {
      id: "recommend",
      method: "GET",
      path: "/v1/recommendations/{scenario}",
      summary: "One slot, without a page",
      description:
        "Every field of a slot is a parameter. With `visitor` it is that visitor's own, and needs a " +
        "secret key; without, the answer is the same for all and may be cached for some seconds.",
      access: "page",
      accessIf: { "visitor=v1": "people:read" },
      params: { scenario: Scenario },
      query: fields.extend({
        exclude: z.string().optional().describe("Ids of items to leave out, parted by commas."),
        visitor: visitor.optional(),
        segment: z.string().optional().describe("Short for `axis=segment:…`."),
      }),
      replies: { 200: Decision },
      examples: [
        {
          words: "What sells best in a category",
          params: { scenario: "bestsellers" },
          query: { axis: "category:Kitchen", count: "6" },
        },
        {
          words: "What a visitor has looked at",
          params: { scenario: "recently_viewed" },
          query: { visitor: "V1StGXR8_Z5jdHi6B-myT" },
        },
      ],
    },
    {
      id: "rerank",
      method: "POST",
      path: "/v1/rerank",
      summary: "Put a list of the shop's own in the order of a visitor's taste",
      access: "page",
      body: RerankBody,
      replies: { 200: RerankReply },
      examples: [
        {
          words: "A page of a category",
          body: { visitor: "V1StGXR8_Z5jdHi6B-myT", items: ["85123A", "22423"] },
        },
      ],
    },
    {
      id: "watchItems",
      method: "GET",
      path: "/v1/live",
      summary: "A WebSocket that says when an item has another price or stock",
      access: "page",
      query: z.object({
        visitor: VisitorId,
        items: z.string().optional().describe("At most 10 ids, parted by commas."),
        unheard: z.string().optional().describe("For how long nothing was heard (ms)."),
      }),
      replies: { 101: { words: "Messages are JSON: `changed` (ids of items) and `version`." } },
      problems: [426, 503],
      examples: [],
    },
    {
      id: "makeBlock",
      method: "POST",
      path: "/v1/blocks",
      summary: "Recommendations for a mail, chosen when it is opened",
      description: "Beside these fields it takes those of a slot: a scenario and its filters.",
      access: "people:read",
      body: BlockBody.and(WantFields.omit({ slot: true, count: true })),
      replies: { 201: BlockReply },
      examples: [
        {
          words: "Four items for a visitor",
          body: { visitor: "V1StGXR8_Z5jdHi6B-myT", scenario: "new_for_you", count: 4 },
        },
      ],
    },
    {
      id: "openBlock",
      method: "GET",
      path: "/v1/blocks/{token}/{place}",
      route: "/v1/blocks/:token/:place{[1-9][0-9]?(\\.img)?}",
      summary: "What a place of a mail leads to: a picture (`{place}.img`) or a page",
      access: "open",
      params: {
        token: z.string().describe("Of the block."),
        place: z.string().describe("From 1, with `.img` for the picture."),
      },
      replies: {
        302: { words: "To the item's picture or page, or the shop's home page." },
        404: { words: "An empty picture, of a mail that is too old.", type: "image/gif" },
      },
      examples: [],
    },
  ],
};
