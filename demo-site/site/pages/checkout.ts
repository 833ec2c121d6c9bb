import { FREE_DELIVERY_FROM } from "../../terms.ts";
import { html, type Markup } from "../html.ts";
import type { Page } from "../shell.ts";
import { pickVaried, type Shop } from "../shop.ts";
import { slot, SLOT_COUNT } from "../slot.ts";

const field = (name: string, label: string, autocomplete: string, type = "text", wide = true) =>
  html`<div class="field ${!wide && "field-half"}">
    <label>
      <span>${label}</span>
      <input
        name="${name}"
        type="${type}"
        autocomplete="${autocomplete}"
        maxlength="80"
        required
        aria-describedby="${name}-error"
      />
    </label>
    <p class="field-error" id="${name}-error"></p>
  </div>`;

const choice = (
  name: string,
  value: string,
  label: string,
  note: string,
  price: string,
  checked: boolean,
) =>
  html`<label class="choice">
    <input type="radio" name="${name}" value="${value}" ${checked && html`checked`} />
    <span><strong>${label}</strong><span class="note">${note}</span></span>
    <span class="choice-price">${price}</span>
  </label>`;

const step = (at: number, id: string, heading: string, body: Markup, button: string) =>
  html`<fieldset class="step" data-step="${id}" ${at > 1 && html`disabled`}>
    <legend><span class="step-number">${at}</span>${heading}</legend>
    <div class="step-body">
      ${body}
      <button class="button" type="submit">${button}</button>
    </div>
  </fieldset>`;

export function checkoutPage(): Page {
  const main = html`<div class="wrap">
    <h1>Checkout</h1>
    <p class="notice">
      <strong>This is a demonstration.</strong> Nothing is charged, posted or sent anywhere: what
      you type stays in this page. Made-up details are welcome.
      <button class="text-button" type="button" data-sample>Fill in sample details</button>
    </p>
    <p class="cart-empty" data-cart-empty hidden>
      Your basket is empty. <a href="/">Look around the shop</a>.
    </p>
    <div class="checkout" data-checkout>
      <form data-checkout-form novalidate>
        ${step(
          1,
          "contact",
          "Contact",
          html`${field("name", "Name", "name")} ${field("email", "E-mail", "email", "email")}`,
          "Continue to delivery",
        )}
        ${step(
          2,
          "delivery",
          "Delivery",
          html`${field("address", "Address", "street-address")}
            ${field("city", "Town or city", "address-level2", "text", false)}
            ${field("postcode", "Postcode", "postal-code", "text", false)}
            <div class="choices">
              ${choice("shipping", "standard", "Standard", "3 to 5 working days", `£3.95, free over £${FREE_DELIVERY_FROM}`, true)}
              ${choice("shipping", "express", "Express", "Next working day", "£6.95", false)}
            </div>`,
          "Continue to payment",
        )}
        ${step(
          3,
          "payment",
          "Payment",
          html`<div class="choices">
            ${choice("payment", "demo-card", "Demonstration card", "A card that does not exist and cannot be charged", "", true)}
            ${choice("payment", "demo-invoice", "Demonstration invoice", "An invoice that never arrives", "", false)}
          </div>`,
          "Place demo order",
        )}
      </form>
      <section class="summary" aria-label="Your order">
        <h2>Your order</h2>
        <ul class="summary-lines" data-summary-lines></ul>
        <dl data-totals></dl>
      </section>
    </div>
    <noscript><p>The checkout needs JavaScript.</p></noscript>
  </div>`;
  return {
    path: "/checkout/",
    title: "Checkout",
    description: "A checkout that charges nobody.",
    kind: "checkout",
    main,
  };
}

export function thanksPage(shop: Shop): Page {
  const main = html`<div class="wrap prose thanks">
      <h1>Thank you</h1>
      <p class="lead" data-thanks>
        There is no order here yet. <a href="/">Look around the shop</a>.
      </p>
      <div class="summary" data-order hidden>
        <h2>Order <span data-order-id></span></h2>
        <ul class="summary-lines" data-summary-lines></ul>
        <dl data-totals></dl>
      </div>
      <p><a class="button" href="/">Keep looking around</a></p>
    </div>
    <div class="wrap slots">
      ${slot({
        slot: "thanks-next",
        scenario: "after_purchase",
        heading: "Goes well with what you chose",
        fallbackHeading: "You may also like",
        own: { heading: "While you are here", products: pickVaried(shop.ranked, SLOT_COUNT) },
      })}
    </div>`;
  return {
    path: "/thanks/",
    title: "Thank you",
    description: "Your order, if it were one.",
    kind: "thanks",
    main,
  };
}
