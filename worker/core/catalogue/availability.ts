import type { Card } from "./card.ts";

const WORDS: Record<string, Card["availability"]> = {
  instock: "in_stock",
  limitedavailability: "in_stock",
  onlineonly: "in_stock",
  instoreonly: "in_stock",
  available: "in_stock",
  availablefororder: "in_stock",
  true: "in_stock",
  yes: "in_stock",
  outofstock: "out_of_stock",
  soldout: "out_of_stock",
  unavailable: "out_of_stock",
  notavailable: "out_of_stock",
  discontinued: "out_of_stock",
  oos: "out_of_stock",
  false: "out_of_stock",
  no: "out_of_stock",
  preorder: "preorder",
  presale: "preorder",
  backorder: "backorder",
  onbackorder: "backorder",
  madetoorder: "backorder",
};

/** What a shop's word for it means: `https://schema.org/InStock`, `in stock`, `in_stock`. Null for others. */
export function parseAvailability(text: string): Card["availability"] | null {
  const word = text
    .replace(/^.*[/#]/, "")
    .toLowerCase()
    .replace(/[^a-z]/g, "");
  return Object.hasOwn(WORDS, word) ? WORDS[word]! : null;
}
