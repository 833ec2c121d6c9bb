import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Ledger } from "../../worker/objects/ledger.ts";
import { Directory } from "../../worker/objects/directory.ts";
import { Person } from "../../worker/objects/person.ts";
import type { OrderReply } from "../../worker/wire/order.ts";
import { api, event, id, pageView, pass, purchase, type Reply } from "./api.ts";
import { identityOf } from "./identity.ts";
import { IMPORT, SHOP } from "./objects.ts";

const DAY = 86_400_000;
const PLACES = [0, 1];

/** One thing that somebody tells of an order, or of who is who. */
interface Word {
  says: Deed;
  order: number;
  browser: number;
  customer: number;
  /** In whole pounds, more than all refunds: of an order that is worth less later, no more is given back. */
  value: number;
  /** Whether it names nobody, or is told by the shop's server rather than the page. */
  isOther: boolean;
}
type Deed =
  | "buy"
  | "put"
  | "cancel"
  | "deliver"
  | "refundByEvent"
  | "refundByServer"
  | "file"
  | "logIn"
  | "merge"
  | "unmerge"
  | "wait";

/** A few orders, of which everybody tells what they know, in any order. */
class Shop {
  readonly #browsers = PLACES.map(() => [id("v")]);
  readonly #customers = PLACES.map(() => id("c"));
  readonly #orders = [0, 1, 2].map(() => id("t"));

  take = (word: Word): Promise<unknown> => this[word.says](word);

  /** As the tag and any server do: what was not answered is sent again. */
  async #ask(send: () => Promise<Reply>): Promise<Reply> {
    for (let n = 0; ; n++) {
      const reply = await send();
      if (reply.status < 500 || n === 4) return reply;
    }
  }

  async #send({ browser, isOther }: Word, ...events: object[]) {
    const ids = this.#browsers[browser]!;
    const batch = { visitor: ids.at(-1), session: `s${browser}`, events };
    const reply = await this.#ask(() => (isOther ? api.postSecret(batch) : api.post(batch)));
    if (reply.body.canonical) ids.push(reply.body.canonical);
  }

  #put({ order, customer, value, isOther }: Word, more: object = {}) {
    const told = {
      transaction_id: this.#orders[order],
      ...(!isOther && { customer_id: this.#customers[customer] }),
      date: new Date(Date.now() - DAY).toISOString(),
      currency: "GBP",
      value,
      items: [{ item_id: "mug", price: 1, quantity: value }],
      ...more,
    };
    return this.#ask(() => api.put("/v1/orders", { orders: [told] }));
  }

  buy = (word: Word) => this.#send(word, purchase(this.#orders[word.order]!, ["mug", "cup"]));
  put = (word: Word) => this.#put(word);
  cancel = (word: Word) => this.#put(word, { status: "cancelled" });
  deliver = (word: Word) => this.#put(word, { delivered: new Date().toISOString() });
  refundByEvent = (word: Word) =>
    this.#send(
      word,
      event("refund", {
        transaction_id: this.#orders[word.order],
        items: [{ item_id: "mug", quantity: 1 }],
      }),
    );
  refundByServer = (word: Word) =>
    this.#put(word, {
      refunds: [
        {
          refund_id: `${this.#orders[word.order]}-${word.value}`,
          date: new Date().toISOString(),
          value: 1,
        },
      ],
    });

  file = ({ order, customer, value }: Word) =>
    this.#ask(() =>
      api.upload(
        "/v1/imports?type=orders",
        `transaction_id,customer_id,date,value,currency\n${this.#orders[order]},${this.#customers[customer]},2026-01-01,${value},GBP\n`,
        { "content-type": "text/csv" },
      ),
    );

  async logIn(word: Word) {
    const params = await identityOf(this.#customers[word.customer]!);
    await this.#send({ ...word, isOther: false }, pageView("/"), event("identify", { params }));
  }

  #join(deed: string, { browser, customer }: Word) {
    const [visitor] = this.#browsers[browser]!;
    const path = `/v1/people/c/${this.#customers[customer]}/${deed}`;
    return this.#ask(() =>
      api.send("POST", path, { visitor }, { authorization: "Bearer sk_demo" }),
    );
  }
  merge = (word: Word) => this.#join("merge", word);
  unmerge = (word: Word) => this.#join("unmerge", word);

  wait = () => pass({ seconds: 90 });

  /** The orders as each of them is told when it is asked for. */
  async orders(): Promise<OrderReply[]> {
    const replies = await Promise.all(this.#orders.map((one) => api.get(`/v1/orders/${one}`)));
    return replies.filter(({ status }) => status === 200).map(({ body }) => body);
  }

  /** The same, as the people tell theirs. */
  async ofPeople(): Promise<OrderReply[]> {
    const visitors = this.#browsers.flat().map((one) => `/v1/people/${one.split("!")[0]}`);
    const customers = this.#customers.map((one) => `/v1/people/c/${one}`);
    const people = new Map<string, OrderReply[]>();
    for (const path of new Set([...visitors, ...customers])) {
      const { status, body } = await api.get(`${path}?limit=1`);
      if (status === 200) people.set(body.customer ?? body.visitor, body.orders);
    }
    return [...people.values()].flat();
  }
}

const word: fc.Arbitrary<Word> = fc.record({
  says: fc.constantFrom<Deed>(
    ...(["buy", "buy", "buy", "put", "put", "cancel", "deliver", "refundByEvent"] as const),
    ...(["refundByServer", "file", "logIn", "logIn", "merge", "unmerge", "wait"] as const),
  ),
  order: fc.constantFrom(0, 1, 2),
  browser: fc.constantFrom(...PLACES),
  customer: fc.constantFrom(...PLACES),
  value: fc.integer({ min: 51, max: 59 }),
  isOther: fc.boolean(),
});
/** What is told, round by round, and at once within one. */
const history = fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), {
  maxLength: 12,
  size: "max",
});

/** Of calls between objects, which are lost on their way, and of which the answer is. */
type Fault = "none" | "before" | "after";
const faults = fc.array(fc.constantFrom<Fault>("none", "none", "none", "none", "before", "after"), {
  minLength: 1,
  maxLength: 30,
});

function lose(lost: readonly Fault[]): void {
  let call = 0;
  const losing = (own: Step): Step =>
    async function (this: unknown, ...args) {
      const fault = lost[call++ % lost.length];
      if (fault === "before") throw new Error("lost on its way");
      const answer = await own.apply(this, args);
      if (fault === "after") throw new Error("its answer was lost");
      return answer;
    };
  const mock = (prototype: object, ...steps: string[]) => {
    const object = prototype as Record<string, Step>;
    for (const step of steps) {
      // Before it is spied on: afterwards the name is the spy's own.
      const own = object[step]!;
      vi.spyOn(object, step).mockImplementation(losing(own));
    }
  };
  mock(Ledger.prototype, "take", "tellNobody");
  mock(Directory.prototype, "claim", "hold", "assign", "arrived");
  mock(Person.prototype, "takeNamed", "giveUp");
}

/** What another object is asked. */
type Step = (...args: unknown[]) => Promise<unknown>;

/** A file of which the telling failed waits for an alarm of the machine's clock. */
async function filesAreRead(): Promise<void> {
  const open = async () =>
    (await api.get("/v1/imports")).body.imports.filter(({ status }: { status: string }) =>
      ["receiving", "queued", "running"].includes(status),
    ).length;
  for (let n = 0; (await open()) > 0; n++) {
    if (n === 50) throw new Error("a file is never read");
    const now = Date.now() + (await SHOP.getByName("demo").clockOffset());
    await IMPORT.getByName("demo/import").wake(now);
  }
}

const pence = (money: string): number => Math.round(Number.parseFloat(money) * 100);

/** What the shop sold and took back, as its report says. */
async function totals() {
  const { body } = await api.get("/v1/reports/orders?from=2000-01-01");
  const {
    orders = 0,
    revenue = 0,
    net = 0,
    cancelled = 0,
  } = body.totals.find((each: { currency: string }) => each.currency === "GBP") ?? {};
  return { orders, revenue, net, cancelled };
}

/** The same of these orders. */
function recount(orders: readonly OrderReply[]) {
  const placed = orders.filter(({ status }) => status !== "cancelled");
  const sum = (of: (order: OrderReply) => string) =>
    placed.reduce((all, one) => all + pence(of(one)), 0);
  return {
    orders: placed.length,
    revenue: sum(({ value }) => value),
    net: sum(({ net }) => net),
    cancelled: orders.length - placed.length,
  };
}

describe("orders that everybody tells of", () => {
  it("are there once, the same wherever they are asked for, and add up to what the report says", async () => {
    let last: unknown;
    await fc.assert(
      fc.asyncProperty(history, faults, async (rounds, lost) => {
        const before = await totals();
        if (last !== undefined) expect(before).toEqual(last);
        last = undefined;
        vi.spyOn(console, "error").mockImplementation(() => {});
        lose(lost);
        const shop = new Shop();
        for (const round of rounds) await Promise.all(round.map((one) => shop.take(one)));
        vi.restoreAllMocks();
        await filesAreRead();
        for (let n = 0; n < 3; n++) await shop.wait();
        const orders = await shop.orders();
        const ofPeople = await shop.ofPeople();
        const held = orders.filter(({ visitor_id, customer_id }) => visitor_id ?? customer_id);
        const byName = (a: OrderReply, b: OrderReply) =>
          a.transaction_id < b.transaction_id ? -1 : 1;
        expect(ofPeople.map(({ transaction_id }) => transaction_id).toSorted()).toEqual(
          held.map(({ transaction_id }) => transaction_id).toSorted(),
        );
        for (const [n, one] of ofPeople.toSorted(byName).entries())
          expect(one).toMatchObject(
            (({ status, value, refunded, net }) => ({ status, value, refunded, net }))(
              held.toSorted(byName)[n]!,
            ),
          );
        const after = await totals();
        last = after;
        const grown = Object.fromEntries(
          Object.entries(after).map(([name, n]) => [name, n - before[name as "orders"]]),
        );
        expect(grown).toEqual(recount(orders));
      }),
      { numRuns: 25 },
    );
  }, 300_000);
});
