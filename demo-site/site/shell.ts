import { categoryPath } from "../paths.ts";
import { FREE_DELIVERY_FROM } from "../terms.ts";
import { html, jsonLd, type Markup } from "./html.ts";
import { DEPARTMENTS, SHOP_NAME } from "./shop.ts";

export interface Page {
  /** Address in the shop, `/p/85123A/`; the file is its index.html. */
  path: string;
  title: string;
  description: string;
  /** Chooses the page's script. */
  kind: "home" | "list" | "product" | "search" | "cart" | "checkout" | "thanks" | "mail" | "plain";
  main: Markup;
  /** Department that the navigation marks as current. */
  department?: string;
  structuredData?: unknown;
}

/** Pages whose main part the browser draws: painting them empty first would make them jump. */
const DRAWN_IN_BROWSER = new Set<Page["kind"]>(["cart", "checkout", "thanks"]);

const icon = (path: string) =>
  html`<svg aria-hidden="true" viewBox="0 0 24 24" width="22" height="22">
    <path d="${path}" />
  </svg>`;
const SEARCH_ICON = icon("M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 20.5 20.5");
const BASKET_ICON = icon(
  "M4 9h16l-1.5 10.5h-13zM8 9l3-5.5M16 9l-3-5.5M9 12.5v4M12 12.5v4M15 12.5v4",
);

export const logo = html`<svg
  class="logo"
  aria-hidden="true"
  viewBox="0 0 40 48"
  width="30"
  height="36"
>
  <path d="M15 8.5a5 5 0 0 1 10 0" fill="none" stroke="currentColor" stroke-width="2" />
  <path d="M11 15l3-6h12l3 6z" fill="currentColor" />
  <path d="M11 17.5h18v20H11z" fill="none" stroke="currentColor" stroke-width="2" />
  <path d="M9 40h22" stroke="currentColor" stroke-width="3" stroke-linecap="round" />
  <path class="logo-flame" d="M20 21.5c4.5 4 5 7 5 9a5 5 0 0 1-10 0c0-2 .5-5 5-9z" />
</svg>`;

const header = (current?: string) =>
  html`<header class="site-header">
      <div class="wrap header-bar">
        <a class="brand" href="/">${logo}<span>${SHOP_NAME}</span></a>
        <form class="search-form" action="/search/" role="search">
          <label class="visually-hidden" for="q">Search the shop</label>
          <input
            id="q"
            name="q"
            type="search"
            placeholder="Search mugs, bunting, lanterns…"
            autocomplete="off"
            maxlength="80"
            required
          />
          <button type="submit" aria-label="Search">${SEARCH_ICON}</button>
        </form>
        <a class="basket-link" href="/cart/">
          ${BASKET_ICON}<span class="basket-word">Basket</span>
          <span class="basket-count" data-cart-count hidden></span>
          <span class="visually-hidden" data-cart-unit></span>
        </a>
      </div>
    </header>
    <nav class="departments" aria-label="Departments">
      <ul class="wrap">
        ${DEPARTMENTS.map(
          (name) =>
            html`<li>
              <a href="${categoryPath(name)}" ${name === current && html`aria-current="true"`}
                >${name}</a
              >
            </li>`,
        )}
      </ul>
    </nav>`;

const footer = html`<footer class="site-footer">
  <div class="wrap footer-columns">
    <div>
      <p class="footer-brand">${logo}${SHOP_NAME}</p>
      <p>
        Gifts and good things for the home, chosen with care and wrapped with more ribbon than
        strictly needed.
      </p>
    </div>
    <nav aria-label="Shop">
      <h2>Shop</h2>
      <ul>
        ${DEPARTMENTS.slice(0, 5).map((name) => html`<li><a href="${categoryPath(name)}">${name}</a></li>`)}
      </ul>
    </nav>
    <nav aria-label="Help">
      <h2>Help</h2>
      <ul>
        <li><a href="/shipping/">Delivery</a></li>
        <li><a href="/returns/">Returns</a></li>
        <li><a href="/about/">About this shop</a></li>
        <li><a href="/cart/">Your basket</a></li>
        <li><a href="/mail/">A mail to you</a></li>
        <li><a href="/me/">What we know about you</a></li>
      </ul>
    </nav>
    <div>
      <h2>Only a demonstration</h2>
      <p>
        Nothing here is for sale, nothing is charged and nothing is posted. Please enter made-up
        details.
      </p>
    </div>
  </div>
  <div class="wrap footer-credits">
    <p>
      Products and prices:
      <a href="https://archive.ics.uci.edu/dataset/352/online+retail">Online Retail</a> by Daqing
      Chen, UCI Machine Learning Repository,
      <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>, with names tidied and
      categories added. Illustrations: Fluent Emoji, © Microsoft Corporation, MIT.
    </p>
  </div>
</footer>`;

const TAG = html`<script async src="/okaeri.js" data-key="pk_demo"></script>`;

/**
 * A whole document. The first script is the tag, the shop's only tie to Okaeri; a mail has none, since
 * it is no page of the shop.
 */
export function documentOf(page: Page): string {
  const title =
    page.path === "/"
      ? `${SHOP_NAME} · gifts and good things for the home`
      : `${page.title} · ${SHOP_NAME}`;
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <meta name="description" content="${page.description}" />
        <meta name="theme-color" content="#fbf7f0" />
        ${page.kind !== "mail" && TAG}
        <link rel="stylesheet" href="/assets/shop.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <script
          type="module"
          src="/assets/shop.js"
          ${DRAWN_IN_BROWSER.has(page.kind) && html`blocking="render"`}
        ></script>
        ${page.structuredData !== undefined && jsonLd(page.structuredData)}
      </head>
      <body data-page="${page.kind}">
        <a class="skip-link" href="#main">Skip to content</a>
        <aside class="promise" aria-label="Delivery and returns">
          Free delivery over £${FREE_DELIVERY_FROM} · 30-day returns
        </aside>
        ${header(page.department)}
        <main id="main">${page.main}</main>
        ${footer}
        <div class="toast" role="status" aria-live="polite" data-toast></div>
      </body>
    </html> `.text
    .trim()
    .replace(/\s*\n\s*/g, "\n");
}

export const breadcrumb = (trail: readonly { name: string; path?: string }[]) =>
  html`<nav class="breadcrumb" aria-label="Breadcrumb">
    <ol>
      ${trail.map(({ name, path }) =>
        path
          ? html`<li><a href="${path}">${name}</a></li>`
          : html`<li aria-current="page">${name}</li>`,
      )}
    </ol>
  </nav>`;
