import type { Product } from "../../fixture.ts";
import { CURRENCY, imagePath, productPath } from "../../catalogue.ts";
import { categoryPath } from "../../paths.ts";
import { FREE_DELIVERY_FROM } from "../../terms.ts";
import { itemAttribute, money } from "../card.ts";
import { html } from "../html.ts";
import { breadcrumb, type Page } from "../shell.ts";
import { departmentOf, pickVaried, toCard, type Shop } from "../shop.ts";
import { slot, SLOT_COUNT } from "../slot.ts";

export function productPage(shop: Shop, product: Product): Page {
  const { id, title, price, product_type: type, collection } = product;
  const department = departmentOf(type);
  const shelf = type.split(" > ").at(-1)!;
  const inStock = product.availability === "in_stock";
  const range = collection ? shop.byCollection.get(collection)! : [];
  const more = range.length > SLOT_COUNT ? range : shop.byDepartment.get(department)!;
  const main = html`<div class="wrap">
    ${breadcrumb([
      { name: "Shop", path: "/" },
      { name: department, path: categoryPath(department) },
      { name: shelf, path: categoryPath(type) },
      { name: title },
    ])}
    <article class="product" data-item="${itemAttribute(toCard(product))}">
      <img
        class="product-picture"
        src="${imagePath(id)}"
        alt="Illustration for ${title}"
        width="400"
        height="400"
        fetchpriority="high"
      />
      <div class="product-words">
        <h1>${title}</h1>
        <p class="price product-price">${money(price)}</p>
        <p class="${inStock ? "stock" : "stock stock-out"}">
          ${inStock ? "In stock, ready to post" : "Out of stock for now"}
        </p>
        <p class="lead">${product.description}</p>
        <form class="buy" data-buy>
          <label class="quantity">
            <span>Quantity</span>
            <input
              name="quantity"
              type="number"
              value="1"
              min="1"
              max="99"
              inputmode="numeric"
              ${!inStock && html`disabled`}
            />
          </label>
          <button class="button" type="submit" ${!inStock && html`disabled`}>
            ${inStock ? "Add to basket" : "Out of stock"}
          </button>
        </form>
        <ul class="assurances">
          <li>Free delivery on orders over £${FREE_DELIVERY_FROM}</li>
          <li><a href="/returns/">30 days to return it</a></li>
        </ul>
        <dl class="facts">
          <div>
            <dt>Shelf</dt>
            <dd><a href="${categoryPath(type)}">${shelf}</a></dd>
          </div>
          ${
            collection &&
            html`<div>
              <dt>Range</dt>
              <dd>
                <a href="/search/?q=${encodeURIComponent(collection.toLowerCase())}"
                  >${collection}</a
                >
              </dd>
            </div>`
          }
          <div>
            <dt>Item number</dt>
            <dd>${id}</dd>
          </div>
        </dl>
      </div>
    </article>
    <div class="slots">
      ${slot({
        slot: "product-related",
        scenario: "related",
        item: id,
        heading: "Goes well with this",
        fallbackHeading: "You may also like",
        own: {
          heading: `More from ${shelf}`,
          products: pickVaried(shop.byType.get(type)!, SLOT_COUNT, id),
        },
      })}
      ${slot({
        slot: "product-buyers",
        scenario: "buyers_like_you",
        heading: "Shoppers like you also saw",
        fallbackHeading: "Others are looking at",
        own: {
          heading:
            more === range ? `More from the ${collection} range` : `Popular in ${department}`,
          products: pickVaried(more, SLOT_COUNT, id),
        },
      })}
      ${slot({
        slot: "product-recent",
        scenario: "recently_viewed",
        heading: "Your browsing history",
        fallbackHeading: "Popular right now",
        dismissLabel: "Remove",
        own: {
          heading: "Always popular",
          products: pickVaried(shop.ranked, SLOT_COUNT, id),
        },
      })}
    </div>
  </div>`;
  return {
    path: productPath(id),
    title,
    description: `${title}, ${money(price)}. ${product.description}`,
    kind: "product",
    department,
    main,
    structuredData: {
      "@context": "https://schema.org",
      "@type": "Product",
      name: title,
      sku: id,
      image: imagePath(id),
      description: product.description,
      offers: {
        "@type": "Offer",
        price: price.toFixed(2),
        priceCurrency: CURRENCY,
        availability: `https://schema.org/${inStock ? "InStock" : "OutOfStock"}`,
      },
    },
  };
}
