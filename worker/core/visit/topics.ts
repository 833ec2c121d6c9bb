import { parametersOf } from "./address.ts";
import type { VisitEvent } from "./event.ts";
import { readable } from "./personal.ts";
import { type Sections, sectionsOfShop, splitCamel, UNSPACED, wordsOf } from "./sections.ts";

/** Names the sections that an event as a whole is about; none for most. */
export type TopicNamer = (event: VisitEvent) => string[];

const wordSet = (words: string) => new Set(words.split(/\s+/));

/** Words around the name of a topic that change nothing about it, such as "our returns policy". */
const AROUND =
  wordSet(`a about and center centre chart conditions customer faq for guide help how info
  information our page pages policies policy read see show terms the to us view your
  anzeigen hinweise infos informationen richtlinie richtlinien seite und unsere
  conditions de des du et la le les nos notre politique voir
  condiciones del el las los nuestra nuestras política politica ver y
  condizioni dei della di e il le nostra politica vedi`);
const AROUND_UNSPACED = /について|に関して|ガイド|ご?案内|一覧|[ごおとの表]| /g;

/** What a page's script calls doing something with a part of it. */
const DEEDS =
  wordSet(`check checked click clicked expand expanded link modal open opened opens popup
  section select selected tab tap toggle toggled used viewed visit visited`);

/** Words of filters and orders: "filter.v.price.gte", "price-low-to-high". */
const CHOICES =
  wordSet(`asc ascending attr attribute average avg best by desc descending down f facet
  filter filters first from gt gte high highest last low lower lowest lt lte m max maximum min minimum
  most of only option or order p range s sort t then top up upper v`);

/** Parameters whose value, not their name, says what is chosen. */
const CHOSEN =
  wordSet(`content_id content_type facet filter filter_by filter_name filter_type filters
  o order order_by orderby section sort sort_by sort_order sortby sorting tab`);

/** Events that say nothing of what is weighed: what the page or the shop does, and the order itself. */
const SILENT = wordSet(`add_payment_info add_shipping_info page_data page_leave purchase
  recommendation_clicked recommendation_dismissed recommendation_shown refund view_promotion`);
/** Events whose names are of no topic, though what comes with them may be. */
const GENERAL = wordSet(`add_to_cart add_to_wishlist begin_checkout login page_view remove_from_cart
  search select_content select_item sign_up view_cart view_item view_item_list view_search_results`);

const namers = new WeakMap<Sections, TopicNamer>();

/** The namer of a shop's own sections; made once for each settings object that is read. */
export function topicNamer(own: Sections): TopicNamer {
  const known = namers.get(own);
  if (known !== undefined) return known;
  const namer = makeNamer(phrasesOf(sectionsOfShop(own)));
  namers.set(own, namer);
  return namer;
}

/** The sections of a text that consists of their phrases and of some other words, else none. */
type Reader = (text: string) => readonly string[];

function makeNamer(sections: Phrases): TopicNamer {
  const ofPage = reader(sections, AROUND);
  const ofPart = reader(sections, AROUND, DEEDS);
  const ofChoice = reader(sections, AROUND, CHOICES);
  const ofFilter = reader(sections, CHOICES);
  const ofName = reader(sections, AROUND, DEEDS, CHOICES);
  const ofParameter = (name: string, value: string) => {
    if (CHOSEN.has(name)) return ofChoice(value);
    // A bare number beside "size" is as likely a page's length.
    return name === "size" && /^\d+$/.test(value) ? [] : ofFilter(name);
  };
  const ofView = ({ url, path, title }: VisitEvent) => {
    const topics = [...ofPage(lastSegment(path)), ...ofPage(headOf(title))];
    if (url === null || !/[?#]/.test(url)) return topics;
    for (const pair of parametersOf(url)) topics.push(...ofParameter(...pair));
    return [...topics, ...ofPart(url.split("#")[1] ?? "")];
  };
  return (event) => {
    const { name, params } = event;
    if (SILENT.has(name)) return [];
    const topics = name === "page_view" ? ofView(event) : [];
    if (name === "select_promotion") topics.push(...ofName("price"));
    else if (!GENERAL.has(name)) topics.push(...ofName(name));
    for (const [param, value] of Object.entries(params ?? {}))
      if (CHOSEN.has(param) && typeof value === "string") topics.push(...ofChoice(value));
    return topics.length > 1 ? [...new Set(topics)] : topics;
  };
}

interface Phrases {
  /** Names of sections by phrase, in words. */
  names: ReadonlyMap<string, readonly string[]>;
  /** By the first word of phrases, how many words the longest of them has. */
  longest: ReadonlyMap<string, number>;
  /** Those phrases that have no spaces, longest first. */
  unspaced: readonly string[];
}

function phrasesOf(sections: Sections): Phrases {
  const names = new Map<string, string[]>();
  for (const [name, phrases] of Object.entries(sections))
    for (const phrase of new Set([name, ...phrases].map(wordsOf)))
      names.set(phrase, [...(names.get(phrase) ?? []), name]);
  const longest = new Map<string, number>();
  for (const phrase of names.keys()) {
    const [first = "", ...others] = phrase.split(" ");
    longest.set(first, Math.max(longest.get(first) ?? 0, 1 + others.length));
  }
  const unspaced = [...names.keys()].filter((phrase) => UNSPACED.test(phrase));
  return { names, longest, unspaced: unspaced.sort((a, b) => b.length - a.length) };
}

/** Longest phrase, in words, and longest text that may be nothing but a topic. */
const MAX_PHRASE = 6;
const MAX_TEXT = 80;
/** Texts that a reader knows by heart: the pages of a shop are the same for all its visitors. */
const KNOWN_TEXTS = 2_000;

function reader(phrases: Phrases, ...around: ReadonlySet<string>[]): Reader {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    if (text === "" || text.length > MAX_TEXT) return [];
    let topics = known.get(text);
    if (topics !== undefined) return topics;
    const said = wordsOf(splitCamel(text));
    topics = UNSPACED.test(said) ? inUnspaced(said, phrases) : inWords(said, phrases, around);
    if (known.size >= KNOWN_TEXTS) known.clear();
    known.set(text, topics);
    return topics;
  };
}

function inWords(
  said: string,
  { names, longest }: Phrases,
  around: readonly ReadonlySet<string>[],
): readonly string[] {
  const words = said.split(" ");
  const found: string[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at]!;
    let length = Math.min(longest.get(word) ?? 0, MAX_PHRASE, words.length - at);
    while (length > 0 && !names.has(words.slice(at, at + length).join(" "))) length -= 1;
    if (length > 0) found.push(...names.get(words.slice(at, at + length).join(" "))!);
    else if (!isAround(word, around)) return [];
    at += Math.max(1, length);
  }
  return found;
}

function inUnspaced(said: string, { names, unspaced }: Phrases): readonly string[] {
  let rest = said;
  const found: string[] = [];
  for (const phrase of unspaced)
    if (rest.includes(phrase)) {
      found.push(...names.get(phrase)!);
      rest = rest.replaceAll(phrase, " ");
    }
  return rest.replace(AROUND_UNSPACED, "") === "" ? found : [];
}

const isAround = (word: string, around: readonly ReadonlySet<string>[]) =>
  /^\d+$/.test(word) || around.some((words) => words.has(word));

/** The last part of a path, readable, without its ending. */
function lastSegment(path: string | null): string {
  if (path === null) return "";
  let end = path.length;
  while (path[end - 1] === "/") end -= 1;
  const segment = readable(path.slice(path.lastIndexOf("/", end - 1) + 1, end));
  return segment.includes(".") ? segment.replace(/\.[a-z]{2,5}$/, "") : segment;
}

const TITLE_END = /\s[|–—·:-]\s|[|｜]/;

/** A title without the shop's name behind it: "Size guide | Shop". */
function headOf(title: string | null): string {
  const end = title?.search(TITLE_END) ?? -1;
  return end === -1 ? (title ?? "") : title!.slice(0, end);
}
