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
} from "../core/intent/index.ts";
import { dayOf } from "../core/measure/index.ts";
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
import { Receiver } from "./receiver.ts";

/** A shop's intent model, and what came of its slots' strategies, learning from every visit's end. */
export class Learner extends Receiver<Lesson | SlotLesson> {
  protected override readonly binding = "LEARNER";
  readonly #store: LearnerStore;
  readonly #slots: SlotDayStore;
  #loaded: IntentModel | null = null;
  #isTaught = false;
  /** Kept until a visit ends or a day does. */
  #posteriors: { day: number; slots: Map<string, Posterior[]> } | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, LEARNER_STEPS);
    this.#store = new LearnerStore(ctx.storage.sql);
    this.#slots = new SlotDayStore(ctx.storage.sql);
  }

  /** What the edge scores with. */
  snapshot(): IntentSnapshot {
    return takeSnapshot(this.#model());
  }

  /** What a merchant may read of it. */
  card(): ModelCard {
    return modelCard(this.#model());
  }

  /** What the edge draws strategies by: the posteriors of each slot, by `slotKey`. */
  posteriors(now: number): Map<string, Posterior[]> {
    const day = dayOf(now);
    if (this.#posteriors?.day !== day) {
      const days = this.#slots.between(day - MEMORY_DAYS, day);
      this.#posteriors = { day, slots: slotPosteriors(days, day) };
    }
    return this.#posteriors.slots;
  }

  /** The same, with what the strategies came to on the days from `from` to `to`, oldest first. */
  slots(from: number, to: number, now: number) {
    const days = this.#slots.between(dayOf(from), dayOf(to));
    return { days, posteriors: this.posteriors(now) };
  }

  protected override fold(lesson: Lesson | SlotLesson, now: number): void {
    if (lesson.target === "slots") this.#foldSlots(lesson);
    else {
      learnLesson(this.#model(), lesson, now);
      this.#isTaught = true;
    }
  }

  protected override save(): void {
    if (this.#isTaught) this.#store.save(encodeModel(this.#model()));
    this.#isTaught = false;
    if (this.#slots.save() > 0) this.#posteriors = null;
  }

  protected override reload(): void {
    this.#loaded = null;
    this.#isTaught = false;
    this.#posteriors = null;
    this.#slots.forget();
  }

  #foldSlots({ at, context, trials }: SlotLesson): void {
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
