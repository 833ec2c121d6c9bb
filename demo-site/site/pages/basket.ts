import { html } from "../html.ts";
import type { Page } from "../shell.ts";
import { pickVaried, type Shop } from "../shop.ts";
import { slot, SLOT_COUNT } from "../slot.ts";

export function cartPage(shop: Shop): Page {
  const small = shop.ranked.filter(({ price }) => price < 2);
  const main = html`<div class="wrap">
    <h1>Your basket</h1>
    <div class="cart" data-cart>
      <div>
        <p class="cart-empty" data-cart-empty hidden>
          Your basket is empty, for now. <a href="/c/kitchen/mugs-cups/">Start with a mug</a> or
          <a href="/">look around the shop</a>.
        </p>
        <ul class="cart-lines" data-cart-lines></ul>
      </div>
      <section class="summary" aria-label="Summary" data-summary hidden>
        <h2>Summary</h2>
        <dl data-totals></dl>
        <p class="free-delivery" data-free-delivery></p>
        <a class="button" href="/checkout/">Go to checkout</a>
      </section>
    </div>
    <noscript><p>The basket needs JavaScript.</p></noscript>
    <div class="slots">
      ${slot({
        slot: "cart-extras",
        scenario: "cart",
        heading: "Goes well with your basket",
        fallbackHeading: "You may also like",
        own: { heading: "Little extras under £2", products: pickVaried(small, SLOT_COUNT) },
      })}
    </div>
  </div>`;
  return {
    path: "/cart/",
    title: "Your basket",
    description: "What you have put aside so far.",
    kind: "cart",
    main,
  };
}

export function searchPage(shop: Shop): Page {
  const main = html`<div class="wrap">
    <h1 data-search-heading>Search</h1>
    <section aria-label="Results" data-results>
      <p class="list-tools" data-shown role="status">
        Type what you are looking for in the box above.
      </p>
      <ul class="cards" data-cards></ul>
      <p class="more" data-more-row hidden>
        <button class="button button-quiet" type="button" data-more>Show more</button>
      </p>
    </section>
    <template data-slot>
      <div class="slots">
        ${slot({
          slot: "search-bestsellers",
          scenario: "bestsellers",
          heading: "Bestsellers",
          own: { heading: "Always popular", products: pickVaried(shop.ranked, SLOT_COUNT) },
        })}
      </div>
    </template>
  </div>`;
  return {
    path: "/search/",
    title: "Search",
    description: "Search the shop.",
    kind: "search",
    main,
  };
}
