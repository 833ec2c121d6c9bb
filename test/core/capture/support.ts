import {
  type MarkedPage,
  type Markup,
  type Subject,
  subjectOf,
} from "../../../worker/core/capture/index.ts";

export const PAGE = "https://shop.example/products/blue-mug";

export const at = (url: string, title: string | null = null): MarkedPage => ({ url, title });

/** What a page with these JSON-LD documents is about. */
export const jsonLd = (...documents: unknown[]): Markup => ({ json_ld: documents });

/** The one product of a page, or a failure that says what it was instead. */
export function productOf(markup: Markup, url = PAGE, title: string | null = null) {
  const subject = subjectOf(markup, at(url, title));
  if (subject?.kind !== "product") throw new Error(`no product: ${JSON.stringify(subject)}`);
  return subject.product;
}

export const kindOf = (markup: Markup, url = PAGE, title: string | null = null) =>
  subjectOf(markup, at(url, title))?.kind ?? null;

export const listOf = (markup: Markup, url = PAGE): string[] => {
  const subject: Subject | null = subjectOf(markup, at(url));
  return subject?.kind === "list" ? subject.products.map(({ id }) => id) : [];
};

export const offer = (price: unknown = "12.50", more: object = {}) => ({
  "@type": "Offer",
  price,
  priceCurrency: "GBP",
  availability: "https://schema.org/InStock",
  ...more,
});

export const product = (more: object = {}) => ({
  "@context": "https://schema.org",
  "@type": "Product",
  name: "Blue mug",
  sku: "MUG-1",
  offers: offer(),
  ...more,
});

/** A breadcrumb as most platforms write it. */
export const trail = (...crumbs: [name: string, item?: string][]) => ({
  "@context": "https://schema.org/",
  "@type": "BreadcrumbList",
  itemListElement: crumbs.map(([name, item], place) => ({
    "@type": "ListItem",
    position: place + 1,
    name,
    item,
  })),
});

/** A microdata item as the tag sends it: each property a list. */
export const item = (type: string, properties: Record<string, unknown>) => ({
  "@type": [`http://schema.org/${type}`],
  ...Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      Array.isArray(value) ? value : [value],
    ]),
  ),
});
