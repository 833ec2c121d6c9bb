import { type Choice, choose, isPaused, sendPersonFact } from "../core/person/index.ts";
import { newMemory } from "./person-record.ts";
import { PersonClaims } from "./person-claims.ts";

/** What somebody decides about what is known of them, whichever of their names they come by. */
export abstract class PersonChoices extends PersonClaims {
  /** Makes a choice; of somebody who is not known yet, for when they are. */
  async choose(asked: {
    shop: string;
    person: string;
    choice: Choice;
    now: number;
  }): Promise<boolean> {
    if (this.next() !== null)
      return this.ask((next) => next.choose({ ...asked, person: this.memory!.state.alias! }));
    const { shop, person, choice, now } = asked;
    if (this.memory === null && this.erasedAt !== null) return false;
    const memory = this.memory ?? newMemory({ shop, visitor: person, now });
    if (!choose(memory.state, choice, now)) return false;
    // Of somebody whom nobody has seen the shop hears here that they are.
    if (this.memory === null) sendPersonFact(memory.state, null, now);
    this.memory = memory;
    this.commit();
    await this.arm(now);
    return true;
  }

  /** Whether nothing of this person's is to be taken in. */
  protected get isPaused(): boolean {
    return this.memory !== null && isPaused(this.memory.state);
  }
}
