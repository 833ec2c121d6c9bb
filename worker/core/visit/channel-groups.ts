import type { Category } from "./places.ts";
import { categoryOfSource } from "./places.ts";

/** GA4's default channel groups and two of ours: `LINE` and `In-site Search`. */
export const CHANNELS = [
  "LINE",
  "In-site Search",
  "Direct",
  "Cross-network",
  "Paid Shopping",
  "Paid Search",
  "Paid Social",
  "Paid Video",
  "Display",
  "Paid Other",
  "Organic Shopping",
  "Organic Social",
  "Organic Video",
  "Organic Search",
  "AI Assistant",
  "Referral",
  "Email",
  "Affiliates",
  "Audio",
  "SMS",
  "Mobile Push Notifications",
  "Unassigned",
] as const;
export type Channel = (typeof CHANNELS)[number];

/** What the rules look at: a campaign in lower case, and what kind of site its source is. */
interface Traffic {
  source: string;
  medium: string;
  campaign: string;
  category: Category | null;
}

const words = (list: string) => new Set(list.split(","));

const PAID = /^(?:.*cp.*|ppc|retargeting|paid.*)$/s;
/** GA4's own expression: `shop` after anything but a letter other than e, or `shopping` anywhere. */
const SHOPPING_CAMPAIGN = /(?:[^a-df-z]|^)shop|shopping/;
const DISPLAY = words("display,banner,expandable,interstitial,cpm");
const SOCIAL = words("social,social-network,social-media,sm,social network,social media");
const EMAIL = words("email,e-mail,e_mail,e mail");
const REFERRAL = words("referral,app,link");
/** Compared without spaces, dots, hyphens and underscores. */
const PUSH = words(
  "push,webpush,browserpush,apppush,mobilepush,pushnotification,pushnotifications",
);
const IN_SITE_SEARCH = words("sitesearch,insitesearch,internalsearch,onsitesearch");

const squeezed = (text: string) => text.replace(/[\s._-]/g, "");
const either = (list: ReadonlySet<string>, { source, medium }: Traffic) =>
  list.has(source) || list.has(medium);
const eitherSqueezed = (list: ReadonlySet<string>, { source, medium }: Traffic) =>
  list.has(squeezed(source)) || list.has(squeezed(medium));
const isPaid = ({ medium }: Traffic) => PAID.test(medium);
const isShopping = ({ category, campaign }: Traffic) =>
  category === "shopping" || SHOPPING_CAMPAIGN.test(campaign);

/**
 * First match wins. The first three are ours, the rest GA4's default channel group in Google's order
 * (support.google.com/analytics/answer/9756891), where the place of AI Assistant is not documented.
 */
const RULES: readonly [Channel, (traffic: Traffic) => boolean][] = [
  ["LINE", ({ category, medium }) => category === "line" || medium === "line"],
  ["Mobile Push Notifications", (traffic) => eitherSqueezed(PUSH, traffic)],
  ["In-site Search", (traffic) => eitherSqueezed(IN_SITE_SEARCH, traffic)],
  [
    "Direct",
    ({ source, medium }) =>
      source === "(direct)" && (medium === "(none)" || medium === "(not set)"),
  ],
  ["Cross-network", ({ campaign }) => campaign.includes("cross-network")],
  ["Paid Shopping", (traffic) => isPaid(traffic) && isShopping(traffic)],
  ["Paid Search", (traffic) => isPaid(traffic) && traffic.category === "search"],
  ["Paid Social", (traffic) => isPaid(traffic) && traffic.category === "social"],
  ["Paid Video", (traffic) => isPaid(traffic) && traffic.category === "video"],
  ["Display", ({ medium }) => DISPLAY.has(medium)],
  ["Paid Other", isPaid],
  ["Organic Shopping", isShopping],
  ["Organic Social", ({ category, medium }) => category === "social" || SOCIAL.has(medium)],
  ["Organic Video", ({ category, medium }) => category === "video" || medium.includes("video")],
  ["Organic Search", ({ category, medium }) => category === "search" || medium === "organic"],
  ["AI Assistant", ({ category, medium }) => category === "ai" || medium === "ai-assistant"],
  ["Referral", ({ medium }) => REFERRAL.has(medium)],
  ["Email", (traffic) => either(EMAIL, traffic)],
  ["Affiliates", ({ medium }) => medium === "affiliate"],
  ["Audio", ({ medium }) => medium === "audio"],
  ["SMS", ({ source, medium }) => source === "sms" || medium === "sms"],
  [
    "Mobile Push Notifications",
    ({ source, medium }) => source === "firebase" || /push$|mobile|notification/.test(medium),
  ],
];

/** True when a campaign's medium alone says that the visit was paid for. */
export const isPaidMedium = (medium: string) =>
  PAID.test(medium.toLowerCase()) || DISPLAY.has(medium.toLowerCase());

/**
 * The channel of a campaign, matched without regard to case.
 *
 * @param category - what kind of site the source is, when more is known than its name says
 */
export function classifySource(
  source: string,
  medium: string,
  campaign: string,
  category: Category | null = categoryOfSource(source),
): Channel {
  const traffic: Traffic = {
    source: source.trim().toLowerCase(),
    medium: medium.trim().toLowerCase(),
    campaign: campaign.toLowerCase(),
    category,
  };
  return RULES.find(([, matches]) => matches(traffic))?.[0] ?? "Unassigned";
}
