import { isbot } from "isbot";

/** What developers try a shop with. On the public net these are scrapers. */
const TOOLS = /HeadlessChrome|^(curl|node|undici|bun|deno|wget|httpie|postman|insomnia|python)/i;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** User agents that are known by heart: a few hundred are most of what comes. */
const MAX_KNOWN = 1_000;
const MAX_LENGTH = 300;
const known = new Map<string, boolean>();

/** The pattern of all crawlers takes as long as a small event does to be parsed. */
function isBot(userAgent: string): boolean {
  if (userAgent.length > MAX_LENGTH) return isbot(userAgent);
  let told = known.get(userAgent);
  if (told === undefined) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(userAgent, (told = isbot(userAgent)));
  }
  return told;
}

/**
 * Whether a request comes from a crawler, by its user agent or because its page said that a program
 * drives the browser (`navigator.webdriver`). A developer's own tools on a loopback address are no
 * crawlers: nobody else can reach that.
 */
export function isCrawler(userAgent: string, host: string, isDriven: boolean): boolean {
  if (LOOPBACK.test(host)) return isBot(userAgent) && !TOOLS.test(userAgent);
  return isBot(userAgent) || isDriven;
}
