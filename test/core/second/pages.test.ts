import { describe, expect, it } from "vitest";
import { type PageVisits, pagesReport } from "../../../worker/core/second/index.ts";
import { isOwnPage } from "../../../worker/core/second/own-pages.ts";
import { dice } from "../dice.ts";
import { buyerOn, DAY, pick, START } from "./shop.ts";

const PAGES = Array.from({ length: 20 }, (_, index) => `/guides/${index}`);
const NOW = START + 400 * DAY;

/**
 * Everybody visits now and then after the first order; the home page mostly. Who has read the guide
 * orders again sooner. After the second order one looks at `/after`, and more often at everything.
 */
function shop(seed: number, effect: number) {
  const roll = dice(seed);
  const visits: PageVisits[] = [];
  const buyers = Array.from({ length: 600 }, (_, person) => {
    const begin = Math.floor(roll() * 100);
    const sessions: { started: number; paths: string[] }[] = [];
    let second: number | null = null;
    let hasRead = false;
    for (let day = begin + 1; day < begin + 200; day++) {
      if (roll() > (second === null ? 0.05 : 0.15)) continue;
      const paths = ["/", pick(PAGES, roll), pick(PAGES, roll)];
      if (roll() < 0.15) paths.push("/guides/planted");
      if (second !== null) paths.push("/after");
      else if (roll() < (hasRead ? effect : 0.08)) {
        second = day;
        paths.push("/checkout", "/thanks-for-buying");
      }
      hasRead ||= paths.includes("/guides/planted");
      sessions.push({ started: START + day * DAY, paths });
    }
    visits.push({ person: `c/${person}`, sessions });
    return second === null ? buyerOn(person, begin) : buyerOn(person, begin, second + 0.01);
  });
  return { buyers, visits };
}

describe("pages that repeat buyers over-visit", () => {
  it("are found where planted, without the home page and what the second order brings", () => {
    let [found, wrong, all] = [0, 0, 0];
    for (let seed = 1; seed <= 100; seed++) {
      const { buyers, visits } = shop(seed, 0.4);
      const { pages } = pagesReport(buyers, visits, NOW);
      if (pages[0]?.path === "/guides/planted") found++;
      all += pages.length;
      wrong += pages.filter(({ path }) => path !== "/guides/planted").length;
    }
    expect(found).toBeGreaterThanOrEqual(80);
    expect(wrong / all).toBeLessThanOrEqual(0.1);
  }, 60_000);

  it("are an association, with how many saw them and how sure it is", () => {
    const { buyers, visits } = shop(1, 0.4);
    const report = pagesReport(buyers, visits, NOW);
    expect(report.label).toBe("association: test it");
    const [page] = report.pages;
    expect(page!.rate).toBeGreaterThan(page!.expected);
    expect(page!.interval![0]).toBeGreaterThan(1);
    expect(page!.viewers).toBeGreaterThanOrEqual(30);
    // Home, the guides and the planted one: what is seen only from the second order on is not tested.
    expect(report.tested).toBe(22);
  });

  it("are seldom found where there are none", () => {
    const finds = Array.from({ length: 40 }, (_, seed) => {
      const { buyers, visits } = shop(seed + 1, 0.08);
      return pagesReport(buyers, visits, NOW).pages.length;
    });
    expect(finds.filter((pages) => pages > 0).length).toBeLessThanOrEqual(8);
  }, 60_000);

  it("never include those of an account, an order, a cart or a checkout", () => {
    for (const path of [
      "/account",
      "/my-account/orders",
      "/de/Konto",
      "/order-history.html",
      "/customer/order_status/17",
      "/checkout/onepage",
      "/shopping-cart",
    ])
      expect(isOwnPage(path), path).toBe(true);
    for (const path of [
      "/",
      "/history",
      "/bag-charms",
      "/order-of-the-phoenix",
      "/guides/cart-wheels",
    ])
      expect(isOwnPage(path), path).toBe(false);
  });
});
