export { priceNotices, scoreVisit } from "./answer.ts";
export { cardsOfSlots, decideSlots, shelfQuestion, type Shelves } from "./decide.ts";
export { nextDuty, settle } from "./duties.ts";
export { type FoldContext, type Folded, fold } from "./fold.ts";
export { fromLine, tell, tellEvent, toLine } from "./read.ts";
export { outboxRuns } from "./outbox-runs.ts";
export { type Sender } from "./sessions.ts";
export { newPerson, type OpenVisit, type Outgoing, type PersonState } from "./state.ts";
