import { categoryPath } from "../../paths.ts";
import { FREE_DELIVERY_FROM } from "../../terms.ts";
import { html } from "../html.ts";
import type { Page } from "../shell.ts";
import { DEPARTMENTS, faceOf, pickVaried, type Shop } from "../shop.ts";
import { slot, SLOT_COUNT } from "../slot.ts";

/** Ranges that the home page names, in its order. */
const RANGES = ["Retrospot", "Regency", "Spaceboy", "Woodland", "Pantry", "London"];
/** Kinds of things that greet, and that stand for the departments: icons of the set. */
const HERO = ["handbag", "teacup-without-handle", "candle", "balloon", "wrapped-gift"];
const FACES: Readonly<Record<(typeof DEPARTMENTS)[number], string>> = {
  Kitchen: "teapot",
  Home: "candle",
  Party: "balloon",
  Stationery: "love-letter",
  "Bags & Accessories": "handbag",
  Children: "teddy-bear",
  Garden: "potted-plant",
  Christmas: "christmas-tree",
};

const picture = (id: string, eager: boolean) =>
  html`<img
    src="/images/${id}.svg"
    alt=""
    width="400"
    height="400"
    ${!eager && html`loading="lazy"`}
    decoding="async"
  />`;

export function homePage(shop: Shop): Page {
  const favourites = pickVaried(shop.ranked, SLOT_COUNT * 4);
  const part = (at: number) => favourites.slice(at * SLOT_COUNT, (at + 1) * SLOT_COUNT);
  const main = html` <section class="hero wrap">
      <div class="hero-words">
        <p class="eyebrow">For homes with a kettle on</p>
        <h1>Small things that make a house feel like yours</h1>
        <p class="lead">
          Teacups and lanterns, bunting and lunch bags: cheerful, useful things to keep, to give and
          to unwrap.
        </p>
        <p class="hero-actions">
          <a class="button" href="${categoryPath("Kitchen > Mugs & Cups")}">Shop mugs & cups</a>
          <a class="button button-quiet" href="${categoryPath("Christmas")}"
            >See the Christmas shelf</a
          >
        </p>
      </div>
      <div class="hero-pictures">${HERO.map((icon) => picture(faceOf(shop, icon).id, true))}</div>
    </section>
    <section class="wrap departments-grid" aria-labelledby="departments-heading">
      <h2 id="departments-heading">Wander through the shop</h2>
      <ul>
        ${DEPARTMENTS.map(
          (name) =>
            html`<li>
              <a href="${categoryPath(name)}"
                >${picture(faceOf(shop, FACES[name]).id, false)}<span>${name}</span></a
              >
            </li>`,
        )}
      </ul>
    </section>
    <div class="wrap slots">
      ${slot({
        slot: "home-for-you",
        scenario: "home",
        heading: "Picked for you",
        fallbackHeading: "You may like these",
        own: { heading: "Our favourites this week", products: part(0) },
      })}
      ${slot({
        slot: "home-new",
        scenario: "new_for_you",
        heading: "Just in",
        fallbackHeading: "More to discover",
        own: { heading: "Always popular", products: part(1) },
      })}
    </div>
    <section class="ranges" aria-labelledby="ranges-heading">
      <div class="wrap">
        <h2 id="ranges-heading">Ranges to collect</h2>
        <ul>
          ${RANGES.map((name) => {
            const range = shop.byCollection.get(name)!;
            return html`<li>
              <a href="/search/?q=${encodeURIComponent(name.toLowerCase())}">
                <span class="range-pictures"
                  >${pickVaried(range, 3).map(({ id }) => picture(id, false))}</span
                >
                <span class="range-name">${name}</span>
                <span class="range-count">${range.length} pieces</span>
              </a>
            </li>`;
          })}
        </ul>
      </div>
    </section>
    <div class="wrap slots">
      ${slot({
        slot: "home-value",
        scenario: "value_hits",
        axis: "all",
        heading: "Small price, big favourite",
        fallbackHeading: "More favourites",
        own: { heading: "Good company for a cup of tea", products: part(2) },
      })}
    </div>
    <section class="wrap promises" aria-label="What you can count on">
      <div>
        <h2>Free delivery over £${FREE_DELIVERY_FROM}</h2>
        <p>Below that it is £3.95, anywhere in the United Kingdom.</p>
      </div>
      <div>
        <h2>30 days to return</h2>
        <p>Changed your mind? Send it back, no reason needed.</p>
      </div>
      <div>
        <h2>Wrapped with care</h2>
        <p>Paper, ribbon and a handwritten tag on request.</p>
      </div>
    </section>`;
  return {
    path: "/",
    title: "Home",
    description: "Teacups, lanterns, bunting and lunch bags: gifts and good things for the home.",
    kind: "home",
    main,
  };
}
