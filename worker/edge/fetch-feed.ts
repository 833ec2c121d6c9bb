import type { FeedBody } from "../wire/import.ts";
import { logError } from "./log.ts";
import { type Pieces, piecesOf } from "./pieces.ts";
import { refusalOf } from "./public-url.ts";

const MAX_HOPS = 5;
const TIMEOUT_MS = 120_000;
/** Pages of a Shopify shop, which holds 250 products a page. */
const MAX_PAGES = 400;
const PAGE_SIZE = 250;
const NO_PRODUCTS = /^\s*\{\s*"products"\s*:\s*\[\s*\]/;

/** A version of a file, as its server tells it. */
export interface FeedVersion {
  etag: string | null;
  /** `Last-Modified`. */
  modified: string | null;
}

export interface FetchedFeed extends FeedVersion {
  contentType: string;
  /** Where it was found in the end. */
  url: string;
  file: Pieces;
}

/**
 * Fetches a shop's feed; null when it is still the version that is known. Throws an Error whose
 * message the shop may read. Redirects are followed by hand, since each hop must lead to a public host.
 */
export async function fetchFeed(
  { url, format }: FeedBody,
  known: FeedVersion,
): Promise<FetchedFeed | null> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  if (format === "shopify" || (URL.parse(url)?.pathname ?? "").endsWith("/products.json"))
    return {
      etag: null,
      modified: null,
      contentType: "application/json",
      url,
      file: shopifyPages(url, signal),
    };
  const { reply, at } = await follow(url, signal, known);
  if (reply.status === 304) return null;
  if (reply.body === null) throw new Error("the answer is empty");
  return {
    etag: reply.headers.get("etag"),
    modified: reply.headers.get("last-modified"),
    contentType: reply.headers.get("content-type") ?? "",
    url: at,
    file: timed(piecesOf(reply.body), at, signal),
  };
}

/** Says of a file that breaks off for the time it took what broke it off. */
async function* timed(pieces: Pieces, address: string, signal: AbortSignal): Pieces {
  try {
    yield* pieces;
  } catch (error) {
    throw signal.aborted ? new Error(tooSlow(address)) : error;
  }
}

const tooSlow = (address: string) =>
  `${new URL(address).host} took longer than ${TIMEOUT_MS / 1_000} s`;

async function follow(
  address: string,
  signal: AbortSignal,
  known: FeedVersion | null,
): Promise<{ reply: Response; at: string }> {
  const headers = new Headers({ accept: "*/*", "user-agent": "Okaeri-Feed/1.0" });
  if (known?.etag) headers.set("if-none-match", known.etag);
  if (known?.modified) headers.set("if-modified-since", known.modified);
  let at = address;
  for (let hop = 0; hop <= MAX_HOPS; hop++) {
    const refusal = refusalOf(at);
    if (refusal !== null) throw new Error(hop === 0 ? refusal : `redirected to ${at}: ${refusal}`);
    const reply = await fetch(at, { headers, redirect: "manual", signal }).catch((error) => {
      logError("feed not reached", error, { host: new URL(at).host });
      throw new Error(signal.aborted ? tooSlow(at) : `${new URL(at).host} was not reached`);
    });
    if (reply.ok || (reply.status === 304 && known !== null)) return { reply, at };
    await reply.body?.cancel();
    const location = reply.headers.get("location");
    if (reply.status < 300 || reply.status > 399 || location === null)
      throw new Error(`${new URL(at).host} answered ${reply.status}`);
    at = URL.parse(location, at)?.href ?? location;
  }
  throw new Error(`more than ${MAX_HOPS} redirects`);
}

/** The pages of a shop's `products.json`, one after another, until one holds no product. */
async function* shopifyPages(address: string, signal: AbortSignal): Pieces {
  const refusal = refusalOf(address);
  if (refusal !== null) throw new Error(refusal);
  const url = new URL(address);
  url.searchParams.set("limit", String(PAGE_SIZE));
  for (let page = 1; page <= MAX_PAGES; page++) {
    url.searchParams.set("page", String(page));
    const { reply } = await follow(url.href, signal, null);
    if (reply.body === null) return;
    let isFirst = true;
    for await (const piece of timed(piecesOf(reply.body), url.href, signal)) {
      if (isFirst && NO_PRODUCTS.test(new TextDecoder().decode(piece.subarray(0, 200)))) return;
      isFirst = false;
      yield piece;
    }
  }
}
