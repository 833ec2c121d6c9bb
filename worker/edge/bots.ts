import { isbot } from "isbot";

/** What developers try a shop with. On the public net these are scrapers. */
const TOOLS = /HeadlessChrome|^(curl|node|undici|bun|deno|wget|httpie|postman|insomnia|python)/i;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Whether a request comes from a crawler, by its user agent. A developer's own tools on a loopback
 * address are no crawlers: nobody else can reach that.
 */
export const isCrawler = (userAgent: string, host: string): boolean =>
  isbot(userAgent) && !(LOOPBACK.test(host) && TOOLS.test(userAgent));
