import { FREE_DELIVERY_FROM } from "../../terms.ts";
import { html, type Markup } from "../html.ts";
import type { Page } from "../shell.ts";

const plain = (path: string, title: string, description: string, body: Markup): Page => ({
  path,
  title,
  description,
  kind: "plain",
  main: html`<div class="wrap prose">
    <h1>${title}</h1>
    ${body}
  </div>`,
});

export const infoPages = (): Page[] => [
  plain(
    "/about/",
    "About this shop",
    "What is real here and what is not.",
    html`<p class="lead">
        Lantern & Thistle is a shop that does not exist, filled with things that did.
      </p>
      <p>
        Its products, prices and order histories come from a real online gift shop in the United
        Kingdom: a year of orders from December 2010 to December 2011, published without names or
        addresses. The titles were tidied, the departments were worked out from the words in them,
        and the pictures are illustrations of the kind of thing, not photographs of the thing
        itself.
      </p>
      <h2>What happens while you browse</h2>
      <p>
        One script tag on each page tells the Okaeri Worker on this machine which pages and products
        you look at, and asks it what to recommend. If it does not answer, the shop shows its own
        picks. That tag is the only connection between the shop and Okaeri.
      </p>
      <h2>Credits</h2>
      <ul>
        <li>
          <a href="https://archive.ics.uci.edu/dataset/352/online+retail">Online Retail</a>, Daqing
          Chen, UCI Machine Learning Repository (2015),
          <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. A selection; names
          tidied, categories and descriptions added, dates moved.
        </li>
        <li>
          <a href="https://github.com/microsoft/fluentui-emoji">Fluent Emoji</a>, © Microsoft
          Corporation, MIT licence, set on coloured backgrounds.
        </li>
      </ul>`,
  ),
  plain(
    "/shipping/",
    "Delivery",
    "How an order would reach you.",
    html`<p class="lead">
        Standard delivery is £3.95, and free when you spend £${FREE_DELIVERY_FROM} or more.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Arrives</th>
            <th scope="col">Price</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>Standard</td>
            <td>3 to 5 working days</td>
            <td>£3.95, free over £${FREE_DELIVERY_FROM}</td>
          </tr>
          <tr>
            <td>Express</td>
            <td>Next working day</td>
            <td>£6.95</td>
          </tr>
        </tbody>
      </table>
      <p>As this is a demonstration, nothing is ever posted; the doorbell will not ring.</p>`,
  ),
  plain(
    "/returns/",
    "Returns",
    "How a return would work.",
    html`<p class="lead">You have 30 days to change your mind.</p>
      <p>
        Send the item back unused in its packaging and the price is refunded to the way you paid. If
        something arrives broken, it is replaced at no cost.
      </p>
      <p>
        As this is a demonstration, there is nothing to send back: no order placed here is ever
        delivered.
      </p>`,
  ),
];

export const notFoundPage = (): Page => ({
  ...plain(
    "/404.html",
    "We could not find that page",
    "This page does not exist.",
    html`<p class="lead">
        Perhaps it sold out, perhaps it never was. Both happen in a shop of curiosities.
      </p>
      <p><a class="button" href="/">Back to the front door</a></p>`,
  ),
});
