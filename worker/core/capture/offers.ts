import {
  type Card,
  parseAmount,
  parseAvailability,
  parseCurrency,
  plainText,
} from "../catalogue/index.ts";
import { fitOf } from "./address.ts";
import { firstOf, isNode, linkOf, type Node, nodesOf, valuesOf } from "./values.ts";

/** What is asked for a product. The amount is in major units of the currency. */
export interface Price {
  amount: number | null;
  currency: string | null;
  availability: Card["availability"] | null;
  url: string | null;
}

/** Prices that are only compared with: crossed out, recommended, a member's. */
const NOT_ASKED = /(?:List|Strikethrough|SRP|MSRP|Invoice|MinimumAdvertised)/;
const MAX_OFFERS = 200;

/**
 * All offers of a product, those inside an AggregateOffer among them; that one's own lowest price
 * counts where it lists none.
 */
export function pricesOf(product: Node, base: string | null): Price[] {
  const offers = nodesOf(product, "offers", "offer").flatMap((offer) => {
    const inner = nodesOf(offer, "offers").map((one): Node => Object.assign(outer(offer), one));
    return inner.some((one) => amountOf(one) !== null) ? inner : [offer];
  });
  // A price may stand on the product itself, where hand-written microdata often has it.
  const own = offers.length === 0 && amountOf(product) !== null ? [product] : offers;
  return own.slice(0, MAX_OFFERS).map((offer) => priceOf(offer, base));
}

const outer = ({ priceCurrency, availability, url }: Node): Node => ({
  priceCurrency,
  availability,
  url,
});

function priceOf(offer: Node, base: string | null): Price {
  const currency = currencyOf(offer);
  return {
    amount: amountOf(offer, currency ?? ""),
    currency,
    availability: firstOf(valuesOf(offer, "availability"), availabilityOf),
    url: firstOf(valuesOf(offer, "url", "@id"), (value) => linkOf(value, base)),
  };
}

/** The price that is asked: a sale's where it stands beside the list price, of a piece not of 100 g. */
function amountOf(offer: Node, currency = ""): number | null {
  const plain = firstOf(valuesOf(offer, "price", "lowPrice", "lowprice"), (price) =>
    parseAmount(price, currency),
  );
  const parts = nodesOf(offer, "priceSpecification").filter(
    (part) => !isNode(part["referenceQuantity"]),
  );
  const asked = parts.filter(
    (part) => !isCompared(part) && !Object.hasOwn(part, "validForMemberTier"),
  );
  const amounts = (asked.length > 0 ? asked : parts)
    .map((part) =>
      firstOf(valuesOf(part, "price", "minPrice"), (price) => parseAmount(price, currency)),
    )
    .filter((amount) => amount !== null);
  return plain ?? (amounts.length === 0 ? null : Math.min(...amounts));
}

const isCompared = (part: Node) =>
  valuesOf(part, "priceType").some((type) => NOT_ASKED.test(plainText(type) ?? ""));

const currencyOf = (offer: Node): string | null =>
  firstOf(valuesOf(offer, "priceCurrency", "currency"), parseCurrency) ??
  firstOf(nodesOf(offer, "priceSpecification"), (part) =>
    isNode(part) ? firstOf(valuesOf(part, "priceCurrency"), parseCurrency) : null,
  );

/**
 * What the page asks: the offer whose address the page has, else the lowest that is to be had, else
 * the lowest.
 */
export function askedPrice(prices: readonly Price[], page: string | null): Price | null {
  const priced = prices.filter(({ amount }) => amount !== null);
  const chosen = priced.filter(
    ({ url }) => url !== null && page !== null && fitOf(url, page) === 3,
  );
  const among = chosen.length > 0 ? chosen : priced;
  const isToBeHad = ({ availability }: Price) => availability !== "out_of_stock";
  const [lowest] = among.toSorted(
    (a, b) => Number(isToBeHad(b)) - Number(isToBeHad(a)) || a.amount! - b.amount!,
  );
  return lowest ?? prices[0] ?? null;
}

/** `https://schema.org/InStock`, `InStock`, `in stock`. */
export const availabilityOf = (value: unknown): Card["availability"] | null =>
  parseAvailability(plainText(isNode(value) ? value["@id"] : value) ?? "");
