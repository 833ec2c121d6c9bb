import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OUTPUT, expectedModule } from "../../../scripts/channel-lists.mjs";
import { CHANNELS, classifyChannel, classifySource } from "../../../worker/core/visit/channel.ts";

const SHOP = { ownHosts: ["shop.example", "www.other-shop.example"] };
const LANDING = "https://www.shop.example/mugs";

const arrive = (query: string, referrer = "") =>
  classifyChannel({ landing: `${LANDING}${query}`, referrer }, SHOP);
const from = (referrer: string) => arrive("", referrer);

describe("a visit without campaign parameters", () => {
  test("is direct when there is no referrer", () => {
    expect(arrive("")).toEqual({
      channel: "Direct",
      source: "(direct)",
      medium: "(none)",
      campaign: "",
      click_id: null,
      landing: LANDING,
      referrer: "",
    });
  });

  test.each([
    ["https://www.google.com/", "Organic Search", "google"],
    ["https://www.google.co.uk/", "Organic Search", "google"],
    ["https://google.de/", "Organic Search", "google"],
    ["https://www.google.com.br/", "Organic Search", "google"],
    ["https://uk.search.yahoo.com/", "Organic Search", "yahoo"],
    ["https://search.yahoo.co.jp/", "Organic Search", "yahoo japan"],
    ["https://cn.bing.com/", "Organic Search", "bing"],
    ["https://yandex.kz/", "Organic Search", "yandex"],
    ["https://www.ecosia.org/", "Organic Search", "ecosia"],
    ["https://search.brave.com/", "Organic Search", "brave"],
    ["android-app://com.google.android.googlequicksearchbox/", "Organic Search", "google"],
    ["https://www.facebook.com/", "Organic Social", "facebook"],
    ["https://lm.facebook.com/", "Organic Social", "facebook"],
    ["https://t.co/abc", "Organic Social", "twitter"],
    ["https://old.reddit.com/", "Organic Social", "reddit"],
    ["https://www.pinterest.co.kr/", "Organic Social", "pinterest.co.kr"],
    ["android-app://com.linkedin.android/", "Organic Social", "linkedin"],
    ["android-app://com.instagram.android/", "Organic Social", "instagram"],
    ["https://www.youtube.com/", "Organic Video", "youtube"],
    ["https://youtu.be/", "Organic Video", "youtube"],
    ["https://m.youtube.com/", "Organic Video", "youtube"],
    ["https://www.amazon.co.uk/", "Organic Shopping", "amazon.co.uk"],
    ["https://chatgpt.com/", "AI Assistant", "chatgpt"],
    ["https://www.perplexity.ai/", "AI Assistant", "perplexity"],
    ["https://gemini.google.com/", "AI Assistant", "gemini"],
    ["https://liff.line.me/", "LINE", "line"],
    ["android-app://jp.naver.line.android/", "LINE", "line"],
    ["https://mail.google.com/", "Email", "mail.google.com"],
    ["https://outlook.live.com/", "Email", "outlook.live.com"],
    ["android-app://com.google.android.gm/", "Email", "gmail"],
    ["https://blog.example/post", "Referral", "blog.example"],
    ["https://docs.google.com/", "Referral", "docs.google.com"],
    ["https://www.cnn.com/", "Referral", "cnn.com"],
    ["https://google.com.evil.example/", "Referral", "google.com.evil.example"],
    ["https://notfacebook.com/", "Referral", "notfacebook.com"],
    ["android-app://com.example.reader/", "Referral", "com.example.reader"],
    ["ios-app://544007664/", "Referral", "544007664"],
  ])("from %s is %s by %s", (referrer, channel, source) => {
    expect(from(referrer)).toMatchObject({ channel, source, click_id: null });
  });

  test.each([
    ["its own host", "https://www.shop.example/cart"],
    ["its own host without www", "https://shop.example/"],
    ["a subdomain of its own", "https://checkout.shop.example/"],
    ["another host of the shop", "https://other-shop.example/"],
    ["PayPal", "https://www.paypal.com/"],
    ["Stripe", "https://checkout.stripe.com/"],
    ["Klarna", "https://pay.klarna.com/"],
    ["Adyen", "https://checkoutshopper-live.adyen.com/"],
    ["Shop Pay", "https://shop.app/"],
    ["Amazon Pay", "https://payments.amazon.co.jp/"],
    ["PayPay", "https://www.paypay.ne.jp/"],
    ["Mollie", "https://www.mollie.com/"],
    ["Opayo", "https://live.sagepay.com/"],
    ["Worldpay", "https://secure.worldpay.com/"],
    ["a card issuer's 3-D Secure page", "https://acs2.bank.example/"],
    ["Google's sign-in", "https://accounts.google.com/"],
    ["LINE's sign-in", "https://access.line.me/"],
    ["nothing readable", "not an address"],
    ["a browser's own page", "about:blank"],
    ["an extension", "moz-extension://0a1b/page.html"],
  ])("from %s is direct", (_, referrer) => {
    expect(from(referrer)).toMatchObject({ channel: "Direct", source: "(direct)", referrer: "" });
  });

  test("a site whose name only ends like the shop's is no host of the shop", () => {
    expect(from("https://workshop.example/").channel).toBe("Referral");
  });

  test("that an own page leads to a search result begins by in-site search", () => {
    const touch = arrive("?q=cup", "https://www.shop.example/");
    expect(touch).toMatchObject({ channel: "In-site Search", referrer: "" });
    expect(arrive("?q=cup").channel).toBe("Direct");
    expect(arrive("?q=cup", "https://www.google.com/").channel).toBe("Organic Search");
  });

  test("a landing address that cannot be read leaves the referrer to decide", () => {
    const touch = classifyChannel({ landing: "%%%", referrer: "https://www.bing.com/" }, SHOP);
    expect(touch).toMatchObject({ channel: "Organic Search", landing: "" });
    expect(classifyChannel({ landing: "", referrer: "" }, SHOP).channel).toBe("Direct");
  });
});

describe("a visit with campaign parameters", () => {
  test.each([
    ["?utm_source=line", "LINE"],
    ["?utm_source=LINE_official&utm_medium=cpc", "LINE"],
    ["?utm_source=official&utm_medium=line", "LINE"],
    ["?utm_source=push", "Mobile Push Notifications"],
    ["?utm_source=crm&utm_medium=web-push", "Mobile Push Notifications"],
    ["?utm_source=internal-search", "In-site Search"],
    ["?utm_source=newsletter&utm_medium=email", "Email"],
    ["?utm_medium=E-mail", "Email"],
    ["?utm_source=Google&utm_medium=CPC", "Paid Search"],
    ["?utm_source=www.facebook.com&utm_medium=paid_social", "Paid Social"],
    ["?utm_source=chatgpt.com", "AI Assistant"],
    ["?utm_source=perplexity", "AI Assistant"],
    ["?utm_source=x&utm_campaign=spring", "Unassigned"],
    ["?utm_campaign=spring", "Unassigned"],
    ["?utm_source=inbox&utm_medium=email", "Email"],
  ])("%s is %s", (query, channel) => expect(arrive(query).channel).toBe(channel));

  test("keeps the case of what it stores", () => {
    const touch = arrive("?utm_source=NewsLetter&utm_medium=Email&utm_campaign=Spring%20Sale");
    expect(touch).toMatchObject({
      channel: "Email",
      source: "NewsLetter",
      medium: "Email",
      campaign: "Spring Sale",
    });
  });

  test("stores at most 200 characters of a value, no control characters and no e-mail address", () => {
    expect(arrive(`?utm_source=${"x".repeat(300)}`).source).toHaveLength(200);
    expect(arrive("?utm_source=a%00%0Ab").source).toBe("a b");
    expect(arrive("?utm_source=crm&utm_campaign=jane%40mail.example").campaign).toBe("");
  });

  test("takes what the campaign leaves out from the referrer", () => {
    expect(arrive("?utm_campaign=spring", "https://t.co/")).toMatchObject({
      channel: "Organic Social",
      source: "twitter",
      medium: "referral",
      campaign: "spring",
    });
  });

  test("is told by the campaign and not by the referrer", () => {
    expect(arrive("?utm_source=line", "https://www.google.com/").channel).toBe("LINE");
    expect(arrive("?utm_source=line", "https://www.paypal.com/")).toMatchObject({
      channel: "LINE",
      referrer: "",
    });
  });
});

describe("a visit with a click id", () => {
  test.each([
    ["", "Paid Search", "google"],
    ["https://www.google.com/", "Paid Search", "google"],
    ["https://www.bing.com/", "Paid Search", "bing"],
    ["https://www.youtube.com/", "Paid Video", "youtube"],
    ["https://l.facebook.com/", "Paid Social", "facebook"],
    ["https://blog.example/", "Paid Other", "blog.example"],
    ["https://0a1b.safeframe.googlesyndication.com/", "Paid Other", "google ads"],
    ["https://www.paypal.com/", "Paid Search", "google"],
  ])("that is paid, from %j, is %s by %s", (referrer, channel, source) => {
    expect(arrive("?gclid=Cj", referrer)).toMatchObject({
      channel,
      source,
      medium: "cpc",
      click_id: "gclid",
    });
  });

  test("that is paid makes a campaign paid whose medium does not say so", () => {
    const touch = arrive("?gad_source=1&utm_source=google&utm_medium=pmax");
    expect(touch).toMatchObject({ channel: "Paid Search", medium: "pmax" });
    expect(arrive("?gclid=1&utm_source=adwords&utm_medium=ads").channel).toBe("Paid Search");
    expect(arrive("?gclid=1&utm_source=google&utm_medium=display").channel).toBe("Display");
  });

  test("of a social network alone is social: TikTok's paid, Facebook's not", () => {
    expect(arrive("?ttclid=1").channel).toBe("Paid Social");
    expect(arrive("?fbclid=1")).toMatchObject({ channel: "Organic Social", source: "facebook" });
  });

  test("names the paid one when there are several", () => {
    expect(arrive("?fbclid=1&gclid=2").click_id).toBe("gclid");
    expect(arrive("?fbclid=1&gclid=").click_id).toBe("fbclid");
  });

  test("keeps no value that names a mailing's recipient", () => {
    expect(arrive("?mc_eid=abc123")).toMatchObject({
      channel: "Email",
      source: "mailchimp",
      landing: `${LANDING}?mc_eid=redacted`,
    });
    expect(arrive("?mc_eid=redacted").channel).toBe("Email");
  });
});

describe("any input", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.webUrl({ withQueryParameters: true }),
    fc.string().map((tail) => `https://${tail}`),
    fc
      .dictionary(fc.constantFrom("utm_source", "utm_medium", "utm_campaign", "gclid"), fc.string())
      .map((pairs) => `${LANDING}?${new URLSearchParams(pairs)}`),
  );

  test("yields a known channel and storable texts, and never throws", () => {
    fc.assert(
      fc.property(text, text, fc.array(fc.string()), (landing, referrer, ownHosts) => {
        const touch = classifyChannel({ landing, referrer }, { ownHosts });
        expect(CHANNELS).toContain(touch.channel);
        for (const value of [touch.source, touch.medium, touch.campaign]) {
          expect(value.length).toBeLessThanOrEqual(255);
          expect(value).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("of source, medium and campaign yields a known channel, whatever the case", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (source, medium, campaign) => {
        expect(CHANNELS).toContain(classifySource(source, medium, campaign));
      }),
    );
  });
});

test("the module of sources is what the script writes from the lists", () => {
  expect(readFileSync(OUTPUT, "utf8")).toBe(expectedModule());
});
