import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import type { Intent } from "../../../worker/wire/decision.ts";
import type { Touch } from "../../../worker/wire/person.ts";
import { SLOT, TAG, decide, endpoint, go, html, page, problems, say, tag } from "./page.ts";

const score: Intent["session"] = {
  probability: 0.031,
  interval: [0.02, 0.05],
  status: "scored",
  band: "considering",
  reasons: ["came back to mug"],
};
const intent: Intent = { session: score, week: score, evidence: 7, model: "ftrl-12" };
const touch: Touch = {
  channel: "Email",
  source: "letter",
  medium: "email",
  campaign: "",
  click_id: null,
  landing: "https://shop.example/?utm_source=letter",
  referrer: "",
};

/** A row by what its summary says. */
const row = (...texts: string[]): Locator =>
  texts.reduce(
    (rows, hasText) => rows.filter({ hasText }),
    page.locator("okaeri-debug section summary"),
  );

test("the overlay shows visitor, channel and why, score, receipts, and what became of events", async () => {
  endpoint.decide = decide;
  endpoint.pages.set("/", html(SLOT));
  endpoint.told = { intent, session: { id: "s1", touch } };
  await go("/?okaeri_debug");
  await row("Email", "utm_source=letter").waitFor();
  await row(
    "session",
    "3.1 %",
    "2 % to 5 %",
    "considering",
    "came back to mug",
    "7 events",
  ).waitFor();
  await row("side", "receipt-side", "bestsellers", "mug: bought often").waitFor();
  await row("page_view", "accepted", "okaeri_debug").waitFor();
  const { visitor, session } = await page.evaluate(() => JSON.parse(localStorage.okaeri));
  await row(visitor, session).waitFor();
  expect(problems).toEqual([]);
});

test("a row opens by keyboard to all there is to know of its event", async () => {
  await go("/?okaeri_debug");
  await row("page_view", "accepted").focus();
  await page.keyboard.press("Enter");
  const json = await page.locator("okaeri-debug section [open] pre").textContent();
  expect(JSON.parse(json!)).toMatchObject({ name: "page_view", seq: 0 });
});

test("what the Worker refuses and what a plugin drops is shown with the reason", async () => {
  await page.addInitScript(() => {
    const beforeSend = ({ name }: { name: string }) => (name === "secret" ? null : undefined);
    Object.assign(window, { okaeri: [["use", { beforeSend }]] });
  });
  await go("/?okaeri_debug");
  await row("page_view", "accepted").waitFor();
  await say(["track", "secret"]);
  await row("secret", "dropped by a plugin").waitFor();
  endpoint.answer = ({ events }) => {
    endpoint.told.results = events.map(({ id }) => ({
      id,
      status: "invalid",
      detail: "must be a number",
    }));
    return {};
  };
  await say(["track", "add_to_cart", { items: [{ item_id: "mug" }] }]);
  await row("add_to_cart", "invalid", "must be a number").waitFor();
});

test("without consent the overlay says that nothing is stored", async () => {
  endpoint.pages.set("/", html("", TAG.replace("data-key", 'data-consent="denied" data-key')));
  await go("/?okaeri_debug");
  await row("no consent", "nothing is stored").waitFor();
});

test("under a strict content security policy the overlay is styled; it folds and closes", async () => {
  endpoint.pageHeaders = {
    "content-security-policy": "default-src 'none'; script-src 'self'; connect-src 'self'",
  };
  await go("/?okaeri_debug");
  await row("page_view").waitFor();
  const panel = page.locator("okaeri-debug");
  expect(await panel.evaluate((host) => getComputedStyle(host).position)).toBe("fixed");
  await panel.getByText("Okaeri", { exact: true }).click();
  expect(await row("page_view").isVisible()).toBe(false);
  await panel.getByRole("button", { name: "Close" }).click();
  expect(await panel.count()).toBe(0);
  expect(problems).toEqual([]);
});

test("without okaeri_debug in the address nothing of the overlay is there", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  expect(await page.locator("okaeri-debug").count()).toBe(0);
  expect(await (await tag()).evaluate((okaeri) => "trace" in okaeri)).toBe(false);
});
