import { addToBasket } from "./basket.ts";
import { need } from "./dom.ts";
import { itemOf, trackItems, type PageItem } from "./track.ts";

const TOAST_MS = 3500;
let toastTimer: ReturnType<typeof setTimeout>;

/** Says shortly, and to screen readers, that something has been done. */
export function toast(text: string): void {
  const element = need("[data-toast]");
  element.textContent = text;
  element.classList.add("toast-shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => element.classList.remove("toast-shown"), TOAST_MS);
}

export function buy(item: PageItem, quantity = 1): void {
  addToBasket(item, quantity);
  toast(`${quantity > 1 ? `${quantity} × ` : ""}${item.item_name} added to your basket`);
}

/** Card clicks anywhere on the page, cards drawn later included. */
export function listenToCards(): void {
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const list = target.closest<HTMLElement>("[data-list]");
    if (target.closest("[data-add]")) buy(itemOf(target));
    else if (list && target.closest(".card-link")) {
      trackItems("select_item", [itemOf(target)], { item_list_name: list.dataset["list"] });
    }
  });
}
