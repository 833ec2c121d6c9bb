import { fitOf, isFrontPage } from "./address.ts";
import { pageUrlsOf, readStatements, type Statements } from "./graph.ts";
import { type OpenGraph, readOpenGraph } from "./open-graph.ts";
import { byDetail, idOf, mergeProducts, type Product, readProduct } from "./product.ts";
import { comparable, nameOf } from "./text.ts";
import { categoryOfTrail } from "./breadcrumbs.ts";
import { firstOf, linkOf, type Node, valuesOf } from "./values.ts";

/** GA4 takes more in a list; a page's first twenty say what it shows. */
const MAX_LISTED = 20;

/** What a page says in each dialect. */
export interface Markup {
  json_ld?: readonly unknown[];
  /** Items in the shape of JSON-LD. */
  microdata?: readonly unknown[];
  /** Properties and their content; the first of a name counts. */
  open_graph?: readonly (readonly [property: string, content: string])[];
}

/** The page that carries the markup. */
export interface MarkedPage {
  /** Its address, as it is. */
  url: string | null;
  title: string | null;
}

/** What a page is about: one product, or a list of them. Each has an id. */
export type Subject =
  | { kind: "product"; product: Product & { id: string } }
  | { kind: "list"; name: string | null; products: (Product & { id: string })[] };

/** A product with the grounds for taking it for the page's own. */
interface Candidate {
  product: Product;
  /** 0 JSON-LD, 1 microdata: the order in which fields are taken. */
  rank: number;
  declared: boolean;
  /** How its address fits the page's (`fitOf`); null when it gives none. */
  fit: number | null;
  /** The same of its `@id`, which is weaker: many a template gives all products the page's. */
  idFit: number;
  titled: boolean;
}

/**
 * What a page's markup says that the page is about, or null when it is about no product.
 *
 * A product is the page's own when the page declares it (`mainEntity`), when its address is the
 * page's, or when it alone bears the page's title. One that is no part of anything else and stands
 * alone is taken too, unless its address leads elsewhere or the page is a front page, an article or
 * a list, which only promote it. Open Graph's word that the page is a product's makes up for all of
 * these. Where nothing is the page's own, a list of products or several of them make a list.
 */
export function subjectOf(markup: Markup, page: MarkedPage): Subject | null {
  const dialects = [markup.json_ld, markup.microdata].map((documents) =>
    readStatements(Array.isArray(documents) ? documents : []),
  );
  const graph = readOpenGraph(markup.open_graph, page.url);
  const view = viewOf(page, graph, dialects);
  const candidates = dialects.flatMap((statements, rank) =>
    statements.products.map(({ node, declared }): Candidate => {
      const product = readProduct(node, page.url);
      const id = firstOf(valuesOf(node, "@id"), (value) => linkOf(value, page.url));
      return {
        product,
        rank,
        declared,
        fit: product.url === null ? null : view.fitOf(product.url),
        idFit: id === null ? 0 : view.fitOf(id),
        titled: product.name !== null && view.isTitled(product.name),
      };
    }),
  );
  const clusters = clustersOf(candidates.filter(({ product }) => product.id ?? product.name));
  const main = mainOf(clusters, view);
  if (main !== null || graph.isProduct) {
    const fragments = candidates.filter(({ product }) => !(product.id ?? product.name));
    const told = [...(main ?? []), ...(fragments.length === 1 ? fragments : [])];
    return aboutProduct([...told.map(({ product }) => product), graph.product], dialects, page);
  }
  return aboutList(clusters, dialects, page);
}

type View = ReturnType<typeof viewOf>;

function viewOf(page: MarkedPage, graph: OpenGraph, dialects: readonly Statements[]) {
  const urls = [page.url, graph.url, ...dialects.flatMap((one) => pageUrlsOf(one, page.url))];
  const known = [...new Set(urls.filter((url) => url !== null))].slice(0, 8);
  const names = dialects.flatMap(({ pages }) => pages.flatMap((node) => valuesOf(node, "name")));
  const titles = [page.title, graph.title, ...names.slice(0, 4).map(nameOf)]
    .filter((title) => title !== null)
    .map(comparable);
  const types = new Set(dialects.flatMap(({ pageTypes }) => [...pageTypes]));
  const fit = (url: string) => Math.max(0, ...known.map((own) => fitOf(url, own)));
  const isOwn = (node: Node) => {
    const url = firstOf(valuesOf(node, "url", "mainEntityOfPage"), (of) => linkOf(of, page.url));
    return url === null || fit(url) > 0;
  };
  return {
    fitOf: fit,
    isTitled(name: string): boolean {
      const plain = ` ${comparable(name)} `;
      return plain.length > 4 && titles.some((title) => ` ${title} `.includes(plain));
    },
    isProduct: graph.isProduct === true,
    isFront: page.url !== null && isFrontPage(page.url),
    isArticle: dialects.some(({ articles }) => articles.some(isOwn)),
    isList:
      graph.isProduct === false ||
      ["CollectionPage", "SearchResultsPage", "AboutPage", "ContactPage"].some((type) =>
        types.has(type),
      ),
  };
}

/** Candidates that are one product: by id, or by name where the ids do not contradict. */
function clustersOf(candidates: readonly Candidate[]): Candidate[][] {
  const clusters: Candidate[][] = [];
  for (const candidate of candidates.toSorted(byWord)) {
    const known = clusters.find((cluster) => cluster.some((other) => isSame(candidate, other)));
    if (known === undefined) clusters.push([candidate]);
    else known.push(candidate);
  }
  return clusters;
}

const byWord = (a: Candidate, b: Candidate) => a.rank - b.rank || byDetail(a.product, b.product);

function isSame(a: Candidate, b: Candidate): boolean {
  if (a.product.id !== null && a.product.id === b.product.id) return true;
  const [one, other] = [a.product.name, b.product.name];
  if (one === null || other === null || comparable(one) !== comparable(other)) return false;
  return a.rank !== b.rank || a.product.id === null || b.product.id === null;
}

/** The cluster of the page's own product, or null. */
function mainOf(clusters: readonly Candidate[][], view: View): Candidate[] | null {
  const that = (is: (one: Candidate) => boolean) => clusters.filter((cluster) => cluster.some(is));
  const declared = that((one) => one.declared);
  if (declared.length === 1) return declared[0]!;
  if (view.isArticle && !view.isProduct) return null;
  // Several with the page's address are its variants.
  for (const fit of [3, 2, 1]) {
    const fitting = that((one) => one.fit === fit);
    if (fitting.length > 0)
      return fitting.toSorted((a, b) => byDetail(a[0]!.product, b[0]!.product))[0]!;
  }
  if (view.isFront && !view.isProduct) return null;
  const named = that((one) => one.idFit >= 2);
  if (named.length === 1) return named[0]!;
  const titled = that((one) => one.titled && (one.fit !== 0 || clusters.length === 1));
  if (titled.length === 1) return titled[0]!;
  const [only] = clusters;
  const isAlone = clusters.length === 1 && only!.every(({ fit }) => fit !== 0);
  return isAlone && (view.isProduct || !view.isList) ? only! : null;
}

function aboutProduct(
  told: readonly Product[],
  dialects: readonly Statements[],
  page: MarkedPage,
): Subject | null {
  const product = mergeProducts(told);
  const trails = dialects.flatMap(({ breadcrumbs }) =>
    breadcrumbs.flatMap((trail) => categoryOfTrail(trail, product.name, page.url) ?? []),
  );
  // Of several trails the one that leads deepest.
  const [trail] = trails.toSorted((a, b) => levels(b) - levels(a) || (a < b ? -1 : 1));
  const graph = told.at(-1)!;
  const own = told.slice(0, -1).find(({ category }) => category !== null)?.category;
  const id = idOf(product, page.url);
  if (id === null || (product.name === null && product.price === null)) return null;
  const category = own ?? trail ?? graph.category;
  return { kind: "product", product: { ...product, id, category } };
}

const levels = (category: string) => category.split(" > ").length;

function aboutList(
  clusters: readonly Candidate[][],
  dialects: readonly Statements[],
  page: MarkedPage,
): Subject | null {
  const lists = dialects.flatMap((statements) => statements.lists);
  const [longest] = lists.toSorted((a, b) => b.entries.length - a.entries.length);
  const loose =
    clusters.length > 1
      ? clusters.map((one) => mergeProducts(one.map(({ product }) => product)))
      : [];
  const listed = longest?.entries.map((node) => readProduct(node, page.url)) ?? [];
  const products = new Map<string, Product & { id: string }>();
  for (const product of listed.length >= loose.length ? listed : loose) {
    const id = idOf(product, null);
    if (id !== null && products.size < MAX_LISTED && !products.has(id))
      products.set(id, { ...product, id });
  }
  if (products.size === 0) return null;
  const trails = dialects.flatMap(({ breadcrumbs }) =>
    breadcrumbs.flatMap(
      (trail) => categoryOfTrail(trail, null, page.url)?.split(" > ").at(-1) ?? [],
    ),
  );
  const name = nameOf(longest?.name) ?? trails[0] ?? null;
  return { kind: "list", name, products: [...products.values()] };
}
