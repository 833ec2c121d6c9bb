const WIDTH = 40;
const LINES = 20;

/** Draws a bar on a terminal; elsewhere it writes a line for each twentieth. */
export function progress(started: number): (part: number) => void {
  let told = 0;
  return (part) => {
    const seconds = (performance.now() - started) / 1000;
    const left = part > 0 ? Math.round((seconds * (1 - part)) / part) : 0;
    const text = `${Math.floor(100 * part)} %, ${Math.round(seconds)} s, about ${left} s to go`;
    if (process.stderr.isTTY) {
      const bar = "#".repeat(Math.round(WIDTH * part)).padEnd(WIDTH, ".");
      process.stderr.write(`\r${bar} ${text}  ${part >= 1 ? "\n" : ""}`);
    } else if (Math.floor(part * LINES) > told) {
      told = Math.floor(part * LINES);
      console.error(text);
    }
  };
}
