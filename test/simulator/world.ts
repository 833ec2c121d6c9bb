import { dice } from "../core/dice.ts";
import type { Behaviour } from "./behaviour.ts";
import { crawl, fillCart } from "./bots.ts";
import type { Calendar } from "./calendar.ts";
import { live, type Surroundings } from "./life.ts";
import type { Intervention, Life, Reply, VisitRecord } from "./requests.ts";

/** How people behave, and how many visits each of them makes then. */
export interface Tuning {
  behaviour: Behaviour;
  visitsEach: number;
}

/** What is asked of a world. */
export interface WorldOptions {
  seed: number;
  /** About so many visits of people. */
  sessions: number;
  tuning: Tuning;
  intervention: Intervention | null;
}

export interface World {
  /** By when they begin (epoch ms), oldest first. */
  lives: { at: number; life: Life }[];
  /** Visits of people so far, filled as the world is lived. */
  visits: VisitRecord[];
}

/** Everybody who will come within the calendar. */
export function newWorld(options: WorldOptions, calendar: Calendar): World {
  const { seed, sessions, intervention } = options;
  const { behaviour, visitsEach } = options.tuning;
  const people = Math.round(sessions / visitsEach);
  const visits: VisitRecord[] = [];
  const surroundings: Surroundings = {
    behaviour,
    calendar,
    intervention,
    onVisit: (visit) => visits.push(visit),
  };
  const lives = [
    ...peopled(seed, people, surroundings),
    ...botted(seed, sessions, surroundings),
  ].sort((a, b) => a.at - b.at);
  return { lives, visits };
}

/** Lives a whole world at once, nobody being shown anything. */
export function playAlone(lives: Iterable<Life>, answer: Reply = { decisions: {} }): void {
  for (const life of lives) for (let step = life.next(); !step.done;) step = life.next(answer);
}

/** So many people, each from a dice of their own. */
export function peopled(seed: number, people: number, world: Surroundings): World["lives"] {
  return Array.from({ length: people }, (_, number) => {
    // A stream each, so that nobody's doing depends on the order in which others are played.
    const roll = dice(seed * 1_000_003 + number);
    const { at, fromCampaign } = world.calendar.arrival(roll, world.behaviour);
    return { at, life: live(roll, at, fromCampaign, world) };
  });
}

function botted(seed: number, sessions: number, world: Surroundings): World["lives"] {
  const { behaviour, calendar } = world;
  const roll = dice(seed * 1_000_003 - 1);
  const some = (share: number, life: (at: number) => Life) =>
    Array.from({ length: Math.round(sessions * share) }, () => {
      const { at } = calendar.arrival(roll, behaviour);
      return { at, life: life(at) };
    });
  return [
    ...some(behaviour.crawlers, (at) => crawl(roll, at)),
    ...some(behaviour.cartBots, (at) => fillCart(roll, at, behaviour)),
  ];
}
