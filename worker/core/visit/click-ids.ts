/** What a click id in the landing address says of where the click was. */
export interface ClickId {
  /** The network's source as a campaign would name it. */
  source: string;
  /** Medium of the click: `cpc` when it was paid for. */
  medium: "cpc" | "organic" | "referral" | "email";
  /** True when only an ad carries it. `fbclid` is false: Facebook adds it to every outgoing link. */
  paid: boolean;
  /** True when the value names one recipient of a mailing: never stored. */
  personal: boolean;
}

const PAID = {
  google: "gclid gbraid wbraid gad_source gad_campaignid gclsrc",
  "google display": "dclid",
  bing: "msclkid",
  tiktok: "ttclid",
  twitter: "twclid",
  linkedin: "li_fat_id",
  reddit: "rdt_cid",
  quora: "qclid",
  snapchat: "sccid scid",
  impact: "irclickid irclid",
  kochava: "ko_click_id",
  outbrain: "ob_click_id dicbo",
  taboola: "tblci",
  yandex: "yclid",
  amazon: "awclid",
  adobe: "ef_id s_kwcid",
};

const UNPAID = {
  organic: { google: "srsltid", yandex: "ysclid" },
  referral: { facebook: "fbclid", instagram: "igshid igsh", pinterest: "epik" },
  email: { klaviyo: "_kx", mailchimp: "mc_cid mc_eid", marketo: "mkt_tok", hubspot: "_hsenc" },
} as const;

const PERSONAL = new Set(["_kx", "mc_eid", "mkt_tok", "_hsenc"]);

/** By parameter name, lower-case; Snapchat sends `ScCid`. */
export const CLICK_IDS: ReadonlyMap<string, ClickId> = new Map([
  ...clickIds("cpc", PAID),
  ...clickIds("organic", UNPAID.organic),
  ...clickIds("referral", UNPAID.referral),
  ...clickIds("email", UNPAID.email),
]);

function clickIds(
  medium: ClickId["medium"],
  networks: Readonly<Record<string, string>>,
): [string, ClickId][] {
  return Object.entries(networks).flatMap(([source, names]) =>
    names.split(" ").map((name): [string, ClickId] => {
      return [name, { source, medium, paid: medium === "cpc", personal: PERSONAL.has(name) }];
    }),
  );
}
