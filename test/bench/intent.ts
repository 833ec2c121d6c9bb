/**
 * How far purchase intent can be believed: the shipped model beside its peers.
 *
 *     node test/bench/intent.ts                   UCI Online Shoppers, then shops that are made up
 *     node test/bench/intent.ts --sessions FILE   a shop's own sessions
 *     node test/bench/intent.ts gains [--sessions FILE]   what each refinement gains
 *     node test/bench/intent.ts worlds [--visits 5000] [--seeds 5] [--conversion 0.02]
 *                                             worlds whose truth is known
 *     node test/bench/intent.ts people [--visits 12000] [--seeds 7]  who orders next, person by person
 *
 * FILE holds one session a line, gzipped or not, oldest first: `{"events": […], "ordered": true}`, the
 * events in the wire's own form, each with `age`, and `past_orders` where it is known. They are played
 * as a shop lives them: each event is scored, and each session learnt when it is over. Lines that are no
 * sessions are named and left out.
 *
 * The folder of the known sets is `OKAERI_DATA_SETS`, or `../shared/data`.
 */
import { parseArgs } from "node:util";
import { gains } from "./intent/gains.ts";
import { history } from "./intent/history.ts";
import { people } from "./intent/people.ts";
import { priorGain } from "./intent/prior.ts";
import { report } from "./intent/report.ts";
import { playScene, SCENES } from "./intent/scenes.ts";
import { type PlayedSession, readPlayed } from "./intent/sessions-file.ts";
import { worlds } from "./intent/worlds.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sessions: { type: "string" },
    visits: { type: "string" },
    seeds: { type: "string" },
    conversion: { type: "string" },
  },
});
if (positionals[0] === "worlds") {
  const { visits = "5000", seeds = "5", conversion } = values;
  worlds(
    Number(visits),
    Number(seeds),
    conversion === undefined ? undefined : [Number(conversion)],
  );
  process.exit();
}
if (positionals[0] === "people") {
  people(Number(values.visits ?? 12_000), Number(values.seeds ?? 7));
  process.exit();
}
const print = positionals[0] === "gains" ? gains : report;
const shops =
  values.sessions === undefined
    ? new Map(SCENES.map((scene) => [`a made-up shop, ${scene.name}`, playScene(scene, 7)]))
    : new Map([[values.sessions, sessionsOf(values.sessions)]]);
if (values.sessions === undefined && print === report) history();
for (const [name, sessions] of shops) print(name, sessions);
if (print === gains) priorGain(shops);

/** A file without any session ends the run. */
function sessionsOf(path: string): PlayedSession[] {
  const { sessions, refused } = readPlayed(path);
  if (refused.length > 0) {
    const which = refused.slice(0, 10).join(", ") + (refused.length > 10 ? " …" : "");
    console.error(`${path}: left out ${refused.length} that are no sessions, in line ${which}`);
  }
  if (sessions.length > 0) return sessions;
  console.error(`${path}: no sessions`);
  process.exit(1);
}
