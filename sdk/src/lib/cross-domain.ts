import { options } from "./options.ts";
import type { Head } from "./outbox.ts";
import type { Visit } from "./visit.ts";

/** A link that was copied or shared must not make two people one. */
const FRESH_MS = 120_000;

/** Whether the host (with its port, when it has one) is another of the shop's. */
export const isOtherHost = (host?: string): boolean | undefined | "" =>
  host && options.domains?.split(",").includes(host);

/**
 * The visit that another host of the shop hands over in this page's address, when it left there in
 * the last two minutes. The address is cleaned of it, so that nobody passes it on.
 */
export function arrivingVisit(now: number): Visit | undefined {
  const [handed, visitor, session, left] =
    /&_okaeri=([\w-]+)\.([\w-]+)\.(\d+)/.exec(location.href) ?? [];
  if (!handed || !isOtherHost(document.referrer.split("/")[2])) return;
  history.replaceState(history.state, "", location.href.replace(handed, ""));
  if (Math.abs(now - +left!) < FRESH_MS)
    return { visitor: visitor!, session: session!, active: now };
}

/** The query of a link with the visit of `head` in it. */
export const withVisit = (query: string, { visitor, session }: Head, now: number): string =>
  query.replace(/&_okaeri=.*|$/, visitor ? `&_okaeri=${visitor}.${session}.${now}` : "");
