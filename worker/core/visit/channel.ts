import type { Touch } from "../../wire/person.ts";
import { hostOf, parametersOf, scrubber } from "./address.ts";
import { classifySource, isPaidMedium } from "./channel-groups.ts";
import type { ClickId } from "./click-ids.ts";
import { CLICK_IDS } from "./click-ids.ts";
import { isPersonalValue } from "./personal.ts";
import type { Place } from "./places.ts";
import { categoryOfSource, isRoundTrip, liesIn, placeOfHost } from "./places.ts";

export { CHANNELS, classifySource, type Channel } from "./channel-groups.ts";

/** How a session began, raw from the browser: scrubbing first would cost evidence. */
export interface Entry {
  /** Address of the first page; "" when unknown. */
  landing: string;
  /** `document.referrer`; "" when there is none. */
  referrer: string;
}

interface Shop {
  ownHosts: readonly string[];
}

const MAX_VALUE = 200;
/** Enough to tell two campaigns apart; an open visit keeps it. */
const MAX_KEY = 300;
const DIRECT: Place = { source: "(direct)", medium: "(none)", category: null };
const UNNAMED: Place = { source: "(not set)", medium: "", category: null };
const IN_SITE_SEARCH: Place = { source: "in-site search", medium: "internal", category: null };

/** Parameters that GA4 takes for a site's own search. */
const SEARCH_TERMS = ["q", "s", "search", "query", "keyword"];

/**
 * How a session began.
 *
 * Campaign parameters name source, medium and campaign; what they leave out comes from the referrer,
 * and without one from the network of the click id. A paid click id makes the channel a paid one,
 * judged by where the click was: with no referrer at the network itself, otherwise at the referrer.
 * The shop's own hosts, payment and sign-in pages are no referrers; a session that an own page
 * leads to a search result begins by `In-site Search`. What cannot be parsed counts as not there.
 *
 * @param shop.ownHosts - hosts without scheme, each with its subdomains; the landing host is one anyway
 * @param scrub - shared by the events of a batch
 * @returns `channel` as `classifySource` says; stored texts keep their case, 200 characters each
 */
export function classifyChannel(entry: Entry, shop: Shop, scrub = scrubber()): Touch {
  const parameters = parametersOf(entry.landing);
  const campaign = campaignOf(parameters);
  const click = clickIdOf(parameters);

  const referrerHost = hostOfReferrer(entry.referrer);
  const isOwn = isOwnHost(referrerHost, entry, shop);
  const isExternal = referrerHost !== "" && !isOwn && !isRoundTrip(referrerHost);
  const referrer = isExternal ? placeOfReferrer(entry.referrer, referrerHost) : null;
  const searched = isOwn && SEARCH_TERMS.some((name) => parameters.has(name));

  const place =
    referrer ??
    (click && placeOfClick(click.network)) ??
    (searched ? IN_SITE_SEARCH : campaign.isTagged ? UNNAMED : DIRECT);
  const paid = click?.network.paid ?? false;
  const source = campaign.source || place.source;
  const medium = campaign.medium || (paid ? "cpc" : campaign.source ? "" : place.medium);

  return {
    channel: classifySource(
      source,
      paid && !isPaidMedium(medium) ? "cpc" : medium,
      campaign.name,
      categoryOf(campaign.source, place, paid),
    ),
    source,
    medium,
    campaign: campaign.name,
    click_id: click?.name ?? null,
    landing: scrub(entry.landing).url,
    referrer: isExternal
      ? scrub(entry.referrer).url || storedApp(entry.referrer, referrerHost)
      : "",
  };
}

/**
 * The campaign that brought a visitor here: its parameters (UTM and paid click ids) as one text, the
 * same for the same link. Empty without any, and for one that the shop's own hosts, payment or sign-in
 * pages led to: only a campaign from outside begins a session of its own.
 */
export function campaignKey(entry: Entry, shop: Shop): string {
  const parameters = [...parametersOf(entry.landing)].filter(([name]) => isOfCampaign(name));
  if (parameters.length === 0) return "";
  const referrerHost = hostOfReferrer(entry.referrer);
  if (isOwnHost(referrerHost, entry, shop) || isRoundTrip(referrerHost)) return "";
  return parameters
    .map(([name, value]) => `${name}=${storable(value)}`)
    .sort()
    .join("&")
    .slice(0, MAX_KEY);
}

const isOfCampaign = (parameter: string) =>
  parameter.startsWith("utm_") || CLICK_IDS.get(parameter)?.paid === true;

/** Whether a referrer's host, `""` for none, is the shop's. */
const isOwnHost = (host: string, { landing }: Entry, { ownHosts }: Shop) =>
  host !== "" && (liesIn(host, [hostOf(landing)]) || liesIn(host, ownHosts.map(spelt)));

/** Hosts as they were given, and as addresses have them; a shop's are asked for with each page. */
const spellings = new Map<string, string>();
const MAX_SPELLINGS = 1_000;

function spelt(host: string): string {
  let name = spellings.get(host);
  if (name === undefined) {
    if (spellings.size >= MAX_SPELLINGS) spellings.clear();
    spellings.set(host, (name = hostOf(`https://${host}`)));
  }
  return name;
}

function campaignOf(parameters: ReadonlyMap<string, string>) {
  const of = (key: string) => storable(parameters.get(key) ?? "");
  const [source, medium, name] = [of("utm_source"), of("utm_medium"), of("utm_campaign")];
  return { source, medium, name, isTagged: source !== "" || medium !== "" || name !== "" };
}

/** Without control characters and personal data, and not longer than a label has to be. */
function storable(text: string): string {
  if (text === "" || isPersonalValue(text)) return "";
  return text
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, MAX_VALUE)
    .toWellFormed();
}

/** The click id of the landing address, a paid one before any other. */
function clickIdOf(parameters: ReadonlyMap<string, string>) {
  let first: { name: string; network: ClickId } | null = null;
  for (const name of parameters.keys()) {
    const network = CLICK_IDS.get(name);
    if (network?.paid) return { name, network };
    if (network) first ??= { name, network };
  }
  return first;
}

const placeOfClick = ({ source, medium }: ClickId): Place => ({
  source,
  medium,
  category: categoryOfSource(source),
});

const APP = /^android-app:|^ios-app:/i;

/** Host of a page or package of an app; a browser's own pages (`about:`, `moz-extension:`) have none. */
const hostOfReferrer = (referrer: string) =>
  /^https?:/i.test(referrer) || APP.test(referrer) ? hostOf(referrer) : "";

/** Of an app its package alone. */
const storedApp = (referrer: string, host: string) =>
  `${referrer.slice(0, referrer.indexOf(":")).toLowerCase()}://${host}/`;

/** An app that is in no list is still known to be an app. */
function placeOfReferrer(referrer: string, host: string): Place {
  const place = placeOfHost(host);
  return APP.test(referrer) && place.category === null ? { ...place, medium: "app" } : place;
}

/**
 * A source that the campaign names is judged by that name. If the name says nothing (`adwords`), a
 * paid click is judged by its place.
 */
function categoryOf(source: string, place: Place, paid: boolean) {
  if (source === "") return place.category;
  return categoryOfSource(source) ?? (paid ? place.category : null);
}
