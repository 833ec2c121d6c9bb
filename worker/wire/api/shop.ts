import * as z from "zod";
import { AlertsReply } from "../alert.ts";
import { AuditReply } from "../audit.ts";
import { ClockBody, ClockReply } from "../clock.ts";
import { IdentitySecretReply } from "../identity.ts";
import { Settings } from "../settings.ts";
import { ShopBody, ShopMade, ShopName, ShopReply, StatusBody } from "../shop.ts";
import { ToolsReply } from "../tools.ts";
import type { Resource } from "./operation.ts";
import { CursorQuery } from "./params.ts";

const Sections = z
  .record(z.string(), z.array(z.string()))
  .describe("By name, the words and phrases that announce a section.");

export const shop: Resource = {
  key: "shop",
  name: "Shop",
  words: "What a shop decides for itself, and what is not as it should be.",
  operations: [
    {
      id: "getSettings",
      method: "GET",
      path: "/v1/settings",
      summary: "The shop's settings",
      access: "reports:read",
      replies: { 200: Settings },
      examples: [{ words: "As they are" }],
    },
    {
      id: "putSettings",
      method: "PUT",
      path: "/v1/settings",
      summary: "Replace the shop's settings",
      description: "What is left out goes back to its default.",
      access: "settings:write",
      body: Settings,
      replies: { 200: Settings },
      examples: [
        {
          words: "Origins, currency and time zone",
          body: {
            origins: ["https://shop.example"],
            currency: "GBP",
            time_zone: "Europe/London",
          },
        },
      ],
    },
    {
      id: "getSections",
      method: "GET",
      path: "/v1/settings/sections",
      summary: "The sections of pages that are told apart, with the default ones",
      access: "reports:read",
      replies: { 200: Sections },
      examples: [{ words: "As they are" }],
    },
    {
      id: "getIdentitySecret",
      method: "GET",
      path: "/v1/identity",
      summary: "The secret that signs customers' ids",
      description: "It stays on the shop's server: whoever has it can be any customer.",
      access: "admin",
      replies: { 200: IdentitySecretReply },
      examples: [{ words: "As it is" }],
    },
    {
      id: "listAlerts",
      method: "GET",
      path: "/v1/alerts",
      summary: "What is not as it should be, and what was not within the last 30 days",
      access: "reports:read",
      replies: { 200: AlertsReply },
      examples: [{ words: "All" }],
    },
    {
      id: "readAuditLog",
      method: "GET",
      path: "/v1/audit",
      summary: "Who changed what in the last 25 months, the latest first",
      access: "admin",
      query: CursorQuery,
      replies: { 200: AuditReply },
      examples: [{ words: "The latest changes" }],
    },
    {
      id: "listTools",
      method: "GET",
      path: "/v1/tools",
      summary: "What an assistant of the shop, such as a chatbot, can do",
      access: "reports:read",
      replies: { 200: ToolsReply },
      examples: [{ words: "All" }],
    },
    {
      id: "makeShop",
      method: "POST",
      path: "/v1/shops",
      summary: "Make a shop, with its first keys",
      description: "For whoever runs the deployment; see `npm run shop`.",
      access: "deployment",
      body: ShopBody,
      replies: { 201: ShopMade },
      problems: [409],
      examples: [{ words: "A shop", body: { shop: "flowers" } }],
    },
    {
      id: "setShopStatus",
      method: "PUT",
      path: "/v1/shops/{shop}",
      summary: "Suspend, reopen or close a shop",
      description: "A day after a shop was closed all that it holds is deleted, for good.",
      access: "deployment",
      params: { shop: ShopName },
      body: StatusBody,
      replies: { 200: ShopReply },
      problems: [409],
      examples: [{ words: "For now", params: { shop: "flowers" }, body: { status: "suspended" } }],
    },
    {
      id: "setClock",
      method: "PUT",
      path: "/v1/clock",
      summary: "Move the shop's time, where there is a test clock",
      description: "Answers when nothing is due any more. With `OKAERI_TEST_CLOCK=1` only.",
      access: "admin",
      body: ClockBody,
      replies: { 200: ClockReply },
      examples: [{ words: "A moment", body: { now: "2026-11-22T12:00:00Z" } }],
    },
  ],
};
