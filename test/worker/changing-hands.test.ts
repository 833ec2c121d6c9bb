import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Person } from "../../worker/objects/person.ts";
import type { TimelineEvent } from "../../worker/wire/person.ts";
import { api, event, id, pageView, pass, purchase, type Reply, viewItem } from "./api.ts";
import { identityOf } from "./identity.ts";

const SECRET = { authorization: "Bearer sk_demo" };
const BROWSERS = [0, 1, 2];
const CUSTOMERS = [0, 1];

/** One thing that is asked of the API, of whom and about whom. */
interface Ask {
  does: Deed;
  browser: number;
  customer: number;
  other: number;
  /** Whether by an older id of the browser, or the browser rather than a customer. */
  isOld: boolean;
}
type Deed =
  | "browse"
  | "buy"
  | "logIn"
  | "logOut"
  | "tellByServer"
  | "merge"
  | "unmerge"
  | "tellMail"
  | "erase"
  | "wait";

/** A few browsers and customers who change hands, and whatever was said of it. */
class Town {
  readonly #browsers = BROWSERS.map(() => [id("v")]);
  readonly #customers = CUSTOMERS.map(() => id("c"));
  readonly #mail = `${id("mail")}@shop.example`;
  /** Ids of events that were accepted, and transactions among them. */
  readonly accepted = new Set<string>();
  isErased = false;

  take = (ask: Ask): Promise<void> => this[ask.does](ask);

  /** As a tag does: by the id that it was told last, or by an older one, as another tab may have it. */
  async #send({ browser, isOld }: Ask, ...events: { id: string; name: string }[]) {
    const ids = this.#browsers[browser]!;
    const visitor = isOld ? ids[0] : ids.at(-1);
    this.#heard(await api.post({ visitor, session: `s${browser}`, events }), ids);
  }

  #heard(reply: Reply, ids: string[] = []): void {
    const { results = [], canonical } = reply.body;
    for (const { id: known, status } of results)
      if (status === "accepted") this.accepted.add(known);
    if (canonical) ids.push(canonical);
  }

  async #ask(method: string, path: string, body: object): Promise<void> {
    await api.send(method, path, body, SECRET);
  }

  browse = (ask: Ask) => this.#send(ask, pageView("/"), viewItem("a"));
  async buy(ask: Ask): Promise<void> {
    const transaction = id("t");
    const bought = purchase(transaction, ["a"]);
    await this.#send(ask, bought);
    if (this.accepted.has(bought.id)) this.accepted.add(transaction);
  }

  logOut = (ask: Ask) => this.#send(ask, event("logout"), viewItem("b"));

  async logIn(ask: Ask): Promise<void> {
    const params = await identityOf(this.#customers[ask.customer]!);
    await this.#send(ask, event("identify", { params }), viewItem("c"));
  }

  async tellByServer({ customer }: Ask): Promise<void> {
    const identity = { customer: this.#customers[customer] };
    this.#heard(await api.postSecret({ visitor: null, identity, events: [viewItem("d")] }));
  }

  merge = ({ customer, browser, other, isOld }: Ask) =>
    this.#ask(
      "POST",
      `/v1/people/c/${this.#customers[customer]}/merge`,
      this.#one(isOld, browser, other),
    );
  unmerge = ({ customer, browser, other, isOld }: Ask) =>
    this.#ask(
      "POST",
      `/v1/people/c/${this.#customers[customer]}/unmerge`,
      this.#one(isOld, browser, other),
    );

  #one = (isBrowser: boolean, browser: number, customer: number) =>
    isBrowser ? { visitor: this.#browsers[browser]![0] } : { customer: this.#customers[customer] };

  tellMail = ({ customer }: Ask) =>
    this.#ask("PUT", `/v1/people/c/${this.#customers[customer]}`, {
      fields: { email: this.#mail },
    });

  async erase({ browser, customer, isOld }: Ask): Promise<void> {
    this.isErased = true;
    await this.#ask("POST", "/v1/privacy/erasure", this.#one(isOld, browser, customer));
  }

  async wait(): Promise<void> {
    await pass({ seconds: 90 });
  }

  /** How often each event stands in a timeline, and each transaction among orders, whoever has it. */
  async told(): Promise<Map<string, number>> {
    const visitors = this.#browsers.flat().map((one) => `/v1/people/${one.split("!")[0]}`);
    const customers = this.#customers.map((one) => `/v1/people/c/${one}`);
    const people = new Map<string, string[]>();
    for (const path of new Set([...visitors, ...customers])) {
      const { status, body } = await api.send("GET", `${path}?limit=100`, undefined, SECRET);
      if (status !== 200) continue;
      const events = body.timeline.map((line: TimelineEvent) => line.id);
      const orders = body.orders.map((order: { transaction_id: string }) => order.transaction_id);
      people.set(body.customer ?? body.visitor, [...events, ...orders]);
    }
    const told = new Map<string, number>();
    for (const one of Array.from(people.values()).flat()) told.set(one, (told.get(one) ?? 0) + 1);
    return told;
  }
}

const ask: fc.Arbitrary<Ask> = fc.record({
  does: fc.constantFrom<Ask["does"]>(
    ...(["browse", "browse", "buy", "logIn", "logIn", "logIn", "logOut", "tellByServer"] as const),
    ...(["merge", "unmerge", "unmerge", "tellMail", "erase", "wait"] as const),
  ),
  browser: fc.constantFrom(...BROWSERS),
  customer: fc.constantFrom(...CUSTOMERS),
  other: fc.constantFrom(...CUSTOMERS),
  isOld: fc.boolean(),
});
/** What is asked, round by round, and at once within one. */
const history = fc.array(fc.array(ask, { minLength: 1, maxLength: 3 }), {
  maxLength: 16,
  size: "max",
});

/** Of calls between records, which are lost on their way, and of which the answer is. */
type Fault = "none" | "before" | "after";
const faults = fc.array(fc.constantFrom<Fault>("none", "none", "none", "none", "before", "after"), {
  minLength: 1,
  maxLength: 30,
});

function lose(lost: readonly Fault[]): void {
  let call = 0;
  for (const step of ["takeParcel", "takeRows"] as const) {
    const own = Person.prototype[step] as (...args: unknown[]) => Promise<never>;
    vi.spyOn(Person.prototype, step).mockImplementation(async function (
      this: Person,
      ...args: unknown[]
    ) {
      const fault = lost[call++ % lost.length];
      if (fault === "before") throw new Error("lost on its way");
      const answer = await own.apply(this, args);
      if (fault === "after") throw new Error("its answer was lost");
      return answer;
    });
  }
}

describe("people who log in, are merged, parted and erased", () => {
  it("are never in the way of a batch, and have each of their events and orders once", async () => {
    await fc.assert(
      fc.asyncProperty(history, faults, async (rounds, lost) => {
        const logged: string[] = [];
        vi.spyOn(console, "error").mockImplementation((said: string) => void logged.push(said));
        lose(lost);
        const town = new Town();
        for (const round of rounds) await Promise.all(round.map((one) => town.take(one)));
        vi.restoreAllMocks();
        for (let n = 0; n < 3; n++) await town.wait();
        const failures = logged.filter((said) => said.includes("request failed"));
        expect(failures).toEqual([]);
        const told = await town.told();
        expect([...told.values()].filter((n) => n > 1)).toEqual([]);
        if (!town.isErased) expect([...town.accepted].filter((one) => !told.has(one))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  }, 300_000);
});
