import type { Product } from "../../fixture.ts";
import { categoryPath } from "../../paths.ts";
import { card } from "../card.ts";
import { html, type Markup } from "../html.ts";
import { breadcrumb, type Page } from "../shell.ts";
import { DEPARTMENTS, departmentOf, pickVaried, toCard, typesOf, type Shop } from "../shop.ts";
import { slot, SLOT_COUNT } from "../slot.ts";

/** Products before "show more". */
export const PAGE_SIZE = 24;
/** A department shows its best; its shelves show everything. */
const DEPARTMENT_SIZE = 72;

export const categoryPages = (shop: Shop): Page[] => [
  ...DEPARTMENTS.map((name) => departmentPage(shop, name)),
  ...[...shop.byType.keys()].map((type) => shelfPage(shop, type)),
];

function departmentPage(shop: Shop, name: string): Page {
  const types = typesOf(shop, name);
  const shelves = html`<ul class="shelves">
    ${types.map((type) => {
      const [first] = pickVaried(shop.byType.get(type)!, 1);
      return html`<li>
        <a href="${categoryPath(type)}">
          <img src="/images/${first!.id}.svg" alt="" width="400" height="400" decoding="async" />
          <span>${shelfName(type)}</span>
          <span class="count">${shop.byType.get(type)!.length}</span>
        </a>
      </li>`;
    })}
  </ul>`;
  const trail = breadcrumb([{ name: "Shop", path: "/" }, { name }]);
  const listed = shop.byDepartment.get(name)!.slice(0, DEPARTMENT_SIZE);
  const words = `${types.map(shelfName).slice(0, 4).join(", ")} and more.`;
  return listPage(shop, name, trail, words, shelves, listed);
}

function shelfPage(shop: Shop, type: string): Page {
  const department = departmentOf(type);
  const listed = shop.byType.get(type)!;
  const siblings = html`<ul class="siblings">
    ${typesOf(shop, department).map(
      (sibling) =>
        html`<li>
          <a href="${categoryPath(sibling)}" ${sibling === type && html`aria-current="page"`}
            >${shelfName(sibling)}</a
          >
        </li>`,
    )}
  </ul>`;
  const trail = breadcrumb([
    { name: "Shop", path: "/" },
    { name: department, path: categoryPath(department) },
    { name: shelfName(type) },
  ]);
  return listPage(shop, type, trail, `${listed.length} things on this shelf.`, siblings, listed);
}

const shelfName = (type: string) => type.split(" > ").at(-1)!;

function listPage(
  shop: Shop,
  type: string,
  trail: Markup,
  words: string,
  shelves: Markup,
  listed: readonly Product[],
): Page {
  const name = shelfName(type);
  const department = departmentOf(type);
  const others = shop.byDepartment.get(department)!.filter((each) => each.product_type !== type);
  const elsewhere = pickVaried(others, 2 * SLOT_COUNT);
  const main = html`<div class="wrap">
    ${trail}
    <div class="list-head">
      <h1>${name}</h1>
      <p>${words}</p>
    </div>
    ${shelves}
    <section aria-label="Products" data-list="${type}">
      <div class="list-tools">
        <p data-shown role="status">
          Showing ${Math.min(PAGE_SIZE, listed.length)} of ${listed.length}
        </p>
        <label>
          Sort by
          <select data-sort>
            <option value="rank">Most popular</option>
            <option value="price">Price, low to high</option>
            <option value="-price">Price, high to low</option>
            <option value="title">Name, A to Z</option>
          </select>
        </label>
      </div>
      <ul class="cards" data-cards>
        ${listed.map((product, at) => card(toCard(product), at, at >= PAGE_SIZE))}
      </ul>
      ${listed.length > PAGE_SIZE && html`<p class="more"><button class="button button-quiet" type="button" data-more>Show more</button></p>`}
    </section>
    <div class="slots">
      ${slot({
        slot: "category-bestsellers",
        scenario: "bestsellers",
        axis: `category:${type}`,
        heading: `Bestsellers in ${name}`,
        fallbackHeading: "Bestsellers nearby",
        own: { heading: `Elsewhere in ${department}`, products: elsewhere.slice(0, SLOT_COUNT) },
      })}
      ${slot({
        slot: "category-top-rated",
        scenario: "top_rated",
        axis: `category:${type}`,
        heading: "Kept, and bought again",
        fallbackHeading: `More from ${department}`,
        own: { heading: `More from ${department}`, products: elsewhere.slice(SLOT_COUNT) },
      })}
    </div>
  </div>`;
  return {
    path: categoryPath(type),
    title: name,
    description: `${name} at Lantern & Thistle. ${words}`,
    kind: "list",
    department,
    main,
  };
}
