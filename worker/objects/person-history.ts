import type { HistoryPage } from "../core/privacy/index.ts";
import { PersonChoices } from "./person-choices.ts";

/** Characters of a page, rounded up to whole rows of the journal. */
const PAGE_CHARS = 1_000_000;

/** A person's events one by one, as they are written down. */
export abstract class PersonHistory extends PersonChoices {
  /**
   * What the journal has after row `after`, and at its end, if they are asked for, what open visits have;
   * of a record that is another name for somebody nothing, since it is theirs.
   */
  history(after: number, withOpen: boolean): HistoryPage {
    const page: HistoryPage = { pieces: [], last: after, isLast: true };
    if (this.memory === null || this.next() !== null) return page;
    const { state, log } = this.memory;
    let chars = 0;
    for (const { seq, source, events } of this.store.rowsOf(this.sourcesOf(this.here()), after)) {
      page.pieces.push({ source: source || state.visitor, events });
      page.last = seq;
      chars += events.length;
      if (chars >= PAGE_CHARS) return { ...page, isLast: false };
    }
    if (withOpen) page.pieces.push({ source: state.visitor, events: log.toString() });
    return page;
  }
}
