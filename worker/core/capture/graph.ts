import { isNode, isOf, linkOf, type Node, nodesOf, typesOf, valuesOf } from "./values.ts";

/** Nothing that a page sends makes more work than this. */
const MAX_NODES = 5_000;
const MAX_DEPTH = 12;
/** Far more than a page that is about one of them has. */
const MAX_PRODUCTS = 200;
/** Levels below a product that are read: its offers, their prices, and a group's variants before. */
const PRODUCT_DEPTH = 4;

export const PRODUCTS: ReadonlySet<string> = new Set([
  "Product",
  "ProductGroup",
  "IndividualProduct",
  "ProductModel",
  "SomeProducts",
]);
const LISTS = new Set(["ItemList", "OfferCatalog"]);
const OFFERS = new Set(["Offer", "AggregateOffer"]);
const ARTICLES = new Set("Article NewsArticle BlogPosting TechArticle Recipe HowTo".split(" "));

/** A product that a page speaks of. */
export interface Found {
  node: Node;
  /** The page says that this is what it is about. */
  declared: boolean;
}

/** What the nodes of one dialect say, before anything is made of it. */
export interface Statements {
  /** Products that are no part of something else, such as of a list or of another product. */
  products: Found[];
  lists: { name: unknown; entries: Node[] }[];
  breadcrumbs: Node[];
  /** Nodes that describe the page itself, and their types. */
  pages: Node[];
  pageTypes: Set<string>;
  articles: Node[];
}

/**
 * Reads documents of JSON-LD, or items of microdata in the same shape. What is found does not depend
 * on the order of the documents or of a `@graph`.
 */
export function readStatements(documents: readonly unknown[]): Statements {
  const products = new Map<Node, Found>();
  const statements: Omit<Statements, "products"> = {
    lists: [],
    breadcrumbs: [],
    pages: [],
    pageTypes: new Set(),
    articles: [],
  };
  const byId = indexOf(documents);
  let budget = MAX_NODES;
  const met = new Map<Node, boolean>();

  const whole = (node: Node): Node => {
    const id = node["@id"];
    const known = typeof id === "string" ? byId.get(id) : undefined;
    return known !== undefined && Object.keys(known).length > Object.keys(node).length
      ? known
      : node;
  };

  /** A copy in which references to other nodes of the page are those nodes. */
  const expand = (value: unknown, depth: number): unknown => {
    if (typeof value !== "object" || value === null || budget <= 0) return value;
    if (Array.isArray(value)) return value.slice(0, 100).map((one) => expand(one, depth));
    budget -= 1;
    const node = whole(value as Node);
    if (depth === 0) return node;
    return Object.fromEntries(
      Object.entries(node).map(([name, of]) => [name, expand(of, depth - 1)]),
    );
  };

  const visitAll = (values: unknown[], declared: boolean, depth: number) => {
    for (const value of values) visit(value, declared, depth);
  };

  function visit(value: unknown, declared: boolean, depth: number): void {
    if (depth > MAX_DEPTH || budget <= 0) return;
    if (Array.isArray(value)) return visitAll(value, declared, depth + 1);
    if (!isNode(value)) return;
    const node = whole(value);
    // Met again only to learn that the page declares it.
    const before = met.get(node);
    if (before === true || before === declared) return;
    met.set(node, declared);
    budget -= 1;
    visitAll(valuesOf(node, "@graph"), false, depth + 1);
    if (isOf(node, PRODUCTS)) addProduct(node, declared);
    else if (isOf(node, LISTS)) addList(node);
    else if (isOf(node, OFFERS)) addOffered(node, declared);
    else if (typesOf(node).includes("BreadcrumbList")) addTrail(node);
    else visitPage(node, depth);
  }

  const addProduct = (found: Node, declared: boolean) => {
    const known = products.get(found);
    if (known !== undefined) known.declared ||= declared;
    else if (products.size < MAX_PRODUCTS)
      products.set(found, { node: expand(found, PRODUCT_DEPTH) as Node, declared });
  };
  const addOffered = (offer: Node, declared: boolean) => {
    const { itemOffered, ...own } = offer;
    for (const value of nodesOf({ itemOffered }, "itemOffered")) {
      const product = whole(value);
      if (isOf(product, PRODUCTS)) addProduct({ offers: own, ...product }, declared);
    }
  };
  const addTrail = (trail: Node) => {
    statements.breadcrumbs.push(expand(trail, 3) as Node);
  };
  const addList = (list: Node) => {
    const elements = valuesOf(list, "itemListElement").filter(isNode).map(whole);
    const entries = inPosition(elements).flatMap((element) => {
      const inner = nodesOf(element, "item", "itemOffered").map(whole);
      return [...inner, ...inner.flatMap((one) => nodesOf(one, "itemOffered").map(whole)), element]
        .filter((one) => isOf(one, PRODUCTS))
        .slice(0, 1)
        .map((one) => expand(one, PRODUCT_DEPTH) as Node);
    });
    if (entries.length > 0) statements.lists.push({ name: list["name"], entries });
  };

  function visitPage(node: Node, depth: number): void {
    const types = typesOf(node);
    if (isOf(node, ARTICLES)) statements.articles.push(node);
    if (types.some((type) => type.endsWith("Page"))) {
      for (const type of types) statements.pageTypes.add(type);
      statements.pages.push(node);
      visitAll(valuesOf(node, "mainEntity"), true, depth + 1);
      visitAll(valuesOf(node, "breadcrumb", "about"), false, depth + 1);
    }
  }

  visitAll(documents.slice(0, 100), false, 0);
  return { ...statements, products: [...products.values()] };
}

/** List items by their `position`; those that tell none stay in the order of the page. */
export function inPosition(items: readonly Node[]): Node[] {
  const positionOf = (item: Node) => Number(valuesOf(item, "position")[0] ?? Number.NaN);
  const positions = items.map(positionOf);
  if (positions.some(Number.isNaN)) return [...items];
  return items.toSorted((a, b) => positionOf(a) - positionOf(b));
}

/** Nodes by `@id`; of several with one id the one that says most. */
function indexOf(documents: readonly unknown[]): Map<string, Node> {
  const byId = new Map<string, Node>();
  let left = MAX_NODES;
  const walk = (value: unknown, depth: number) => {
    if (depth > MAX_DEPTH || left <= 0 || typeof value !== "object" || value === null) return;
    left -= 1;
    if (isNode(value) && typeof value["@id"] === "string") {
      const known = byId.get(value["@id"]);
      if (known === undefined || Object.keys(value).length > Object.keys(known).length)
        byId.set(value["@id"], value);
    }
    for (const inner of Object.values(value)) walk(inner, depth + 1);
  };
  walk(documents, 0);
  return byId;
}

/** Addresses that the page's own nodes give for it. */
export const pageUrlsOf = ({ pages }: Statements, base: string | null): string[] =>
  pages.flatMap((page) => linkOf(page, base) ?? []);
