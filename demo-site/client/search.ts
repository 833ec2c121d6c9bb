import { card, type CardProduct } from "../site/card.ts";
import { need } from "./dom.ts";
import { track } from "./track.ts";

const PAGE_SIZE = 24;

/** The results page: finds in the shop's small index what the address asks for. */
export async function search(): Promise<void> {
  const term = (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, 80);
  if (!term) {
    giveUpRoom();
    placeSlot(term);
    return;
  }
  need<HTMLInputElement>("#q").value = term;
  need("[data-search-heading]").textContent = `Results for “${term}”`;
  track("search", { search_term: term });

  // The slot waits for the results, or it would be seen to move up where there are none.
  const found = await look(term).finally(() => placeSlot(term));
  if (found.length === 0) giveUpRoom();
  showResults(found);
}

async function look(term: string): Promise<CardProduct[]> {
  const response = await fetch("/search.json");
  const index: CardProduct[] = await response.json();
  return find(index, term);
}

/** Where there is nothing to show, no room is kept for it. */
function giveUpRoom(): void {
  need("[data-results]").dataset["results"] = "none";
}

/** A slot asks as soon as it stands in the page: what it asks for must be known before. */
function placeSlot(term: string): void {
  const template = need<HTMLTemplateElement>("template[data-slot]");
  const slots = document.importNode(template.content, true);
  if (term) {
    const recs = need("okaeri-recs", slots);
    recs.setAttribute("axis", `search:${term}`);
    recs.setAttribute("heading", `Chosen after “${term}”`);
    recs.setAttribute("fallback-heading", "Bestsellers");
  }
  template.replaceWith(slots);
}

function showResults(found: readonly CardProduct[]): void {
  const list = need("[data-cards]");
  const more = need("[data-more-row]");
  let shown = 0;
  const showMore = () => {
    const next = found.slice(shown, shown + PAGE_SIZE);
    // The cards' own template escapes every value.
    list.insertAdjacentHTML("beforeend", next.map((product) => card(product).text).join(""));
    shown += next.length;
    more.hidden = shown >= found.length;
    need("[data-shown]").textContent =
      found.length === 0
        ? "Nothing matches. Try a single word, such as “mug”, “heart” or “lantern”."
        : `Showing ${shown} of ${found.length}`;
  };
  need("[data-more]").addEventListener("click", showMore);
  showMore();
}

/** Products whose title or category has every word of the query; titles first, then as they sell. */
export function find(index: readonly CardProduct[], query: string): CardProduct[] {
  const words = wordsOf(query);
  const scored = index.flatMap((product) => {
    const title = wordsOf(product.title);
    const type = wordsOf(product.type);
    const inTitle = words.filter((word) => title.some((each) => each.startsWith(word))).length;
    const matches = words.every((word) =>
      [...title, ...type].some((each) => each.startsWith(word)),
    );
    return matches ? [{ product, inTitle }] : [];
  });
  return scored.sort((a, b) => b.inTitle - a.inTitle).map(({ product }) => product);
}

/** Lower case, without a plural's s, so that "mugs" finds a mug. */
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/['’]/g, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((word) => (word.length > 3 ? word.replace(/s$/, "") : word));
