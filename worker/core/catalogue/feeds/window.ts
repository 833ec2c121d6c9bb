/** The part of a file that is not read yet, and the line on which it begins. */
export class Window {
  /** Text from the beginning of what is not taken. */
  text = "";
  line = 1;

  push(more: string): void {
    this.text += more;
  }

  /** Takes the first `length` characters out. */
  take(length: number): string {
    const taken = this.text.slice(0, length);
    this.line += linesIn(taken);
    this.text = this.text.slice(length);
    return taken;
  }
}

/** Line ends in `text`. */
export function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
