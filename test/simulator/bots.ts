import type { Behaviour } from "./behaviour.ts";
import { type Roll, tagId } from "./draws.ts";
import { BOT_GOOD, CURRENCY, ga4Item } from "./goods.ts";
import type { Life } from "./requests.ts";
import { Tag } from "./tag.ts";
import type { Page } from "./visit.ts";

const CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Safari/537.36";
const SECOND = 1000;
const CRAWLED = 5;

const fields = { currency: CURRENCY, value: BOT_GOOD.price, items: [ga4Item(BOT_GOOD)] };
const PAGE: Page = {
  path: `/p/${BOT_GOOD.id}/`,
  title: BOT_GOOD.title,
  tells: [["view_item", fields]],
  good: BOT_GOOD,
  seconds: 1,
  scroll: 0,
};
const DIRECT = { loggedIn: false, query: "", referrer: "" };

/** Looks at the bots' item again and again, and says who it is. */
export function* crawl(roll: Roll, arrival: number): Life {
  const tag = new Tag(roll, { ...DIRECT, userAgent: CRAWLER, visitor: tagId(roll) }, null);
  for (let n = 0; n < CRAWLED; n++) yield tag.open(roll, PAGE, arrival + n * SECOND, []);
}

/** Looks like a browser, and puts the bots' item into the cart again and again. */
export function* fillCart(roll: Roll, arrival: number, { botItems }: Behaviour): Life {
  const tag = new Tag(roll, { ...DIRECT, userAgent: BROWSER, visitor: tagId(roll) }, null);
  yield tag.open(roll, PAGE, arrival, []);
  for (let n = 1; n <= botItems; n++) yield tag.act(arrival + n * SECOND, ["add_to_cart", fields]);
}
