/**
 * `npm run bench:bandit [-- --runs N]`: does the better strategy of a slot take over, and what does
 * finding out cost? The shipped `chooseStrategy` beside ε-greedy, uniform draws and an oracle, on
 * simulated visitors whose click rates it is not told, the same for all policies.
 *
 * Last come the median views until the better strategy has taken over, by scene, of the newcomer
 * again as `takeover_impressions`, and `regret_ratio_to_uniform` of all scenes together.
 */
import { parseArgs } from "node:util";
import { dice } from "../core/dice.ts";
import { epsilonGreedy, oracle, type Policy, thompson, uniform } from "./bandit/policies.ts";
import { type Scene, SCENES } from "./bandit/scenes.ts";
import { type Outcome, simulate } from "./bandit/simulate.ts";
import { speed } from "./bandit/speed.ts";

const POLICIES: Record<string, (roll: () => number, scene: Scene) => Policy> = {
  "okaeri (Thompson)": thompson,
  "ε-greedy, ε = 0.1": epsilonGreedy,
  uniform,
  oracle: (_, scene) => oracle(scene.rates),
};

const { values } = parseArgs({ options: { runs: { type: "string", default: "10" } } });
const runs = Number(values.runs);

const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
/** The middle one; who never took over counts as late as can be. */
const median = (outcomes: readonly Outcome[]): number =>
  outcomes.map(({ takeover }) => takeover ?? Infinity).sort((a, b) => a - b)[
    Math.floor(outcomes.length / 2)
  ]!;
const share = (part: number) => `${(100 * part).toFixed(1)} %`;

const takeovers = new Map<string, number>();
const regret = new Map<string, number>();
for (const scene of SCENES) {
  console.log(`\n${scene.name}: ${scene.days} days of ${scene.impressions} views, ${runs} runs`);
  for (const [name, make] of Object.entries(POLICIES)) {
    const outcomes = Array.from({ length: runs }, (_, run) =>
      simulate(scene, make(dice(1_000 + run), scene), dice(run)),
    );
    const lost = mean(outcomes.map((outcome) => outcome.regret));
    const clicks = mean(outcomes.map((outcome) => outcome.clicks));
    regret.set(name, (regret.get(name) ?? 0) + lost);
    const taken = median(outcomes);
    const late = outcomes.filter(({ takeover }) => takeover === null).length;
    if (make === thompson) takeovers.set(scene.key, taken);
    console.log(
      `  ${name.padEnd(18)}  clicks ${clicks.toFixed(0).padStart(6)}  regret ${lost.toFixed(0).padStart(5)}` +
        ` (${share(lost / (clicks + lost)).padStart(6)})  takes over after ${Number.isFinite(taken) ? `${taken} views` : "–"}` +
        (late > 0 ? `, never in ${late} of ${runs} runs` : ""),
    );
  }
}

console.log("\nregret of all scenes together:");
for (const [name, lost] of regret)
  console.log(
    `  ${name.padEnd(18)}  ${lost.toFixed(0).padStart(6)} clicks, ${(lost / regret.get("uniform")!).toFixed(3)} of uniform`,
  );
const { first, again } = speed();
console.log(`choose_first_us ${first.toFixed(1)}`);
console.log(`choose_again_us ${again.toFixed(2)}`);
for (const [key, taken] of takeovers) console.log(`takeover_${key}_impressions ${taken}`);
console.log(`takeover_impressions ${takeovers.get("newcomer")}`);
console.log(
  `regret_ratio_to_uniform ${(regret.get("okaeri (Thompson)")! / regret.get("uniform")!).toFixed(3)}`,
);
