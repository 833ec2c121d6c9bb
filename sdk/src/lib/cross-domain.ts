import type { Head } from "./outbox.ts";
import type { Visit } from "./visit.ts";
import { options } from "./options.ts";

/** A link that was copied or shared must not make two people one. */
const FRESH_MS = 120_000;

/** Whether the host (with its port, when it has one) is another of the shop's. */
export const isOtherHost = (host?: string): boolean | "" | undefined =>
  host && options.domains?.split(",").includes(host);

/**
 * The visit that another host of the shop hands over in this page's address, when it left there in
 * the last two minutes.
 */
export function arrivingVisit(now: number): Visit | false | "" | undefined {
  const [, visitor, session, left] = /&_okaeri=([^.]+)\.([^.]+)\.(\d+)/.exec(location.href) ?? [];
  return (
    Math.abs(now - +left!) < FRESH_MS &&
    isOtherHost(document.referrer.split("/")[2]) && {
      visitor: visitor!,
      session: session!,
      active: now,
    }
  );
}

/** The query of a link with the visit of `head` in it. */
export const withVisit = (query: string, { visitor, session }: Head, now: number): string =>
  query.replace(/&_okaeri=.*|$/, visitor ? `&_okaeri=${visitor}.${session}.${now}` : "");
