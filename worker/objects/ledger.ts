import {
  type Addend,
  dayOf,
  difference,
  merged,
  type Sum,
  type VisitFact,
} from "../core/measure/index.ts";
import type { Env } from "../edge/env.ts";
import { LEDGER_STEPS, LedgerStore } from "../storage/ledger-store.ts";
import { Receiver } from "./receiver.ts";

/** A shop's facts and their day-grained sums. */
export class Ledger extends Receiver<VisitFact> {
  protected override readonly binding = "LEDGER";
  readonly #store: LedgerStore;
  /** What the facts of one fold move: visits share most sums, and each row written is paid for. */
  #moved: Addend[] = [];

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, LEDGER_STEPS);
    this.#store = new LedgerStore(ctx.storage.sql);
  }

  /** Sums of `measures` over the days that begin from `from` to `to` (epoch ms). */
  report(from: number, to: number, measures: readonly string[]): Sum[] {
    return this.#store.sums(dayOf(from), dayOf(to), measures);
  }

  /** Counts events of a bot, which has no person and makes no fact. */
  countBot(now: number, events: number): void {
    this.#store.addToSum({ day: dayOf(now), measure: "bot_events", key: "", n: events });
  }

  protected override fold(fact: VisitFact): void {
    const known = this.#store.fact(fact.id);
    if (known !== null && known.version >= fact.version) return;
    this.#moved.push(...difference(known, fact));
    this.#store.putFact(fact, dayOf(fact.started));
  }

  protected override save(): void {
    for (const addend of merged(this.#moved)) this.#store.addToSum(addend);
    this.#moved = [];
  }

  protected override reload(): void {
    this.#moved = [];
  }
}
