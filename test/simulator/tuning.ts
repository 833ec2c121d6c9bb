import { BEHAVIOUR } from "./behaviour.ts";
import type { Calendar } from "./calendar.ts";
import type { VisitRecord } from "./requests.ts";
import { peopled, playAlone, type Tuning } from "./world.ts";

/** People of the worlds that are played to find how many people make so many visits. */
const TRIAL_PEOPLE = 1_500;
const TRIAL_SEED = 9_173;
const TRIALS = 4;
/** A pull near the answer for one order in fifty, and by how much e^pull moves the conversion. */
const FIRST_PULL = -1.2;
const SLOPE = 1.2;

/**
 * The behaviour with the `resolve` that makes this share of visits order, in steps that each correct
 * what is left: a trial world is judged by its visits' exact probabilities, of which far fewer do than
 * of orders. Also how many visits a person makes.
 */
export function tune(conversion: number, calendar: Calendar): Tuning {
  let resolve = FIRST_PULL;
  for (let trial = 1; ; trial++) {
    const behaviour = { ...BEHAVIOUR, resolve };
    let [visits, chances] = [0, 0];
    const onVisit = (_: VisitRecord, chance: number) => {
      visits += 1;
      chances += chance;
    };
    const world = { behaviour, calendar, intervention: null, onVisit };
    playAlone(peopled(TRIAL_SEED, TRIAL_PEOPLE, world).map(({ life }) => life));
    if (trial === TRIALS) return { behaviour, visitsEach: visits / TRIAL_PEOPLE };
    resolve += Math.log((conversion * visits) / chances) / SLOPE;
  }
}
