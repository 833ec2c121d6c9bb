import { init, type Consent } from "okaeri";

/** Where the visitor's choice is kept. Before there is one, nothing is. */
const CHOICE = "consent";

const isGranted = localStorage[CHOICE] === "granted";

export const hasChosen = CHOICE in localStorage;

/** The page's one tag. Until the visitor agrees it sends no id and stores nothing. */
export const okaeri = init({
  key: "pk_demo",
  endpoint: "http://localhost:8787",
  consent: isGranted ? undefined : "denied",
});

okaeri.use({
  // What happens in the account is nobody's business but the customer's.
  beforeSend: (event) => (event.page?.url.includes("/account") ? null : event),
  onDebug: (problem) => console.debug("okaeri", problem),
});

/** Takes over what the visitor has chosen, now and for the pages to come. */
export function choose(choice: "granted" | "denied"): void {
  localStorage[CHOICE] = choice;
  const consent: Consent = { analytics_storage: choice, ad_storage: "denied" };
  okaeri.consent(consent);
}
