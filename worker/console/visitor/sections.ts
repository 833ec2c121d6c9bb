import type { MeBody, MeReply } from "../../wire/me.ts";
import { button, el, link, section } from "./dom.ts";

type Known = NonNullable<MeReply["known"]>;
type Decide = (body: MeBody, done: string) => void;

const BANDS: Record<string, string> = {
  low: "just looking around",
  considering: "considering something",
  ready: "about to order",
};

const day = (iso: string): string =>
  new Date(iso).toLocaleDateString(undefined, { dateStyle: "long" });

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** The page: what is known, in plain words, each with what can be done about it. */
export function sectionsOf(me: MeReply, decide: Decide, forget: () => void): HTMLElement[] {
  const { known } = me;
  if (known === null)
    return [section("Nothing", el("p", {}, "The shop knows nothing of this browser."))];
  return [
    visits(known),
    profile(known, decide),
    items("What you looked at", known.viewed, "Not interested", false, decide),
    items("What you do not want to see", known.not_interested, "Show again", true, decide),
    consents(me),
    messages(me, known, decide),
    ending(me, decide, forget),
  ];
}

function visits(known: Known): HTMLElement {
  const { is_customer: isCustomer, browsers, likely_to_order: likely, came_by: by } = known;
  const facts: [string, string][] = [
    ["You are", isCustomer ? "a customer with an account" : "a visitor without a name"],
    ["Known from", count(browsers, "browser or account", "browsers and accounts")],
    ["First visit", day(known.first_seen)],
    ["Last visit", day(known.last_seen)],
    ["Visits", `${count(known.visits, "visit", "visits")}, ${count(known.pages, "page", "pages")}`],
    ["Orders", String(known.orders)],
    ...(by === null ? [] : [["You came by", by] as [string, string]]),
    ["We think you are", likely === null ? "we cannot tell" : (BANDS[likely] ?? likely)],
  ];
  return section(
    "Your visits",
    el("dl", {}, ...facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
  );
}

function profile({ profile: fields }: Known, decide: Decide): HTMLElement {
  if (fields.length === 0)
    return section("About you", el("p", {}, "No name, no address, nothing."));
  const rows = fields.map(({ name, value, said_by: by, may_correct: isOpen }) => {
    const said = el("span", { class: "said" }, `from ${by.join(", ")}`);
    if (!isOpen) return el("li", {}, el("span", {}, `${name}: ${value}`), said);
    const input = el("input", { value, "aria-label": name, maxlength: "500" });
    const save = () => {
      if (input.value.trim() !== "")
        decide({ fields: { [name]: input.value.trim() } }, `${name} is corrected.`);
    };
    return el("li", {}, el("span", {}, `${name}: `, input), said, button("Correct", name, save));
  });
  const hint = el("p", { class: "said" }, "E-mail and phone are changed in your account.");
  return section("About you", el("ul", {}, ...rows), hint);
}

function items(
  title: string,
  list: Known["viewed"],
  word: string,
  isWanted: boolean,
  decide: Decide,
): HTMLElement {
  if (list.length === 0) return section(title, el("p", {}, "Nothing."));
  const rows = list.map((item) => {
    const done = isWanted
      ? `${item.title} may be shown again.`
      : `${item.title} will not be recommended to you.`;
    const act = () => decide({ interested: { [item.id]: isWanted } }, done);
    return el("li", {}, link(item.title, item.link), button(word, item.title, act));
  });
  return section(title, el("ul", {}, ...rows));
}

function consents({ consent }: MeReply): HTMLElement {
  const words = consent.map(({ at, analytics_storage: analytics, ad_storage: ads, banner }) => {
    const via = banner === null ? "" : `, asked by ${banner}`;
    return el(
      "li",
      {},
      `${day(at)}: analytics ${analytics ?? "not said"}, ads ${ads ?? "not said"}${via}`,
    );
  });
  return section(
    "What you allowed",
    words.length === 0 ? el("p", {}, "You were not asked.") : el("ul", {}, ...words),
  );
}

function messages({ unsubscribed }: MeReply, known: Known, decide: Decide): HTMLElement {
  const isWanted = !unsubscribed.includes("email");
  // A shop may know its customers' addresses without telling us.
  const hasAddress = known.is_customer || known.profile.some(({ name }) => name === "email");
  const may = hasAddress
    ? "They may be sent to you."
    : "None can be sent: no e-mail address of yours is known.";
  return section(
    "E-mails with recommendations",
    el("p", {}, isWanted ? may : "None are sent to you."),
    button(isWanted ? "Unsubscribe" : "Subscribe again", "", () =>
      decide({ subscribed: { email: !isWanted } }, "Done."),
    ),
  );
}

function ending({ paused }: MeReply, decide: Decide, forget: () => void): HTMLElement {
  const isPaused = paused !== null;
  return section(
    "Pause or delete",
    el(
      "p",
      {},
      isPaused
        ? `Paused since ${day(paused)}: nothing new is written down, and you see what everybody sees.`
        : "While you pause, nothing new is written down, and you see what everybody sees.",
    ),
    button(isPaused ? "Go on" : "Pause", "", () =>
      decide({ paused: !isPaused }, isPaused ? "We go on." : "Paused."),
    ),
    button("Delete everything", "", forget, { class: "grave" }),
  );
}
