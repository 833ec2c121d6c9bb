import { ItemId } from "../../wire/text.ts";
import { plainText } from "../catalogue/index.ts";
import { productKeyOf } from "./address.ts";
import { firstOf, isNode, type Node, valuesOf } from "./values.ts";

/** Properties that identify a product, the shop's own first. */
const IDENTIFIERS = "sku productID mpn gtin13 gtin gtin14 gtin12 gtin8 isbn".split(" ");
/** schema.org lets `productID` say what kind of number it is: `mpn:925872`. */
const KIND = /^(?:sku|mpn|isbn|gtin\d*|ean|upc|asin):\s*/i;
/** What templates print for a value that is missing. */
const MISSING = /^(?:0|-|n\/?a|null|none|undefined|false|nan)$/i;

/** A text as an item's id, or null when it can be none. */
export function itemId(value: unknown): string | null {
  const text = plainText(isNode(value) ? (value["value"] ?? value["@value"]) : value);
  const id = (text ?? "").replace(KIND, "");
  return !MISSING.test(id) && ItemId.safeParse(id).success ? id : null;
}

/** The id by which a node names its product: `sku`, else `productID`, `mpn` or a GTIN. */
export const statedId = (node: Node): string | null =>
  firstOf(valuesOf(node, ...IDENTIFIERS), itemId);

/** The id that a product's address stands for (see `productKeyOf`). */
export const idOfAddress = (address: string | null): string | null =>
  address === null ? null : itemId(productKeyOf(address));
