import { money } from "../site/card.ts";
import { basketLines, onBasket, setQuantity, totals, type BasketLine } from "./basket.ts";
import { make, need } from "./dom.ts";
import { picture, totalRows } from "./summary.ts";
import { trackItems } from "./track.ts";

export function cart(): void {
  if (basketLines().length > 0) trackItems("view_cart", basketLines());
  onBasket(draw);
}

function draw(): void {
  const lines = basketLines();
  need("[data-cart-empty]").hidden = lines.length > 0;
  need("[data-summary]").hidden = lines.length === 0;
  const list = need("[data-cart-lines]");
  const focused = document.activeElement?.getAttribute("data-focus");
  list.replaceChildren(...lines.map(lineElement));
  if (focused) list.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus();

  const sums = totals();
  need("[data-totals]").replaceChildren(...totalRows(sums));
  need("[data-free-delivery]").textContent = sums.untilFree
    ? `${money(sums.untilFree)} more for free delivery.`
    : "Your delivery is free.";
}

function lineElement(line: BasketLine): HTMLElement {
  const { item_id, item_name, price, quantity } = line;
  const input = make("input", {
    type: "number",
    min: "1",
    max: "99",
    value: String(quantity),
    inputmode: "numeric",
    "aria-label": `Quantity of ${item_name}`,
    "data-focus": `quantity-${item_id}`,
  });
  input.addEventListener("change", () => setQuantity(line, Math.max(1, input.valueAsNumber || 1)));
  const remove = make(
    "button",
    { type: "button", class: "text-button", "aria-label": `Remove ${item_name}` },
    "Remove",
  );
  remove.addEventListener("click", () => setQuantity(line, 0));
  return make(
    "li",
    {},
    picture(item_id, 96),
    make(
      "div",
      { class: "line-words" },
      make("a", { href: `/p/${item_id}/` }, item_name),
      make("span", { class: "note" }, `${money(price)} each`),
      make("span", { class: "line-tools" }, input, remove),
    ),
    make("span", { class: "price" }, money(price * quantity)),
  );
}
