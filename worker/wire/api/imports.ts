import {
  FeedBody,
  FeedName,
  FeedReply,
  FeedsReply,
  ImportQuery,
  ImportReply,
  ImportsReply,
  ImportTaken,
  RejectedReply,
} from "../import.ts";
import type { Resource } from "./operation.ts";
import { CursorQuery, idOf } from "./params.ts";

const named = { name: FeedName.describe("The shop's own name of the feed.") };

export const imports: Resource = {
  key: "imports",
  name: "Imports and feeds",
  words: "Files of items, orders, refunds, deliveries, customers, reviews and tickets.",
  operations: [
    {
      id: "importFile",
      method: "POST",
      path: "/v1/imports",
      summary: "Take in a file, and work through it later",
      description:
        "The body is the file: XML, CSV, TSV, JSON or NDJSON, plain or as gzip, up to 100 MB " +
        "unpacked. Files of orders, refunds and deliveries need the scope `orders:write`, those of " +
        "customers and tickets `people:write`.",
      access: "catalogue:write",
      accessIf: {
        "type=customers": "people:write",
        "type=deliveries": "orders:write",
        "type=orders": "orders:write",
        "type=refunds": "orders:write",
        "type=tickets": "people:write",
      },
      query: ImportQuery,
      body: { words: "The file.", type: "application/octet-stream" },
      replies: { 202: ImportTaken },
      problems: [400, 413],
      examples: [
        {
          words: "Orders as NDJSON",
          query: { type: "orders" },
          body: '{"transaction_id":"1002","customer_id":"c1","time":"2026-11-01T09:00:00Z","currency":"GBP","items":[{"item_id":"85123A","price":2.55,"quantity":4}]}\n',
        },
      ],
    },
    {
      id: "listImports",
      method: "GET",
      path: "/v1/imports",
      summary: "All imports that are remembered, the latest first",
      access: "reports:read",
      replies: { 200: ImportsReply },
      examples: [{ words: "All" }],
    },
    {
      id: "getImport",
      method: "GET",
      path: "/v1/imports/{id}",
      summary: "How far an import is, or what it came to",
      access: "reports:read",
      params: idOf("import"),
      replies: { 200: ImportReply },
      examples: [{ words: "By its id", params: { id: "V8fZ3kq0a2T7xW1mC9dEb" } }],
    },
    {
      id: "rejectedLines",
      method: "GET",
      path: "/v1/imports/{id}/rejected",
      summary: "Every line that was not taken, and why",
      access: "reports:read",
      params: idOf("import"),
      query: CursorQuery,
      replies: { 200: RejectedReply },
      examples: [{ words: "The first page", params: { id: "V8fZ3kq0a2T7xW1mC9dEb" } }],
    },
    {
      id: "listFeeds",
      method: "GET",
      path: "/v1/feeds",
      summary: "Where feeds are fetched from, how it went, and when it is done again",
      access: "reports:read",
      replies: { 200: FeedsReply },
      examples: [{ words: "All" }],
    },
    {
      id: "putFeed",
      method: "PUT",
      path: "/v1/feeds/{name}",
      summary: "Fetch a feed now, and from now on by the clock",
      access: "catalogue:write",
      params: named,
      body: FeedBody,
      replies: { 200: FeedReply },
      problems: [409],
      examples: [
        {
          words: "Every six hours",
          params: { name: "google" },
          body: { url: "https://shop.example/feed.xml", every: "6h" },
        },
      ],
    },
    {
      id: "deleteFeed",
      method: "DELETE",
      path: "/v1/feeds/{name}",
      summary: "Fetch a feed no more",
      description: "Its items stay.",
      access: "catalogue:write",
      params: named,
      replies: { 204: { words: "It is fetched no more." } },
      problems: [422],
      examples: [{ words: "By its name", params: { name: "google" } }],
    },
  ],
};
