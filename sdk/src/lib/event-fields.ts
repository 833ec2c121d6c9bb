import type { Event } from "../../../worker/wire/event.ts";

/** Parameters that the wire gives a place of their own. */
const OWN =
  /^(currency|value|coupon|shipping|tax|search_term|items|item_list_\w+|(transaction|receipt)_id|logged_in|params)$/;

/** Sorts GA4 parameters into the wire's fields; a shop's own, when scalar, go under `params`. */
export function eventFields(parameters: Record<string, unknown>): Partial<Event> {
  const params: Record<string, unknown> = {};
  const fields: Record<string, unknown> = { params };
  for (const name in parameters) {
    const value = parameters[name];
    if (OWN.test(name)) fields[name] = value;
    else if (/^[snb]/.test(typeof value)) params[name] = value;
  }
  return fields;
}

/** Events after which a page is often left, or whose answer matters now, do not wait for company. */
export const isUrgent = (name: string): boolean =>
  /^(add|remove|select)_|^purchase$|_(clicked|dismissed)$/.test(name);
