import { difference, type Sum, type VisitFact } from "../core/measure/index.ts";
import type { Env } from "../edge/env.ts";
import { LEDGER_STEPS, LedgerStore } from "../storage/ledger-store.ts";
import { Receiver } from "./receiver.ts";

const DAY = 86_400_000;

/** A shop's facts and their day-grained sums. */
export class Ledger extends Receiver<VisitFact> {
  protected override readonly binding = "LEDGER";
  readonly #store: LedgerStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, LEDGER_STEPS);
    this.#store = new LedgerStore(ctx.storage.sql);
  }

  /** Sums over the days that begin from `from` to `to` (epoch ms). */
  report(from: number, to: number): Sum[] {
    return this.#store.sums(Math.floor(from / DAY), Math.floor(to / DAY));
  }

  /** Counts events of a bot, which has no person and makes no fact. */
  countBot(now: number, events: number): void {
    this.#store.addToSum({ day: Math.floor(now / DAY), measure: "bot_events", key: "", n: events });
  }

  protected override fold(fact: VisitFact): void {
    const known = this.#store.fact(fact.id);
    if (known !== null && known.version >= fact.version) return;
    for (const addend of difference(known, fact)) this.#store.addToSum(addend);
    this.#store.putFact(fact, Math.floor(fact.started / DAY));
  }

  protected override save(): void {}
  protected override reload(): void {}
}
