import type { Node } from "./values.ts";

const MAX_ELEMENTS = 2_000;
/** Open Graph's names have a prefix, microdata's have none. */
const PREFIXED = /^[a-z]+:/i;

/** What the elements of a page say, by dialect. */
export interface ElementsRead {
  /** Top items in the shape of JSON-LD, each property a list (HTML Standard, Microdata § 5.3). */
  microdata: Node[];
  open_graph: [property: string, content: string][];
}

interface Element {
  scope: number;
  type: string | null;
  name: string | null;
  value: unknown;
}

/** Reads elements as the tag sends them (`MarkupElement`); what is none of them is left out. */
export function readElements(told: unknown): ElementsRead {
  const elements = Array.isArray(told) ? told.slice(0, MAX_ELEMENTS).map(elementOf) : [];
  // An element around others that names no type is an item as well.
  const items = new Map<number, Record<string, unknown[]>>();
  for (const [place, element] of elements.entries()) {
    if (element === null) continue;
    if (element.type !== null) items.set(place, newItem(element.type));
    // Whatever is around an element comes before it, so that no item can lie within itself.
    if (element.scope < place && elements[element.scope] && !items.has(element.scope))
      items.set(element.scope, newItem(null));
  }
  const read: ElementsRead = { microdata: [], open_graph: [] };
  for (const [place, element] of elements.entries()) {
    if (element === null) continue;
    const { scope, name, value } = element;
    const item = items.get(place);
    const around = scope < place ? items.get(scope) : undefined;
    if (name !== null && PREFIXED.test(name)) {
      if (typeof value === "string") read.open_graph.push([name, value]);
    } else if (name !== null && around !== undefined)
      for (const property of name.split(/\s+/)) (around[property] ??= []).push(item ?? value);
    else if (item !== undefined) read.microdata.push(item);
  }
  return read;
}

/** Without a prototype, since a page chooses the names of its properties. */
const newItem = (type: string | null): Record<string, unknown[]> =>
  Object.assign(Object.create(null) as Record<string, unknown[]>, { "@type": [type] });

function elementOf(told: unknown): Element | null {
  if (!Array.isArray(told)) return null;
  const [scope, type, name, value] = told as unknown[];
  const text = (of: unknown) => (typeof of === "string" && of !== "" ? of.slice(0, 500) : null);
  if (!Number.isInteger(scope)) return null;
  return { scope: scope as number, type: text(type), name: text(name), value };
}
