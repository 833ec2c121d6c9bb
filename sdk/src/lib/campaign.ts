/** UTM parameters and the click ids of paid links; `fbclid` is on free ones too. */
const CAMPAIGN = /^(utm_|gad_|[gw]braid|rdt_|li_fat|(?!fb)\w+cl(k|ick)?id$)/;

/** Hosts that a checkout sends the buyer through; coming back from one is not a new visit. */
const PAYMENT = /\b(paypal|stripe|klarna|adyen|mollie|shop\.app|pay\.\w+)\b/;

const dotted = (host: string) => host.replace(/^(www\.)?/, ".");

/** Whether `referrer` is the shop itself (its host, or one above or below it) or a payment page. */
export function isInternal(referrer: string, host: string): boolean {
  if (!referrer) return false;
  const [from, own] = [dotted(new URL(referrer).hostname), dotted(host)];
  return from.endsWith(own) || own.endsWith(from) || PAYMENT.test(from);
}

/**
 * The campaign that brought a visitor to `url`: its campaign parameters in one comparable text.
 * Empty without any, and when the visitor came from the shop itself or from a payment page.
 */
export function campaignOf(url: string, referrer: string): string {
  const { hostname, searchParams } = new URL(url);
  if (isInternal(referrer, hostname)) return "";
  return [...searchParams]
    .filter(([name]) => CAMPAIGN.test(name))
    .sort()
    .join("&");
}
