import type { Plugin, Trace } from "./lib/hooks.ts";
import type { Consent, Scenario, Want } from "../../worker/wire/batch.ts";
import type { NewsWant } from "../../worker/wire/want.ts";
import type { Decision } from "../../worker/wire/decision.ts";
import type { Event, Item } from "../../worker/wire/event.ts";

export type { Plugin } from "./lib/hooks.ts";
export type { Consent, Decision, Item, NewsWant, Scenario, Want };
export type { RecommendedItem } from "../../worker/wire/decision.ts";

/** GA4's e-commerce parameters, all optional, and a shop's own scalar ones. */
export type EventParams = Partial<
  Pick<
    Event,
    | "currency"
    | "value"
    | "transaction_id"
    | "coupon"
    | "shipping"
    | "tax"
    | "search_term"
    | "item_list_id"
    | "item_list_name"
    | "items"
    | "receipt_id"
    | "logged_in"
  >
> & { [own: string]: unknown };

type With<Key extends keyof EventParams> = EventParams & {
  [K in Key]-?: NonNullable<EventParams[K]>;
};

/** What GA4 asks of the events that Okaeri gives a meaning to; other names take any parameters. */
export interface KnownEvents {
  view_item_list: With<"items">;
  select_item: With<"items">;
  view_item: With<"items">;
  search: With<"search_term">;
  add_to_cart: With<"items">;
  remove_from_cart: With<"items">;
  view_cart: EventParams;
  add_to_wishlist: With<"items">;
  /** Our own: tell me when these are in stock again. */
  waitlist: With<"items">;
  begin_checkout: EventParams;
  purchase: With<"transaction_id" | "items">;
  refund: With<"transaction_id">;
  /** Our own: who is logged in, signed by the shop's server (docs/identity.md); `logout` ends it. */
  identify: { customer: string; exp: number; signature: string };
}

/** A call made before the tag has loaded: `okaeri.push(["track", "view_item", { … }])`. */
export type Command = [
  name: "track" | "consent" | "forget" | "recommend" | "use",
  ...args: unknown[],
];

/** `window.okaeri`. No function throws, whatever it is given. */
export interface Okaeri {
  push(...commands: Command[]): void;
  /** Records an event under a GA4 name or one of the shop's own. */
  track<Name extends string>(
    name: Name,
    ...params: Name extends keyof KnownEvents ? [KnownEvents[Name]] : [EventParams?]
  ): void;
  /** Says what the visitor has allowed, in Google Consent Mode v2 vocabulary. */
  consent(change: Consent): void;
  /** Wipes all that the tag has stored in this browser; the next page view starts with a new id. */
  forget(): void;
  /** Adds a plugin, which sees each event before it is kept and each reply before it is used. */
  use(plugin: Plugin): void;
  /** With `?okaeri_debug`: all that plugins were told. */
  trace?: Trace;
  /** Asks for items to show; null when no answer came. A scenario's name stands for its own slot. */
  recommend(want: Scenario | Want | NewsWant): Promise<Decision | null>;
}

/** The `data-` attributes of the tag. */
export interface Options {
  /** Publishable key, `pk_…`. */
  key: string;
  /** Where the Worker answers, for example `https://shop.example`; no slash at the end. */
  endpoint: string;
  /** `denied`: no id and no storage until the shop calls `consent`. */
  consent?: string | undefined;
  /** Query parameters that make a page of their own, separated by commas: `page,colour`. */
  query?: string | undefined;
  /** When not empty, a change of the hash is a page view. */
  hash?: string | undefined;
  /** Other hosts of the shop, separated by commas: links to them take the visit along. */
  domains?: string | undefined;
  /** `1`: the browser's Do Not Track counts as denied consent. */
  dnt?: string | undefined;
  /** `include`: requests to the Worker on another host of the shop carry its cookie. */
  credentials?: RequestCredentials | undefined;
}
