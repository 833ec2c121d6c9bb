import { html, type Markup } from "./html.ts";

/** What a card shows. The search page draws cards in the browser from the same function. */
export interface CardProduct {
  id: string;
  title: string;
  price: number;
  /** Two levels, `Kitchen > Mugs & Cups`. */
  type: string;
  inStock: boolean;
}

/** A GA4 item, kept on the element that sells it. */
export function itemAttribute(product: CardProduct): string {
  const [item_category, item_category2] = product.type.split(" > ");
  return JSON.stringify({
    item_id: product.id,
    item_name: product.title,
    item_category,
    item_category2,
    price: product.price,
  });
}

export const money = (pounds: number) => `£${pounds.toFixed(2)}`;

/** `rank` orders by what sells, for sorting back after another order; `later` waits for "show more". */
export function card(product: CardProduct, rank = 0, later = false): Markup {
  const { id, title, price, inStock } = product;
  return html`<li
    class="card"
    data-item="${itemAttribute(product)}"
    data-rank="${rank}"
    ${later && html`hidden`}
  >
    <a class="card-link" href="/p/${id}/">
      <img
        src="/images/${id}.svg"
        alt=""
        width="400"
        height="400"
        loading="lazy"
        decoding="async"
      />
      <span class="card-title">${title}</span>
    </a>
    <div class="card-foot">
      <span class="price">${money(price)}</span>
      ${
        inStock
          ? html`<button
              class="quick-add"
              type="button"
              data-add
              aria-label="Add ${title} to basket"
            >
              <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
                <path d="M8 3v10M3 8h10" />
              </svg>
            </button>`
          : html`<span class="sold-out">Sold out</span>`
      }
    </div>
  </li>`;
}

/** A row of cards that scrolls sideways on a phone. */
export const cardRow = (heading: string, products: readonly CardProduct[]) =>
  html`<section class="row">
    <h2>${heading}</h2>
    <ul class="cards cards-row">
      ${products.map((product, at) => card(product, at))}
    </ul>
  </section>`;
