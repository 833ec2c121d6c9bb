import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Want } from "../../worker/wire/batch.ts";
import { isTransient, retryDelay } from "../../sdk/src/lib/backoff.ts";
import type { Head } from "../../sdk/src/lib/outbox.ts";
import { loadPage } from "./fake-disk.ts";

const HEAD: Head = { visitor: "v", session: "s", consent: {} };
const WANT: Want = { slot: "side", scenario: "bestsellers" };

interface SentBody {
  events: { id: string; age: number; pad?: string }[];
  want: Want[];
}

/** What the network does with each request, and what it was given. */
let answer: (body: SentBody) => Response | Promise<Response>;
let bodies: SentBody[];
let requests: RequestInit[];

const acknowledge = ({ events }: SentBody) =>
  Response.json({ results: events.map(({ id }) => ({ id, status: "accepted" })), decisions: {} });

async function setUp() {
  const { courier, outbox, kept, options } = await loadPage();
  options.key = "pk";
  options.endpoint = "https://shop.example/okaeri.js";
  const post = (id: string, pad = "", head = HEAD) =>
    outbox.post({ id, name: "step", params: { pad } }, head);
  return { outbox, courier, post, kept };
}

const idsOf = (body: SentBody | undefined) => body?.events.map(({ id }) => id);

beforeEach(() => {
  vi.useFakeTimers();
  [bodies, requests] = [[], []];
  answer = acknowledge;
  vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
    const body = JSON.parse(init.body as string) as SentBody;
    bodies.push(body);
    requests.push(init);
    return answer(body);
  });
  vi.stubGlobal("navigator", { onLine: true });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a flush sends what waits with its age, and an acknowledged event never again", async () => {
  const { courier, post } = await setUp();
  post("a");
  vi.advanceTimersByTime(700);
  post("b");
  await courier.flush();
  expect(bodies[0]).toMatchObject({
    ...HEAD,
    events: [
      { id: "a", age: 700 },
      { id: "b", age: 0 },
    ],
  });
  await courier.flush();
  expect(bodies).toHaveLength(1);
});

test("what is tracked while a request is under way waits for an occasion of its own", async () => {
  const { courier, post } = await setUp();
  answer = (body) => {
    vi.advanceTimersByTime(1);
    if (bodies.length < 9) post(`during-${bodies.length}`);
    return acknowledge(body);
  };
  post("a");
  await courier.flush();
  expect(bodies.map(idsOf)).toEqual([["a"]]);
});

test("events of two sessions go in two requests, the present one first", async () => {
  const { courier, post } = await setUp();
  post("before", "", { ...HEAD, session: "earlier" });
  post("now");
  await courier.flush();
  expect(bodies.map(idsOf)).toEqual([["now"], ["before"]]);
});

test("a request below 60 000 bytes, three a character, outlives its page, and a larger event goes all the same", async () => {
  const { courier, post } = await setUp();
  post("huge", "x".repeat(20_000));
  await courier.flush();
  post("small");
  await courier.flush();
  expect(requests.map(({ keepalive }) => keepalive)).toEqual([false, true]);
});

test("a failed request is repeated with the same ids after a second, two, four …", async () => {
  const { courier, post } = await setUp();
  answer = () => Promise.reject(new TypeError("network"));
  post("a");
  await courier.flush();
  for (const delay of [1000, 2000, 4000]) {
    const before = bodies.length;
    await vi.advanceTimersByTimeAsync(delay);
    expect(bodies).toHaveLength(before + 1);
  }
  expect(new Set(bodies.flatMap(idsOf))).toEqual(new Set(["a"]));
});

test("while the server asks for quiet nothing is sent, on parting neither", async () => {
  const { courier, post } = await setUp();
  answer = () => new Response("", { status: 429, headers: { "retry-after": "60" } });
  post("a");
  await courier.flush();
  post("b");
  await courier.flush();
  courier.flushAndPart();
  await vi.advanceTimersByTimeAsync(59_000);
  expect(bodies).toHaveLength(1);
  answer = acknowledge;
  await vi.advanceTimersByTimeAsync(1500);
  expect(idsOf(bodies[1])).toEqual(["a", "b"]);
});

test("when the network is back nobody waits", async () => {
  const { courier, post } = await setUp();
  answer = () => Promise.reject(new TypeError("network"));
  post("a");
  await courier.flush();
  answer = acknowledge;
  courier.resume();
  expect(bodies).toHaveLength(2);
});

test("a refused batch is dropped", async () => {
  const { courier, outbox, post } = await setUp();
  answer = () => Response.json({ title: "No" }, { status: 403 });
  post("a");
  await courier.flush();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(bodies).toHaveLength(1);
  expect(outbox.waiting.length).toBe(0);
});

test("a slot that the server does not understand does not cost its events", async () => {
  const { courier, post } = await setUp();
  answer = (body) => (body.want.length ? new Response("", { status: 400 }) : acknowledge(body));
  post("a");
  const answers: unknown[] = [];
  courier.ask(WANT, (decision) => answers.push(decision));
  await courier.flush();
  expect(bodies.map(({ events, want }) => [events.length, want.length])).toEqual([
    [1, 1],
    [1, 0],
  ]);
  expect(answers).toEqual([null]);
});

test("a question is answered once, by the decision for its slot", async () => {
  const { courier } = await setUp();
  const decision = { receipt_id: "r", items: [] };
  answer = () => Response.json({ results: [], decisions: { side: decision } });
  const answers: unknown[] = [];
  courier.ask(WANT, (got) => answers.push(got));
  courier.ask({ ...WANT, slot: "other" }, (got) => answers.push(got));
  await courier.flush();
  expect(bodies[0]!.want.map(({ slot }) => slot)).toEqual(["side", "other"]);
  expect(answers).toEqual([decision, null]);
});

test("on parting all leaves at once, in requests of at most 20 KB that outlive the page", async () => {
  const { courier, outbox, post } = await setUp();
  for (let index = 0; index < 40; index++) post(`e${index}`, "\u3042".repeat(600));
  courier.flushAndPart();
  expect(outbox.waiting).toEqual([]);
  expect(bodies.flatMap(idsOf)).toHaveLength(40);
  for (const { body, keepalive } of requests) {
    expect(Buffer.byteLength(body as string)).toBeLessThan(20_000);
    expect(keepalive).toBe(true);
  }
});

test("what a browser refuses to carry on parting waits, and is on disk when the page lives on", async () => {
  const { courier, outbox, post, kept } = await setUp();
  answer = () => Promise.reject(new TypeError("keepalive quota"));
  post("a");
  courier.flushAndPart();
  await vi.advanceTimersByTimeAsync(999);
  expect(outbox.waiting.map(({ event: { id } }) => id)).toEqual(["a"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(kept.has("a")).toBe(true);
});

test("a slot is named by its scenario when the shop gives no other name", async () => {
  const { courier } = await setUp();
  const decision = { receipt_id: "r", items: [] };
  answer = () => Response.json({ results: [], decisions: { bestsellers: decision } });
  const answers: unknown[] = [];
  courier.ask("bestsellers", (got) => answers.push(got));
  await courier.flush();
  expect(bodies[0]!.want).toEqual(["bestsellers"]);
  expect(answers).toEqual([decision]);
});

test("a crawler's questions are answered by nothing", async () => {
  const { courier } = await loadPage();
  const answers: unknown[] = [];
  courier.ask(WANT, (got) => answers.push(got));
  expect(answers).toEqual([null]);
});

test.each(["<html>", "{}", "null"])(
  "an answer that is no answer, such as a hotel's log-in page, counts as a failure: %s",
  async (text) => {
    const { courier, post } = await setUp();
    answer = () => new Response(text, { status: 200 });
    post("a");
    const answers: unknown[] = [];
    courier.ask(WANT, (decision) => answers.push(decision));
    await courier.flush();
    expect(answers).toEqual([null]);
    answer = acknowledge;
    await vi.advanceTimersByTimeAsync(1000);
    expect(bodies.map(idsOf)).toEqual([["a"], ["a"]]);
  },
);

test("a request asks for no more than the Worker takes in one", async () => {
  const { courier } = await setUp();
  const answers: unknown[] = [];
  for (let index = 0; index < 20; index++)
    courier.ask({ ...WANT, slot: `s${index}` }, (decision) => answers.push(decision));
  await courier.flush();
  expect(bodies.map(({ want }) => want.length)).toEqual([16, 4]);
  expect(answers).toHaveLength(20);
});

test("the delay doubles from 1 s to 5 min, a random half less", () => {
  expect([1, 2, 3, 20].map((failures) => retryDelay(failures, null, 0))).toEqual([
    1000, 2000, 4000, 300_000,
  ]);
  expect(retryDelay(1, null, 0.5)).toBe(750);
});

test("Retry-After is obeyed in seconds, up to a day", () => {
  expect(retryDelay(1, "120", 0.9)).toBe(120_000);
  expect(retryDelay(1, "99999999999", 0)).toBe(86_400_000);
  expect(retryDelay(1, "soon", 0)).toBe(1000);
});

test("only an overload, a timeout and a server's fault pass by themselves", () => {
  expect([undefined, 200, 408, 429, 500, 503].every(isTransient)).toBe(true);
  expect([400, 401, 403, 404, 413, 422].some(isTransient)).toBe(false);
});
