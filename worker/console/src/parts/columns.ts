import { count, major, money, percent, percents, roundMoney } from "../format.ts";
import type { Column } from "./table.tsx";

/** People of a row. */
export const peopleColumn = <Row>(read: (row: Row) => number): Column<Row> => ({
  head: "People",
  value: read,
  show: (row) => count(read(row)),
  figure: true,
});

/** A share of 0 … 1 and its 95 % interval. */
export const rateColumns = <Row extends { rate: number; interval: readonly [number, number] }>(
  head: string,
): Column<Row>[] => [
  { head, value: ({ rate }) => rate, show: ({ rate }) => percent(rate), figure: true },
  {
    head: "95 %",
    value: ({ interval }) => interval.join(" to "),
    show: ({ interval }) => percents(interval),
    figure: true,
  },
];

/** Money in minor units of `currency`: whole units in a CSV. `show` writes it for people. */
export const moneyColumn = <Row>(
  head: string,
  currency: string | null,
  read: (row: Row) => number,
  show: (minor: number, currency: string | null) => string = money,
): Column<Row> => ({
  head,
  value: (row) => major(read(row), currency),
  show: (row) => show(read(row), currency),
  figure: true,
});

/** As `moneyColumn`, for sums of many people. */
export const roundMoneyColumn = <Row>(
  head: string,
  currency: string | null,
  read: (row: Row) => number,
): Column<Row> => moneyColumn(head, currency, read, roundMoney);
