import * as z from "zod";
import { ExportKind, ExportQuery } from "../export.ts";
import { GpcReply, HealthReply, ReadyReply } from "../health.ts";
import type { Resource } from "./operation.ts";
import { NDJSON } from "./params.ts";

export const service: Resource = {
  key: "service",
  name: "Export and operation",
  words: "All there is, and whether the Worker is well.",
  operations: [
    {
      id: "exportRecords",
      method: "GET",
      path: "/v1/export/{kind}",
      summary: "All there is, as lines that imports and `/v1/events` take",
      description: "A reply is a page; its `Link` header leads to the next (RFC 8288).",
      access: "export",
      params: { kind: ExportKind },
      query: ExportQuery,
      replies: { 200: { words: "A record a line.", type: NDJSON } },
      examples: [{ words: "Orders", params: { kind: "orders" } }],
    },
    {
      id: "health",
      method: "GET",
      path: "/health",
      summary: "It lives",
      access: "open",
      replies: { 200: HealthReply },
      examples: [{ words: "Now" }],
    },
    {
      id: "ready",
      method: "GET",
      path: "/health/ready",
      summary: "It lives, and writes to disk",
      access: "open",
      replies: { 200: ReadyReply, 503: ReadyReply },
      examples: [{ words: "Now" }],
    },
    {
      id: "metrics",
      method: "GET",
      path: "/metrics",
      summary: "Figures of this process, for Prometheus",
      description: "To whoever has `OKAERI_METRICS_TOKEN` as a bearer token.",
      access: "open",
      replies: { 200: { words: "Prometheus' text format.", type: "text/plain" } },
      problems: [401, 404],
      examples: [{ words: "Now" }],
    },
    {
      id: "globalPrivacyControl",
      method: "GET",
      path: "/.well-known/gpc.json",
      summary: "That Global Privacy Control is honoured",
      access: "open",
      replies: { 200: GpcReply },
      examples: [{ words: "Since when" }],
    },
    {
      id: "openapi",
      method: "GET",
      path: "/v1/openapi.json",
      summary: "This document",
      access: "open",
      replies: {
        200: {
          words: "OpenAPI 3.1.",
          type: "application/json",
          schema: z.looseObject({ openapi: z.string() }),
        },
      },
      examples: [{ words: "All of it" }],
    },
    {
      id: "docs",
      method: "GET",
      path: "/v1/docs",
      summary: "This document, to read",
      access: "open",
      replies: { 302: { words: "To the page." } },
      examples: [{ words: "The page" }],
    },
  ],
};
