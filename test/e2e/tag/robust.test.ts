import { expect, test } from "vitest";
import { SLOT, html, decide, browser, endpoint, page, problems, go, tag, say } from "./page.ts";

test("commands that make no sense throw nothing and cost nothing that comes with them", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await say(null as never, ["nonsense"] as never, ["track", "add_to_cart", { items: [] }]);
  await endpoint.arrived("add_to_cart");
  expect(problems).toEqual([]);
});

test("a page with a strict content security policy loads the tag without a violation", async () => {
  endpoint.decide = decide;
  endpoint.pageHeaders = {
    "content-security-policy":
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'",
  };
  endpoint.pages.set("/", html(`${SLOT}<p>Below</p>`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(event.blockedURI),
    );
  });
  await go("/");
  await endpoint.arrived("page_view");
  await page.waitForTimeout(200);
  expect(problems).toEqual([]);
});

test("hostile pages work as before and still deliver", async () => {
  const hostile = `<base href="https://elsewhere.example/"><script>
    Object.freeze(Array.prototype);
    Object.freeze(Object.prototype);
    history.pushState = () => {};
    window.okaeri = { length: 1 };
  </script><script async src="${endpoint.origin}/okaeri.js" data-key="pk_test"></script>`;
  endpoint.pages.set("/", html("", hostile));
  await go("/");
  await endpoint.arrived("page_view");
  expect(problems).toEqual([]);
});

test("in a sandboxed frame, where all storage throws, events still arrive", async () => {
  endpoint.pages.set("/frame", html(""));
  endpoint.pages.set("/", html(`<iframe sandbox="allow-scripts" src="/frame"></iframe>`, ""));
  await go("/");
  await endpoint.arrived("page_view");
  expect(problems.filter((text) => !text.includes("CORS"))).toEqual([]);
});

test("without the Navigation API, views in the page are counted all the same", async () => {
  await page.addInitScript(() => Object.defineProperty(window, "navigation", { value: undefined }));
  await go("/");
  await endpoint.arrived("page_view");
  await page.evaluate(() => {
    history.replaceState({}, "", "/#top");
    history.pushState({}, "", "/a");
  });
  await endpoint.arrived("page_view", 2);
  await page.evaluate(() => history.back());
  const views = await endpoint.arrived("page_view", 3);
  expect(views.map(({ page: at }) => new URL(at!.url).pathname)).toEqual(["/", "/a", "/"]);
});

test("a crawler that names itself sends nothing", async () => {
  const crawler = await browser.newContext({ userAgent: "Googlebot/2.1" });
  const tab = await crawler.newPage();
  await go("/", tab);
  await tab.waitForTimeout(300);
  expect(await (await tag(tab)).evaluate(({ track }) => typeof track)).toBe("function");
  expect(endpoint.batches).toEqual([]);
  await crawler.close();
});
