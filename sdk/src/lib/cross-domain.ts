import type { Head } from "./outbox.ts";
import type { Visit } from "./visit.ts";

/** A link that was copied or shared must not make two people one. */
const FRESH_MS = 120_000;

/**
 * The visit that another domain of the shop hands over in this page's address, when it left there in
 * the last two minutes. The address is cleaned of it, so that nobody passes it on.
 */
export function arrivingVisit(now: number): Visit | undefined {
  const [handed, visitor, session, left] =
    /&_okaeri=([\w-]+)\.([\w-]+)\.(\d+)/.exec(location.href) ?? [];
  if (!handed) return;
  history.replaceState(history.state, "", location.href.replace(handed, ""));
  if (now - +left! < FRESH_MS) return { visitor: visitor!, session: session!, active: now };
}

/** Hands the visit over in a link to one of `domains`: host names, separated by commas. */
export function decorateLink(
  link: HTMLAnchorElement,
  domains: string | undefined,
  headNow: () => Head,
): void {
  if (!domains?.split(",").includes(link.hostname)) return;
  const { visitor, session } = headNow();
  if (visitor)
    link.search = link.search.replace(
      /&_okaeri=.*|$/,
      `&_okaeri=${visitor}.${session}.${Date.now()}`,
    );
}
