import {
  decodeModel,
  encodeModel,
  type IntentModel,
  type IntentSnapshot,
  learnLesson,
  type Lesson,
  newIntentModel,
  takeSnapshot,
} from "../core/intent/index.ts";
import type { Env } from "../edge/env.ts";
import { LEARNER_STEPS, LearnerStore } from "../storage/learner-store.ts";
import { Receiver } from "./receiver.ts";

/** A shop's intent model, learning from every visit that ends and every order. */
export class Learner extends Receiver<Lesson> {
  protected override readonly binding = "LEARNER";
  readonly #store: LearnerStore;
  #loaded: IntentModel | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, LEARNER_STEPS);
    this.#store = new LearnerStore(ctx.storage.sql);
  }

  /** What the edge scores with. */
  snapshot(): IntentSnapshot {
    return takeSnapshot(this.#model());
  }

  protected override fold(lesson: Lesson, now: number): void {
    learnLesson(this.#model(), lesson, now);
  }

  protected override save(): void {
    this.#store.save(encodeModel(this.#model()));
  }

  protected override reload(): void {
    this.#loaded = null;
  }

  #model(): IntentModel {
    if (this.#loaded === null) {
      const stored = this.#store.load();
      this.#loaded = stored === null ? newIntentModel() : decodeModel(stored);
    }
    return this.#loaded;
  }
}
