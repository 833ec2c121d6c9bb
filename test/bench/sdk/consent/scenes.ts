import type { Consent } from "../../../../worker/wire/batch.ts";
import { html } from "../page.ts";

const DENIED = {
  analytics_storage: "denied",
  ad_storage: "denied",
  ad_user_data: "denied",
  ad_personalization: "denied",
} as const satisfies Consent;
const GRANTED = {
  analytics_storage: "granted",
  ad_storage: "granted",
  ad_user_data: "granted",
  ad_personalization: "granted",
} as const satisfies Consent;

const tag = (attributes = "") =>
  `<script async src="/okaeri.js" data-key="pk_demo"${attributes}></script>`;
const script = (code: string) => `<script>${code}</script>`;

/** One way in which a shop's page says that consent is denied, and later what else holds. */
export interface Scene {
  name: string;
  page: string;
  /** What the page runs when the visitor has decided. */
  say: Record<"grant" | "revoke", string>;
}

const BY_COMMAND = {
  grant: `okaeri.push(["consent", ${JSON.stringify(GRANTED)}])`,
  revoke: `okaeri.push(["consent", ${JSON.stringify(DENIED)}])`,
};
const GTAG =
  "window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments); }";

/**
 * Under Global Privacy Control nothing is kept either until the shop's own question was answered. What
 * was said of advertising goes to the Worker as it was said: nothing there is used for advertising.
 */
export const SCENES: readonly Scene[] = [
  {
    name: "data-consent",
    page: html(tag(' data-consent="denied"')),
    say: BY_COMMAND,
  },
  {
    name: "Consent Mode v2",
    page: html(script(`${GTAG} gtag("consent", "default", ${JSON.stringify(DENIED)})`) + tag()),
    say: {
      grant: `gtag("consent", "update", ${JSON.stringify(GRANTED)})`,
      revoke: `gtag("consent", "update", ${JSON.stringify(DENIED)})`,
    },
  },
  {
    name: "GPC",
    page: html(
      script(
        'Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { value: true, configurable: true })',
      ) + tag(),
    ),
    say: BY_COMMAND,
  },
];
