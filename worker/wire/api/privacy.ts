import * as z from "zod";
import { AccessReply } from "../access.ts";
import { MeBody, MeReply, OwnPageReply, UnsubscribeBody, UnsubscribeReply } from "../me.ts";
import {
  AccessBody,
  ErasureBody,
  ErasureReply,
  PersonBody,
  VerifyBody,
  VerifyReply,
} from "../privacy.ts";
import type { Resource } from "./operation.ts";
import { idOf } from "./params.ts";

const visitor = { visitor: "V1StGXR8_Z5jdHi6B-myT" };
const token = { token: z.string().describe("As the link holds it.") };
const shop = z.object({
  shop: z.string().optional().describe("Which shop's, where the browser knows several."),
});

export const privacy: Resource = {
  key: "privacy",
  name: "Privacy",
  words: "Access, portability, erasure, and the visitor's own page.",
  operations: [
    {
      id: "accessPerson",
      method: "POST",
      path: "/v1/privacy/access",
      summary: "Everything about a person, to read or to take elsewhere",
      description: "With `format: ndjson` it answers lines that imports and `/v1/events` take.",
      access: "privacy",
      body: AccessBody,
      replies: { 200: AccessReply },
      problems: [404],
      examples: [{ words: "A visitor", body: visitor }],
    },
    {
      id: "ownPageLink",
      method: "POST",
      path: "/v1/privacy/link",
      summary: "The way to a person's own page, for an hour",
      access: "privacy",
      body: PersonBody,
      replies: { 201: OwnPageReply },
      examples: [{ words: "Of a visitor", body: visitor }],
    },
    {
      id: "unsubscribeLink",
      method: "POST",
      path: "/v1/privacy/unsubscribe",
      summary: "What a message carries, so that one click ends them",
      access: "privacy",
      body: UnsubscribeBody,
      replies: { 201: UnsubscribeReply },
      examples: [{ words: "Of mails to a customer", body: { customer: "c1", channel: "email" } }],
    },
    {
      id: "erasePerson",
      method: "POST",
      path: "/v1/privacy/erasure",
      summary: "Take every copy of a person out",
      access: "privacy",
      body: ErasureBody,
      replies: { 202: ErasureReply },
      examples: [{ words: "Orders stay in the sums", body: { visitor: "leaving-visitor" } }],
    },
    {
      id: "erasureProgress",
      method: "GET",
      path: "/v1/privacy/{id}",
      summary: "How far an erasure is; when it is done, its receipt",
      access: "privacy",
      params: idOf("request"),
      replies: { 200: ErasureReply },
      examples: [{ words: "By its id", params: { id: "r8Kq1xZt" } }],
    },
    {
      id: "verifyReceipt",
      method: "POST",
      path: "/v1/privacy/verify",
      summary: "Whether a receipt is genuine, and of the person named",
      access: "privacy",
      body: VerifyBody,
      replies: { 200: VerifyReply },
      examples: [
        {
          words: "One that somebody made up",
          body: {
            receipt: {
              id: "r8Kq1xZt",
              shop: "shop",
              subject: "3q2-7w",
              requested: "2026-11-20T10:00:00.000Z",
              completed: "2026-11-20T10:00:05.000Z",
              keep_orders: "anonymous",
              erased: [{ place: "person", removed: { journal: 3 } }],
              signature: "AAAA",
            },
            visitor: "leaving-visitor",
          },
        },
      ],
    },
    {
      id: "getMe",
      method: "GET",
      path: "/v1/me",
      summary: "What is known of whoever asks",
      description: "No key opens it: the cookie of the browser that the visits came from does.",
      access: "open",
      query: shop,
      replies: { 200: MeReply },
      problems: [401],
      examples: [{ words: "With the visitor's cookie" }],
    },
    {
      id: "putMe",
      method: "PUT",
      path: "/v1/me",
      summary: "What a visitor decides about what is known",
      access: "open",
      query: shop,
      body: MeBody,
      replies: { 200: MeReply },
      problems: [401],
      examples: [{ words: "No mails", body: { subscribed: { email: false } } }],
    },
    {
      id: "eraseMe",
      method: "DELETE",
      path: "/v1/me",
      summary: "Its end",
      access: "open",
      query: shop,
      replies: { 202: ErasureReply },
      problems: [401],
      examples: [{ words: "With the visitor's cookie" }],
    },
    {
      id: "askUnsubscribe",
      method: "GET",
      path: "/v1/unsubscribe/{token}",
      summary: "The page that a link in a mail opens: it asks, and changes nothing",
      access: "open",
      params: token,
      replies: { 200: { words: "The page.", type: "text/html" } },
      examples: [{ words: "As a mail has it", params: { token: "…" } }],
    },
    {
      id: "unsubscribe",
      method: "POST",
      path: "/v1/unsubscribe/{token}",
      summary: "One click, as mail programs send it (RFC 8058)",
      access: "open",
      params: token,
      body: {
        words: "`List-Unsubscribe=One-Click`",
        type: "application/x-www-form-urlencoded",
        schema: z.object({ "List-Unsubscribe": z.literal("One-Click") }),
      },
      replies: { 200: { words: "A page that says so.", type: "text/html" } },
      problems: [413, 422],
      examples: [
        { words: "The click", params: { token: "…" }, body: "List-Unsubscribe=One-Click" },
      ],
    },
  ],
};
