import { need } from "./dom.ts";
import { itemOf, trackItems } from "./track.ts";

const PAGE_SIZE = 24;

/** Sorting and "show more" of a category page, over the cards that the page already holds. */
export function listing(): void {
  const section = need("[data-list]");
  const list = need("[data-cards]", section);
  const shown = need("[data-shown]", section);
  const sort = need<HTMLSelectElement>("[data-sort]", section);
  const more = section.querySelector<HTMLButtonElement>("[data-more]");
  const cards = [...list.querySelectorAll<HTMLElement>(".card")];
  let limit = PAGE_SIZE;

  const show = () => {
    for (const [at, card] of cards.entries()) card.hidden = at >= limit;
    shown.textContent = `Showing ${Math.min(limit, cards.length)} of ${cards.length}`;
    if (more) more.hidden = limit >= cards.length;
  };

  sort.addEventListener("change", () => {
    cards.sort(comparison(sort.value));
    list.append(...cards);
    show();
  });
  more?.addEventListener("click", () => {
    const next = cards[limit];
    limit += PAGE_SIZE;
    show();
    next?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  });

  trackItems("view_item_list", cards.slice(0, PAGE_SIZE).map(itemOf), {
    item_list_name: section.dataset["list"],
  });
}

function comparison(order: string): (a: HTMLElement, b: HTMLElement) => number {
  switch (order) {
    case "price":
      return (a, b) => itemOf(a).price - itemOf(b).price;
    case "-price":
      return (a, b) => itemOf(b).price - itemOf(a).price;
    case "title":
      return (a, b) => itemOf(a).item_name.localeCompare(itemOf(b).item_name);
    default:
      return (a, b) => Number(a.dataset["rank"]) - Number(b.dataset["rank"]);
  }
}
