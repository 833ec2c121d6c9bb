export { scoreVisit } from "./answer.ts";
export { askFor, type Asked, cardsOfSlots, decideSlots, type Shelves } from "./decide.ts";
export { type Choice, choose, isPaused, noteConsent } from "./choices.ts";
export { type Customer, tellStanding } from "./customer-view.ts";
export { nextDuty, settle, settlesAt } from "./duties.ts";
export { type FoldContext, type Folded, fold, isStaff } from "./fold.ts";
export { type Entry, fromLine, type Journalled, type Lined, toLine } from "./lines.ts";
export { type News, notices } from "./notices.ts";
export { type BlockAsked, itemsOfBlock, openBlock } from "./open-block.ts";
export { send } from "./lessons.ts";
export { sendPersonFact } from "./person-facts.ts";
export { subscribe, subscriptionsOf, unsubscribe } from "./push.ts";
export { tell } from "./read.ts";
export {
  bookNobody,
  type BookedTold,
  bookTold,
  loseOrder,
  purchaseTold,
  refundId,
  refundTold,
} from "./orders.ts";
export { outboxRuns, restOutbox } from "./outbox-runs.ts";
export { segmentsOf, shelfSegmentsOf } from "./segments.ts";
export { type Sender } from "./sessions.ts";
export { situationOf } from "./situation.ts";
export { newPerson, type OpenVisit, type Outgoing, type PersonState } from "./state.ts";
export { ownOrders } from "./own-orders.ts";
export { keepStanding, ordersMoved } from "./stage-duty.ts";
export { addTastes } from "./tastes.ts";
export { linesIn, type TimelineText, tellTimeline } from "./timeline.ts";
export { upgrade } from "./upgrade.ts";
export { placesToAsk, waitFor, watchList } from "./waiting.ts";
export * from "./handover/index.ts";
