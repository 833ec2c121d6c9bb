import { Id } from "../../../wire/text.ts";
import { hashId } from "../../visit/index.ts";
import { isNode, type Node } from "../values.ts";

/** What another system's event is in GA4's words, before it is validated. */
export type Translated = Record<string, unknown>;

/** A node's own field that is a node too; an empty one for anything else. */
export const nodeAt = (node: Node, name: string): Node => {
  const value = node[name];
  return isNode(value) ? value : {};
};

/** The nodes of a list, which may be missing. */
export const nodesAt = (node: Node, name: string): Node[] => {
  const value = node[name];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

export const textAt = (node: Node, name: string): string | undefined => {
  const value = node[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** An id as it is, or its hash where it is none here; missing where there is none. */
export const eventId = (id: string | undefined): string | undefined =>
  id === undefined || Id.safeParse(id).success ? id : hashId(id);

/** `Product Viewed` as `product_viewed`: how a name that means nothing here becomes a custom event's. */
export const snake = (name: string): string =>
  name
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replace(/^[^A-Za-z]+/, "")
    .slice(0, 40)
    .replace(/_+$/, "")
    .toLowerCase() || name;

const SCALARS = new Set(["string", "number", "boolean"]);

/** What of a node may be a parameter: scalars by plain names, without those that are told elsewhere. */
export const scalarsOf = (node: Node, told: ReadonlySet<string>): Node =>
  Object.fromEntries(
    Object.entries(node).filter(
      ([name, value]) =>
        !told.has(name) && /^[\w.:-]{1,40}$/.test(name) && SCALARS.has(typeof value),
    ),
  );

/**
 * When something happened, and how long before it was sent: both by the sender's clock, so that their
 * difference is right where that is wrong.
 */
export function timing(happened: string | undefined, sent?: string): Translated {
  const at = Date.parse(happened ?? "");
  if (Number.isNaN(at)) return {};
  const age = Date.parse(sent ?? "") - at;
  return { time: new Date(at).toISOString(), ...(age >= 0 && { age }) };
}

/** Where it happened, for `page`; left out when nothing says. */
export const pageOf = (
  url: string | undefined,
  referrer: string | undefined,
  title: string | undefined,
): Translated => (url === undefined ? {} : { page: { url, referrer, title } });

/** A step of a checkout whose systems only count them, by what was chosen in it; null when nothing was. */
export const stepOf = (choice: {
  payment: string | undefined;
  shipping: string | undefined;
}): string | null => {
  if (choice.payment !== undefined) return "add_payment_info";
  return choice.shipping === undefined ? null : "add_shipping_info";
};
