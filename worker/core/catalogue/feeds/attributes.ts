import type { Fields } from "./feed.ts";

/** The names that a kind of file gives its fields. */
export interface Vocabulary {
  /** Other names, in plain form → the field's own. */
  aliases: ReadonlyMap<string, string>;
  /** The field that no table can do without. */
  key: string;
  /** What a table without it is not: `list of items`. */
  what: string;
}

/** Aliases from lists of words by the field that they mean. */
export const aliasesOf = (words: Record<string, string>): Map<string, string> =>
  new Map(
    Object.entries(words).flatMap(([name, others]) =>
      others.split(" ").map((other): [string, string] => [other, name]),
    ),
  );

/** Google Merchant's attributes and ours, as shops' exports have them. */
export const ITEMS: Vocabulary = {
  key: "id",
  what: "list of items",
  aliases: aliasesOf({
    id: "item_id offer_id product_id sku",
    title: "name product_name product_title",
    link: "url product_url product_link permalink",
    image_link: "image image_url product_image images",
    price: "regular_price",
    sale_price: "special_price",
    availability: "stock_status in_stock is_in_stock",
    product_type: "category categories product_category",
    brand: "vendor manufacturer",
    item_group_id: "parent_id group_id",
    quantity: "stock qty stock_quantity inventory_quantity sell_on_google_quantity",
    rating_value: "average_rating product_review_average",
    rating_count: "number_of_ratings review_count reviews product_review_count",
  }),
};

/** The field that a column or an element names: `Image Link`, `g:image_link`, `image_url`. */
export function attributeOf(name: string, { aliases }: Vocabulary = ITEMS): string {
  const plain = plainName(name);
  return aliases.get(plain) ?? plain;
}

/** A name as aliases have it. */
export const plainName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/^(?:g|c):/, "")
    .replace(/\?$/, "")
    .replace(/[\s-]+/g, "_");

/**
 * A record's attributes, of names as the file has them. What says nothing is left out; of names that
 * mean the same the attribute's own counts, else the first.
 */
export function collect(
  told: Iterable<[name: string, value: unknown]>,
  { aliases }: Vocabulary = ITEMS,
): Fields {
  const own: Fields = new Map();
  const others: Fields = new Map();
  for (const [name, value] of told) {
    if (value === "" || value === null || value === undefined) continue;
    const plain = plainName(name);
    const attribute = aliases.get(plain);
    const into = attribute === undefined ? own : others;
    if (!into.has(attribute ?? plain)) into.set(attribute ?? plain, value);
  }
  return new Map([...others, ...own]);
}

/** The columns of a table in the order in which they count: attributes' own names before others. */
export function columnsOf(
  header: readonly string[],
  vocabulary: Vocabulary,
): [attribute: string, place: number][] {
  const isOther = (name: string) => Number(vocabulary.aliases.has(plainName(name)));
  return [...header.entries()]
    .toSorted(([, a], [, b]) => isOther(a) - isOther(b))
    .map(([place, name]) => [attributeOf(name, vocabulary), place]);
}
