/** A node of JSON-LD, or an item of microdata in the same shape: names of properties → values. */
export type Node = Readonly<Record<string, unknown>>;

/** Of a property with many values only so many are looked at. */
const MAX_VALUES = 100;
const MAX_URL = 2048;

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A property's values, however the page wrote it: as one, as a list or not at all. */
export function valuesOf(node: Node, ...names: string[]): unknown[] {
  return names.flatMap((name) => {
    const value = Object.hasOwn(node, name) ? node[name] : null;
    if (value === null || value === undefined) return [];
    return Array.isArray(value) ? value.slice(0, MAX_VALUES) : [value];
  });
}

/** The nodes among a property's values. */
export const nodesOf = (node: Node, ...names: string[]): Node[] =>
  valuesOf(node, ...names).filter(isNode);

/** The first of `values` that `read` makes something of. */
export function firstOf<T>(
  values: readonly unknown[],
  read: (value: unknown) => T | null,
): T | null {
  for (const value of values) {
    const found = read(value);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Types of a node by their bare names: `https://schema.org/Product`, `schema:Product` and
 * `Product` are the same. Microdata names several in one text.
 */
export function typesOf(node: Node): string[] {
  return valuesOf(node, "@type").flatMap((type) =>
    typeof type === "string"
      ? type
          .slice(0, 500)
          .split(/\s+/)
          .map((name) => name.replace(/^.*[/#:]/, ""))
          .filter((name) => name !== "")
      : [],
  );
}

export const isOf = (node: Node, types: ReadonlySet<string>): boolean =>
  typesOf(node).some((type) => types.has(type));

/** An absolute http(s) address of what may be relative to `base`, or null. */
export function urlOf(value: unknown, base: string | null): string | null {
  if (typeof value !== "string" || value === "" || value.length > MAX_URL) return null;
  const url = URL.parse(value.trim(), base ?? undefined);
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  return isWeb && url.href.length <= MAX_URL ? url.href : null;
}

/** An address that a node gives as text or as a thing that has one: `{"@id": …}`, an ImageObject. */
export const linkOf = (value: unknown, base: string | null): string | null =>
  isNode(value)
    ? firstOf(valuesOf(value, "url", "contentUrl", "@id"), (inner) => urlOf(inner, base))
    : urlOf(value, base);
