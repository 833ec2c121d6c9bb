import type { PageMarkup } from "../../worker/wire/event.ts";
import { api, event, id, ORIGIN, pageView, settle } from "./api.ts";

/** A product as shops describe it in a page. */
export const document = (sku: string, more: object = {}) => ({
  "@context": "https://schema.org",
  "@type": "Product",
  sku,
  name: `Mug ${sku}`,
  url: `${ORIGIN}/p/${sku}`,
  image: `https://cdn.example/${sku}.jpg`,
  category: "Kitchen > Mugs",
  offers: {
    "@type": "Offer",
    price: "12.50",
    priceCurrency: "GBP",
    availability: "https://schema.org/InStock",
  },
  ...more,
});

export const pageData = (view: string, path: string, markup: PageMarkup) =>
  event("page_data", { view, page: { url: ORIGIN + path }, markup: JSON.stringify(markup) });

/** One visitor's look at the page of an item, told as the tag tells it. */
export async function look(
  sku: string,
  more: { document?: object; events?: object[]; visitor?: string } = {},
) {
  const { visitor = id("v"), events = [] } = more;
  const view = id("p");
  const path = `/p/${sku}`;
  const data = pageData(view, path, { json_ld: [document(sku, more.document)] });
  const batch = [
    pageView(path, { view }),
    data,
    ...events.map((one) => Object.assign(one, { view })),
  ];
  const { body } = await api.post({ visitor, session: id("s"), events: batch });
  const results = new Map(body.results.map((result: { id: string }) => [result.id, result]));
  return {
    visitor,
    view,
    results: batch.map((one) => results.get((one as { id: string }).id)),
    data,
  };
}

/** The same, until the catalogue has heard of it. */
export async function teach(sku: string, more: { document?: object; visitor?: string } = {}) {
  const looked = await look(sku, more);
  const leave = event("page_leave", { view: looked.view });
  await api.post({ visitor: looked.visitor, session: "s", events: [leave] });
  await settle();
  return looked;
}

export const storedItem = async (sku: string) => (await api.get(`/v1/items/${sku}`)).body;
