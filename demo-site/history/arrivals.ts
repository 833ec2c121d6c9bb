import { type Random, weighted } from "./random.ts";

/** How a visit began: what the landing address carries, and what the browser says it came from. */
export interface Arrival {
  query: string;
  referrer: string;
}

interface Way {
  weight: number;
  /** Where such visits land. */
  lands: "home" | "category" | "product";
  referrer: string;
  query: (random: Random) => string;
}

const clickId = (random: Random) =>
  Array.from({ length: 22 }, () => Math.floor(random() * 36).toString(36)).join("");
const none = () => "";
const GOOGLE = "https://www.google.com/";

/** Weights are assumptions; `data/README.md` lists them. */
const WAYS: readonly Way[] = [
  { weight: 22, lands: "product", referrer: GOOGLE, query: none },
  { weight: 12, lands: "category", referrer: GOOGLE, query: none },
  { weight: 3, lands: "product", referrer: "https://www.bing.com/", query: none },
  { weight: 20, lands: "home", referrer: "", query: none },
  {
    weight: 14,
    lands: "category",
    referrer: "",
    query: () => "?utm_source=newsletter&utm_medium=email&utm_campaign=friday-letter",
  },
  {
    weight: 12,
    lands: "product",
    referrer: GOOGLE,
    query: (random) => `?gclid=${clickId(random)}`,
  },
  { weight: 5, lands: "product", referrer: "https://www.pinterest.com/", query: none },
  { weight: 4, lands: "home", referrer: "https://l.instagram.com/", query: none },
  {
    weight: 3,
    lands: "product",
    referrer: "https://l.facebook.com/",
    query: (random) =>
      `?utm_source=facebook&utm_medium=paid_social&utm_campaign=gifts&fbclid=${clickId(random)}`,
  },
  {
    weight: 2,
    lands: "home",
    referrer: "",
    query: () => "?utm_source=line&utm_medium=message&utm_campaign=friends",
  },
  { weight: 3, lands: "home", referrer: "https://teatime-journal.example/gifts", query: none },
];

/** Someone who has bought before types the address or follows the letter more often than others. */
const KNOWN_WAYS = WAYS.map((way) => ({
  ...way,
  weight: way.referrer === "" ? way.weight * 3 : way.weight,
}));

export function arrival(random: Random, known: boolean): Arrival & Pick<Way, "lands"> {
  const way = weighted(random, known ? KNOWN_WAYS : WAYS);
  return { lands: way.lands, referrer: way.referrer, query: way.query(random) };
}
