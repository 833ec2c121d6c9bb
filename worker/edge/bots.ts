import { isbot } from "isbot";

/** What developers try a shop with. On the public net these are scrapers. */
const TOOLS = /HeadlessChrome|^(curl|node|undici|bun|deno|wget|httpie|postman|insomnia|python)/i;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Whether a request comes from a crawler, by its user agent or because its page said that a program
 * drives the browser (`navigator.webdriver`). A developer's own tools on a loopback address are no
 * crawlers: nobody else can reach that.
 */
export function isCrawler(userAgent: string, host: string, isDriven: boolean): boolean {
  if (LOOPBACK.test(host)) return isbot(userAgent) && !TOOLS.test(userAgent);
  return isbot(userAgent) || isDriven;
}
