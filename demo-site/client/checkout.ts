import {
  basketLines,
  emptyBasket,
  totals,
  type BasketLine,
  type DeliveryService,
  type Totals,
} from "./basket.ts";
import { need } from "./dom.ts";
import { summaryLines, totalRows } from "./summary.ts";
import { trackItems } from "./track.ts";

const ORDER_KEY = "lantern-order";
const SAMPLE = {
  name: "Rosa Sample",
  email: "rosa@example.com",
  address: "1 Example Street",
  city: "Sampleton",
  postcode: "AB1 2CD",
};

interface PlacedOrder {
  id: string;
  lines: readonly BasketLine[];
  totals: Totals;
  tracked: boolean;
}

export function checkout(): void {
  const lines = basketLines();
  need("[data-cart-empty]").hidden = lines.length > 0;
  need("[data-checkout]").hidden = lines.length === 0;
  if (lines.length === 0) return;

  const form = need<HTMLFormElement>("[data-checkout-form]");
  const service = () => new FormData(form).get("shipping") as DeliveryService | null;
  const drawTotals = () =>
    need("[data-totals]").replaceChildren(...totalRows(totals(service() ?? "standard")));
  need("[data-summary-lines]").replaceChildren(...summaryLines(lines));
  drawTotals();
  form.addEventListener("change", drawTotals);
  form.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.ariaInvalid === "true") judge(target);
  });
  need("[data-sample]").addEventListener("click", () => fill(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const step = event.submitter?.closest<HTMLFieldSetElement>("[data-step]");
    if (step && complete(step)) advance(step, form);
  });
  trackItems("begin_checkout", lines);
}

function fill(form: HTMLFormElement): void {
  for (const [name, value] of Object.entries(SAMPLE)) {
    const input = form.elements.namedItem(name) as HTMLInputElement;
    input.value = value;
    judge(input);
  }
}

/** Whether the step's fields are filled; those that are not say why, and the first gets the focus. */
function complete(step: HTMLFieldSetElement): boolean {
  const inputs = [...step.querySelectorAll<HTMLInputElement>("input[required]")];
  const wrong = inputs.filter((input) => !judge(input));
  wrong[0]?.focus();
  return wrong.length === 0;
}

/** Whether a field is filled as it should be; what is wrong stands below it. */
function judge(input: HTMLInputElement): boolean {
  const isRight = input.validity.valid;
  input.ariaInvalid = String(!isRight);
  need(`#${input.name}-error`).textContent = input.validationMessage;
  return isRight;
}

function advance(step: HTMLFieldSetElement, form: HTMLFormElement): void {
  const chosen = (name: string) => String(new FormData(form).get(name));
  const service = chosen("shipping") as DeliveryService;
  const next = step.nextElementSibling;
  step.classList.add("step-done");
  if (step.dataset["step"] === "delivery") {
    trackItems("add_shipping_info", basketLines(), { shipping_tier: service });
  }
  if (step.dataset["step"] === "payment") {
    trackItems("add_payment_info", basketLines(), { payment_type: chosen("payment") });
    place(service);
  } else if (next instanceof HTMLFieldSetElement) {
    next.disabled = false;
    next.querySelector("input")?.focus();
  }
}

function place(service: DeliveryService): void {
  const id = `LT-${Date.now().toString(36)}-${crypto.randomUUID().slice(0, 8)}`.toUpperCase();
  const order: PlacedOrder = { id, lines: basketLines(), totals: totals(service), tracked: false };
  sessionStorage.setItem(ORDER_KEY, JSON.stringify(order));
  emptyBasket();
  location.assign("/thanks/");
}

/** Shows the order that was just placed and reports it once, however often the page is reloaded. */
export function thanks(): void {
  const stored = sessionStorage.getItem(ORDER_KEY);
  if (!stored) return;
  const order: PlacedOrder = JSON.parse(stored);
  need("[data-thanks]").textContent =
    "Your demonstration order is in. Nothing was charged, and nothing will be posted.";
  need("[data-order]").hidden = false;
  need("[data-order-id]").textContent = order.id;
  need("[data-summary-lines]").replaceChildren(...summaryLines(order.lines));
  need("[data-totals]").replaceChildren(...totalRows(order.totals));
  if (order.tracked) return;
  trackItems("purchase", order.lines, {
    transaction_id: order.id,
    value: order.totals.goods,
    shipping: order.totals.delivery,
  });
  sessionStorage.setItem(ORDER_KEY, JSON.stringify({ ...order, tracked: true }));
}
