import { buy } from "./cards.ts";
import { need } from "./dom.ts";
import { itemOf, trackItems } from "./track.ts";

export function product(): void {
  const form = need<HTMLFormElement>("[data-buy]");
  const item = itemOf(form);
  trackItems("view_item", [item]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const quantity = Number(new FormData(form).get("quantity"));
    if (quantity >= 1) buy(item, quantity);
  });
}
