import { basketCount, onBasket } from "./basket.ts";
import { cart } from "./cart.ts";
import { listenToCards } from "./cards.ts";
import { checkout, thanks } from "./checkout.ts";
import { need } from "./dom.ts";
import { listing } from "./listing.ts";
import { mail } from "./mail.ts";
import { product } from "./product.ts";
import { search } from "./search.ts";

const PAGES: Readonly<Record<string, () => void | Promise<void>>> = {
  list: listing,
  product,
  search,
  cart,
  checkout,
  thanks,
  mail,
};

onBasket(() => {
  const count = basketCount();
  const badge = need("[data-cart-count]");
  badge.hidden = count === 0;
  badge.textContent = String(count);
  need("[data-cart-unit]").textContent = count === 0 ? "" : count === 1 ? "item" : "items";
});
listenToCards();
await PAGES[document.body.dataset["page"]!]?.();
