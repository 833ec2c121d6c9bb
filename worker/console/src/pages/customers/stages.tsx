import type { StagesReport } from "../../../../core/customer/index.ts";
import { count, date, percent, roundMoney } from "../../format.ts";
import { moneyColumn } from "../../parts/columns.ts";
import { NoOrders } from "../../parts/no-orders.tsx";
import { PersonLink } from "../../parts/person-link.tsx";
import { policyWords } from "../../parts/policy.ts";
import { Stat } from "../../parts/stat.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { type Route, setOption } from "../../route.ts";
import { useReport } from "../../use-report.ts";
import { BuyerMixFigure } from "./buyer-mix.tsx";
import { FlowsFigure } from "./flows.tsx";
import { StockFigure } from "./stock.tsx";

type Member = StagesReport["list"][number];

/** The stock of past buyers by stage, how it came to be, and whom to write to first. */
export function StagesView({ route }: { route: Route }) {
  const stage = route.options.get("stage") ?? "";
  const report = useReport<StagesReport>("stages", stage === "" ? {} : { stage });
  return (
    <Loaded of={report} what="Stages">
      {(data) =>
        data.people === 0 ? (
          <NoOrders what="No customers yet" />
        ) : (
          <>
            <Summary data={data} />
            <div class="cards">
              <StockFigure report={data} />
              <FlowsFigure report={data} />
              <BuyerMixFigure />
            </div>
            <section class="card">
              <h2>Whom to write to</h2>
              <StageChoice route={route} stage={stage} report={data} />
              <Table
                name={`Customers ${stage || "most wanted"}`}
                columns={columnsOf(data.currency)}
                rows={data.list}
                all={() => report.whole().then(({ list }) => list)}
              />
            </section>
          </>
        )
      }
    </Loaded>
  );
}

function Summary({ data }: { data: StagesReport }) {
  const share = (people: number) => `${percent(people / data.people, 0)} of all customers`;
  return (
    <div class="stats">
      <Stat
        label="Most wanted"
        value={count(data.most_wanted)}
        note={`active and silent, ${share(data.most_wanted)}`}
      />
      {data.stages.map(({ stage, people, value }) => (
        <Stat
          key={stage}
          label={titleOf(stage)}
          value={count(people)}
          note={`${share(people)}, ${roundMoney(value, data.currency)} so far`}
        />
      ))}
    </div>
  );
}

function StageChoice({
  route,
  stage,
  report,
}: {
  route: Route;
  stage: string;
  report: StagesReport;
}) {
  const policy = report.stages.find((each) => each.stage === stage)?.policy;
  return (
    <>
      <label class="choice">
        Stage
        <select
          value={stage}
          onChange={(event) => setOption(route, "stage", event.currentTarget.value)}
        >
          <option value="">Most wanted: active and silent</option>
          {report.stages.map((each) => (
            <option key={each.stage} value={each.stage}>
              {titleOf(each.stage)}
            </option>
          ))}
        </select>
      </label>
      {policy === undefined ? null : <p>By your policy: {policyWords(policy)}.</p>}
    </>
  );
}

const titleOf = (stage: string) => stage[0]!.toUpperCase() + stage.slice(1);

const columnsOf = (currency: string | null) => [
  {
    head: "Customer",
    value: ({ person }: Member) => person,
    show: ({ person }: Member) => <PersonLink person={person} />,
  },
  { head: "Stage", value: ({ stage }: Member) => stage },
  {
    head: "Last order",
    value: ({ last_order }: Member) => new Date(last_order).toISOString(),
    show: ({ last_order }: Member) => date(last_order),
  },
  {
    head: "Next stage",
    value: ({ next_stage_at: at }: Member) => (at === null ? null : new Date(at).toISOString()),
    show: ({ next_stage_at: at }: Member) => (at === null ? "–" : date(at)),
  },
  { head: "Orders", value: ({ orders }: Member) => orders, figure: true },
  moneyColumn<Member>("Net", currency, ({ net }) => net),
];
