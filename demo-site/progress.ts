const BAR_WIDTH = 30;

/**
 * Shows how far a job is: a bar on one line of a terminal, or a plain line at every tenth elsewhere.
 * Call it as often as you like with `done` rising to `total`.
 */
export function progress(label: string, out: NodeJS.WriteStream = process.stderr) {
  let shown = -1;
  return (done: number, total: number): void => {
    const share = total === 0 ? 1 : done / total;
    const percent = Math.floor(share * 100);
    const step = out.isTTY ? percent : Math.floor(percent / 10) * 10;
    if (step === shown) return;
    shown = step;
    const counts = `${String(step).padStart(3)} %  ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
    if (!out.isTTY) {
      out.write(`${label} ${counts}\n`);
      return;
    }
    const filled = Math.round(share * BAR_WIDTH);
    const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    out.write(`\r${label} ${bar} ${counts}${done === total ? "\n" : ""}`);
  };
}
