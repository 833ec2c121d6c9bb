import {
  decodeModel,
  encodeModel,
  type IntentModel,
  type IntentSnapshot,
  learnLesson,
  type Lesson,
  type ModelCard,
  modelCard,
  newIntentModel,
  takeSnapshot,
  weekOf,
  type WeekOrdered,
} from "../core/intent/index.ts";
import { dayOf } from "../core/measure/index.ts";
import type { Message } from "../core/messages/index.ts";
import {
  addToSlotDay,
  MEMORY_DAYS,
  type Posterior,
  type SlotLesson,
  slotPosteriors,
} from "../core/recommend/index.ts";
import type { Env } from "../edge/env.ts";
import { LEARNER_STEPS, LearnerStore } from "../storage/learner-store.ts";
import { SlotDayStore } from "../storage/slot-day-store.ts";
import { WeekStore } from "../storage/week-store.ts";
import { Receiver, SAVE_AFTER_MS } from "./receiver.ts";

type Taught = Lesson | WeekOrdered | SlotLesson;

/** A shop's intent model, and what came of its slots' strategies, learning from every visit's end. */
export class Learner extends Receiver<Taught> {
  protected override readonly binding = "LEARNER";
  protected override readonly foldAfter = SAVE_AFTER_MS;
  readonly #store: LearnerStore;
  readonly #slots: SlotDayStore;
  readonly #weeks: WeekStore;
  /** When lessons of weeks may be folded (epoch ms), or null while none is held. */
  #weeksDue: number | null;
  #loaded: IntentModel | null = null;
  #isTaught = false;
  /** Kept until a visit has shown slots, or the day is over. */
  #posteriors: { day: number; slots: Map<string, Posterior[]> } | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, LEARNER_STEPS);
    this.#store = new LearnerStore(ctx.storage.sql);
    this.#slots = new SlotDayStore(ctx.storage.sql);
    this.#weeks = new WeekStore(ctx.storage.sql);
    this.#weeksDue = this.#weeks.dueAt();
  }

  /** What the edge scores with. */
  async snapshot(now: number): Promise<IntentSnapshot> {
    await this.foldToRead(now);
    return takeSnapshot(this.#model());
  }

  /** What a merchant may read of it. */
  async card(now: number): Promise<ModelCard> {
    await this.foldToRead(now);
    return modelCard(this.#model());
  }

  /** What the edge draws strategies by: the posteriors of each slot, by `slotKey`. */
  async posteriors(now: number): Promise<Map<string, Posterior[]>> {
    await this.foldToRead(now);
    const day = dayOf(now);
    if (this.#posteriors?.day !== day) {
      const days = this.#slots.between(day - MEMORY_DAYS, day);
      this.#posteriors = { day, slots: slotPosteriors(days, day) };
    }
    return this.#posteriors.slots;
  }

  /** The same, with what the strategies came to on the days from `from` to `to`, oldest first. */
  async slots(from: number, to: number, now: number) {
    const posteriors = await this.posteriors(now);
    return { days: this.#slots.between(dayOf(from), dayOf(to)), posteriors };
  }

  /** Weeks of an import are over already: they are not kept waiting. */
  protected override foldBy(messages: readonly Message<Taught>[], now: number): number {
    const dues = messages.map(({ body }) => ("week" in body && body.week?.due) || Infinity);
    return Math.min(super.foldBy(messages, now), ...dues);
  }

  protected override fold(lesson: Taught, now: number): void {
    if (lesson.target === "slots") this.#foldSlots(lesson);
    else if (lesson.target === "ordered") this.#weeks.order(lesson.visits);
    else {
      const { week } = lesson;
      if (lesson.target === "session") this.#learn(lesson, now);
      if (week !== undefined) this.#weeks.hold(week, weekOf(lesson));
      else if (lesson.target === "week") this.#learn(lesson, now);
    }
  }

  #learn(lesson: Lesson, now: number): void {
    learnLesson(this.#model(), lesson, now);
    this.#isTaught = true;
  }

  protected override dueAt(): number | null {
    const dues = [super.dueAt(), this.#weeksDue].filter((due) => due !== null);
    return dues.length === 0 ? null : Math.min(...dues);
  }

  protected override save(now: number): void {
    this.#weeks.save(now);
    for (const lesson of this.#weeks.release(now)) this.#learn(lesson, now);
    this.#weeksDue = this.#weeks.dueAt();
    if (this.#isTaught) this.#store.save(encodeModel(this.#model()));
    this.#isTaught = false;
    this.#slots.save();
  }

  protected override reload(): void {
    super.reload();
    this.#loaded = null;
    this.#isTaught = false;
    this.#posteriors = null;
    this.#slots.forget();
    this.#weeks.forget();
    this.#weeksDue = this.#weeks.dueAt();
  }

  #foldSlots({ at, context, trials }: SlotLesson): void {
    this.#posteriors = null;
    for (const trial of trials) {
      const day = this.#slots.open(dayOf(at), trial.slot, trial.scenario);
      if (day !== null) addToSlotDay(day, trial, context);
    }
  }

  #model(): IntentModel {
    if (this.#loaded === null) {
      const stored = this.#store.load();
      this.#loaded = stored === null ? newIntentModel() : decodeModel(stored);
    }
    return this.#loaded;
  }
}
