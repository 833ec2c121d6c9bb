import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  choose,
  isPaused,
  join,
  newPerson,
  noteConsent,
} from "../../../worker/core/person/index.ts";
import { tellChoices } from "../../../worker/core/person/choices.ts";

const person = () => newPerson("demo", "v1", 0);

describe("what somebody decides", () => {
  it("is said once, however often, and can be taken back", () => {
    const state = person();
    expect(choose(state, { chooses: "pause", isPaused: true }, 1)).toBe(true);
    expect(choose(state, { chooses: "pause", isPaused: true }, 2)).toBe(false);
    expect(tellChoices(state).paused).toBe("1970-01-01T00:00:00.001Z");
    expect(choose(state, { chooses: "pause", isPaused: false }, 3)).toBe(true);
    expect(isPaused(state)).toBe(false);
    choose(state, { chooses: "channel", channel: "email", isWanted: false }, 4);
    expect(tellChoices(state).unsubscribed).toEqual(["email"]);
    choose(state, { chooses: "channel", channel: "email", isWanted: true }, 5);
    expect(tellChoices(state).unsubscribed).toEqual([]);
  });

  it("stays so when a record joins another: what either forbade is forbidden", () => {
    const [one, other] = [person(), person()];
    choose(other, { chooses: "pause", isPaused: true }, 5);
    choose(other, { chooses: "item", item: "a", isWanted: false }, 5);
    choose(one, { chooses: "channel", channel: "sms", isWanted: false }, 3);
    noteConsent(one, { analytics_storage: "granted" }, 1);
    noteConsent(other, { analytics_storage: "denied" }, 2);
    join(one, other, "v2", 9);
    expect(isPaused(one)).toBe(true);
    expect(one.profile.dismissed).toEqual(["a"]);
    expect(tellChoices(one)).toMatchObject({
      unsubscribed: ["sms"],
      consent: [{ analytics_storage: "denied" }, { analytics_storage: "granted" }],
    });
  });
});

describe("the record of consent", () => {
  it("has each change and no repetition, newest first, and never grows beyond its cap", () => {
    const word = fc.constantFrom("granted" as const, "denied" as const, undefined);
    const given = fc.record({ analytics_storage: word, ad_storage: word });
    fc.assert(
      fc.property(fc.array(given, { maxLength: 60 }), (all) => {
        const state = person();
        for (const [at, consent] of all.entries())
          noteConsent(
            state,
            { ad_user_data: undefined, ad_personalization: undefined, ...consent },
            at,
          );
        const kept = state.choices?.consents ?? [];
        expect(kept.length).toBeLessThanOrEqual(20);
        for (const [n, one] of kept.slice(1).entries()) {
          expect(one.at).toBeLessThan(kept[n]!.at);
          const { at: _, ...words } = one;
          const { at: __, ...next } = kept[n]!;
          expect(words).not.toEqual(next);
        }
      }),
    );
  });
});
