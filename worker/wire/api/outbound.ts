import * as z from "zod";
import { OutboundReply } from "../outbound.ts";
import { PushKeyReply, SubscriptionBody } from "../push.ts";
import {
  DeliveriesQuery,
  DeliveriesReply,
  DeliveryReply,
  ReplayBody,
  ReplayReply,
  WebhookBody,
  WebhookMadeReply,
  WebhookReply,
  WebhooksReply,
} from "../webhook.ts";
import type { Resource } from "./operation.ts";
import { CursorQuery, idOf } from "./params.ts";

const webhook = { id: "wh_4fQ8s1" };
const params = idOf("webhook");
const body = { url: "https://crm.example/hooks/okaeri", types: ["stage.changed"] };

export const outbound: Resource = {
  key: "outbound",
  name: "Webhooks and push",
  words: "What other systems get to hear, and messages to browsers.",
  operations: [
    {
      id: "listWebhooks",
      method: "GET",
      path: "/v1/webhooks",
      summary: "Where announcements are posted to, and how it goes",
      access: "outbound",
      replies: { 200: WebhooksReply },
      examples: [{ words: "All" }],
    },
    {
      id: "makeWebhook",
      method: "POST",
      path: "/v1/webhooks",
      summary: "Make a webhook, and show its secret this once",
      access: "outbound",
      body: WebhookBody,
      replies: { 201: WebhookMadeReply },
      examples: [{ words: "For one type", body }],
    },
    {
      id: "putWebhook",
      method: "PUT",
      path: "/v1/webhooks/{id}",
      summary: "Change a webhook",
      access: "outbound",
      params,
      body: WebhookBody,
      replies: { 200: WebhookReply },
      examples: [
        {
          words: "As CloudEvents, of all types",
          params: webhook,
          body: { url: body.url, format: "cloudevents" },
        },
      ],
    },
    {
      id: "rotateWebhookSecret",
      method: "POST",
      path: "/v1/webhooks/{id}/rotate",
      summary: "Make a webhook's secret anew",
      access: "outbound",
      params,
      replies: { 200: WebhookMadeReply },
      examples: [{ words: "By its id", params: webhook }],
    },
    {
      id: "testWebhook",
      method: "POST",
      path: "/v1/webhooks/{id}/test",
      summary: "Send a test event, and tell what came of it",
      access: "outbound",
      params,
      replies: { 200: DeliveryReply },
      examples: [{ words: "By its id", params: webhook }],
    },
    {
      id: "replayWebhook",
      method: "POST",
      path: "/v1/webhooks/{id}/replay",
      summary: "Send dead letters again",
      access: "outbound",
      params,
      body: ReplayBody,
      replies: { 200: ReplayReply },
      examples: [
        { words: "Since a moment", params: webhook, body: { since: "2026-11-20T00:00:00Z" } },
      ],
    },
    {
      id: "listDeliveries",
      method: "GET",
      path: "/v1/deliveries",
      summary: "Deliveries of the last 30 days, the newest first",
      access: "outbound",
      query: DeliveriesQuery,
      replies: { 200: DeliveriesReply },
      examples: [{ words: "Dead letters", query: { status: "dead" } }],
    },
    {
      id: "replayDelivery",
      method: "POST",
      path: "/v1/deliveries/{id}/replay",
      summary: "Send one delivery again",
      access: "outbound",
      params: idOf("delivery"),
      replies: { 200: DeliveryReply },
      examples: [{ words: "By its id", params: { id: "17" } }],
    },
    {
      id: "listOutbound",
      method: "GET",
      path: "/v1/outbound",
      summary: "What is told, the oldest first",
      description:
        "For whoever polls instead of taking webhooks: its cursor stays good, so come back with the " +
        "last one.",
      access: "outbound",
      query: CursorQuery.extend({
        type: z.string().optional().describe("Only of this type."),
        person: z.string().optional().describe("Only of this person."),
      }),
      replies: { 200: OutboundReply },
      examples: [{ words: "Changes of stage", query: { type: "stage.changed" } }],
    },
    {
      id: "deleteWebhook",
      method: "DELETE",
      path: "/v1/webhooks/{id}",
      summary: "Post there no more",
      access: "outbound",
      params,
      replies: { 204: { words: "It is gone." } },
      examples: [{ words: "By its id", params: webhook }],
    },
    {
      id: "getPushKey",
      method: "GET",
      path: "/v1/push/key",
      summary: "What a browser subscribes with",
      access: "page",
      replies: { 200: PushKeyReply },
      examples: [{ words: "The shop's" }],
    },
    {
      id: "putSubscription",
      method: "PUT",
      path: "/v1/push/subscription",
      summary: "Keep a browser's subscription with its visitor, or drop it",
      access: "page",
      body: SubscriptionBody,
      replies: { 204: { words: "It is as told." } },
      problems: [409],
      examples: [
        {
          words: "Take it back",
          body: { visitor: "V1StGXR8_Z5jdHi6B-myT", subscription: null },
        },
      ],
    },
  ],
};
