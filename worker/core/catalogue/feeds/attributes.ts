/** Other names of Google Merchant's attributes and ours, as shops' exports have them. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    id: "item_id offer_id product_id sku",
    title: "name product_name product_title",
    link: "url product_url product_link",
    image_link: "image image_url product_image",
    price: "regular_price",
    availability: "stock_status",
    product_type: "category categories product_category",
    brand: "vendor manufacturer",
    item_group_id: "parent_id group_id",
    quantity: "stock stock_quantity inventory_quantity sell_on_google_quantity",
    rating_value: "average_rating product_review_average",
    rating_count: "number_of_ratings review_count reviews product_review_count",
  }).flatMap(([name, others]) => others.split(" ").map((other): [string, string] => [other, name])),
);

/** The attribute that a column or an element names: `Image Link`, `g:image_link`, `image_url`. */
export function attributeOf(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/^(?:g|c):/, "")
    .replace(/[\s-]+/g, "_");
  return ALIASES.get(plain) ?? plain;
}
