import * as z from "zod";
import { PersonNow } from "../person.ts";
import { MergeBody, MergeReply, ProfileBody, ProfileReply, UnmergeReply } from "../profile.ts";
import { PushBody, PushReply } from "../push.ts";
import { SegmentReply, SegmentsReply } from "../segment.ts";
import { ItemId } from "../text.ts";
import { VisitorsReply } from "../visitors.ts";
import type { Resource } from "./operation.ts";
import { CursorQuery, customer, visitor } from "./params.ts";

const PersonQuery = CursorQuery.extend({
  item: ItemId.optional().describe("Leaves of the timeline what touches this item."),
});
const c1 = { customer: "c1" };
const message = { title: "Your order is on its way", url: "/account/" };

export const people: Resource = {
  key: "people",
  name: "People",
  words: "What is known of visitors and customers, for the shop's own servers.",
  operations: [
    {
      id: "getPerson",
      method: "GET",
      path: "/v1/people/{id}",
      summary: "All that is known of a visitor",
      description: "Of a customer, where no visitor has that id.",
      access: "people:read",
      params: { id: visitor },
      query: PersonQuery,
      replies: { 200: PersonNow },
      examples: [{ words: "A visitor", params: { id: "V1StGXR8_Z5jdHi6B-myT" } }],
    },
    {
      id: "getCustomer",
      method: "GET",
      path: "/v1/people/c/{customer}",
      summary: "All that is known of a customer",
      access: "people:read",
      params: { customer },
      query: PersonQuery,
      replies: { 200: PersonNow },
      examples: [{ words: "A customer", params: c1 }],
    },
    {
      id: "putCustomer",
      method: "PUT",
      path: "/v1/people/c/{customer}",
      summary: "Tell what one source knows of a customer",
      description:
        "A field that is null takes back what this source said; what others said of it stands. An " +
        "`email` or `phone` that is another record's joins the two.",
      access: "people:write",
      params: { customer },
      body: ProfileBody,
      replies: { 200: ProfileReply },
      problems: [409],
      examples: [
        {
          words: "From the shop's CRM",
          params: c1,
          body: { source: "crm", fields: { city: "Leeds", newsletter: true } },
        },
      ],
    },
    {
      id: "eraseField",
      method: "DELETE",
      path: "/v1/people/c/{customer}/fields/{field}",
      summary: "Forget a field, whoever said it",
      access: "people:write",
      params: { customer, field: z.string().describe("Its name.") },
      replies: { 204: { words: "It is forgotten." } },
      problems: [422],
      examples: [{ words: "The city", params: { ...c1, field: "city" } }],
    },
    {
      id: "mergePeople",
      method: "POST",
      path: "/v1/people/c/{customer}/merge",
      summary: "Join a record to a customer's",
      access: "people:write",
      params: { customer },
      body: MergeBody,
      replies: { 200: MergeReply },
      examples: [{ words: "A visitor's", params: c1, body: { visitor: "joined-visitor" } }],
    },
    {
      id: "unmergePeople",
      method: "POST",
      path: "/v1/people/c/{customer}/unmerge",
      summary: "Take a record out of a customer's again",
      access: "people:write",
      params: { customer },
      body: MergeBody,
      replies: { 200: UnmergeReply },
      examples: [{ words: "A visitor's", params: c1, body: { visitor: "joined-visitor" } }],
    },
    {
      id: "pushToVisitor",
      method: "POST",
      path: "/v1/people/{id}/push",
      summary: "Send a message to all browsers of a visitor now",
      access: "people:write",
      params: { id: visitor },
      body: PushBody,
      replies: { 200: PushReply },
      examples: [{ words: "Nobody subscribed", params: { id: "nobody-yet" }, body: message }],
    },
    {
      id: "pushToCustomer",
      method: "POST",
      path: "/v1/people/c/{customer}/push",
      summary: "Send a message to all browsers of a customer now",
      access: "people:write",
      params: { customer },
      body: PushBody,
      replies: { 200: PushReply },
      examples: [{ words: "News of an order", params: c1, body: message }],
    },
    {
      id: "listSegments",
      method: "GET",
      path: "/v1/segments",
      summary: "How many people are in each segment",
      access: "reports:read",
      replies: { 200: SegmentsReply },
      examples: [{ words: "All" }],
    },
    {
      id: "getSegment",
      method: "GET",
      path: "/v1/segments/{name}",
      summary: "Who is in a segment and why, by id",
      access: "people:read",
      params: { name: z.string().max(200).describe("As `GET /v1/segments` tells it.") },
      query: CursorQuery,
      replies: { 200: SegmentReply },
      examples: [{ words: "Who is considering", params: { name: "considering" } }],
    },
    {
      id: "watchVisitors",
      method: "GET",
      path: "/v1/visitors",
      summary: "Who is on the shop's pages now",
      description:
        "The board is kept in memory while somebody asks for it, at least once a minute; it fills " +
        "within ten seconds.",
      access: "people:read",
      replies: { 200: VisitorsReply },
      examples: [{ words: "Now" }],
    },
  ],
};
