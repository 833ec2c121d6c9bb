import type * as z from "zod";
import type { Scope } from "../scope.ts";

/**
 * Whom an operation lets in: secret keys and users with a scope; those and `page`s of the shop, by its
 * publishable key; the `deployment` by its own token; or all who ask (`open`), since the address, the
 * body or a cookie holds what it takes, or there is nothing to keep.
 */
export type LetsIn = Scope | "page" | "deployment" | "open";

/** A reply or body that is no JSON, or none at all. */
export interface Content {
  /** What it is, in words. */
  words: string;
  /** Its media type; none for an empty one. */
  type?: string;
  schema?: z.ZodType;
}

/** A request that works, as the document shows it; a test sends it. */
export interface Example {
  /** What it does. */
  words: string;
  /** Values of the address; those that the Worker gives out are put in by the test. */
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  /** What is answered: the first success of the operation unless told otherwise. */
  status?: number;
}

/** One method of one address, as the OpenAPI document describes it. */
export interface Operation {
  /** Its name in clients, in camel case; unique. */
  id: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** As OpenAPI writes it: `/v1/items/{id}`. */
  path: string;
  /** The app's pattern, where that is another than the path's own. */
  route?: string;
  summary: string;
  /** More of it, in Markdown's paragraphs and code. */
  description?: string;
  access: LetsIn;
  /** Where what is asked decides: by the query that does, whom that lets in. */
  accessIf?: Readonly<Record<string, LetsIn>>;
  params?: Readonly<Record<string, z.ZodType>>;
  query?: z.ZodObject;
  body?: z.ZodType | Content;
  /** Successes by status. */
  replies: Readonly<Record<number, z.ZodType | Content>>;
  /** Statuses of problems beside those that every operation of its kind has (`problemsOf`). */
  problems?: readonly number[];
  /** None of what only browsers ask: a socket, a mail's picture. */
  examples: readonly Example[];
}

/** A part of the API. */
export interface Resource {
  /** Its name in clients. */
  key: string;
  name: string;
  /** What it is for, in a sentence or two. */
  words: string;
  operations: readonly Operation[];
}

/** A schema, or what else a body or reply is. */
export const contentOf = (content: z.ZodType | Content): Content =>
  "words" in content ? content : { words: "", type: "application/json", schema: content };

/** The statuses of problems (RFC 9457) that an operation may answer. */
export function problemsOf({ access, method, body, params, query, problems }: Operation): number[] {
  const isKeyed = access !== "open";
  const hasJson = body !== undefined && contentOf(body).type === "application/json";
  const all = [
    ...(isKeyed ? [401] : []),
    ...(isKeyed && access !== "deployment" ? [403, 429] : []),
    ...(hasJson ? [400, 413, 415, 422] : []),
    ...(params === undefined ? [] : [404]),
    ...(query === undefined ? [] : [422]),
    // Of an `Idempotency-Key`, which `POST`s by secret key may have.
    ...(method === "POST" && isKeyed ? [400, 409, 422] : []),
    ...(problems ?? []),
  ];
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The app's pattern of an operation. */
export const routeOf = ({ route, path }: Operation): string =>
  route ?? path.replaceAll(/\{(\w+)\}/g, ":$1");
