import { useState } from "preact/hooks";
import type { RecommendationsReport, SlotReport } from "../../../core/measure/index.ts";
import type { Decision } from "../../../wire/decision.ts";
import { count, percent } from "../format.ts";
import { Range, rangeOf } from "../parts/range.tsx";
import { Empty, Loaded } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { type Route, setOption, to } from "../route.ts";
import { useResource } from "../use-resource.ts";

const COUNT = 24;
const SCENARIOS = {
  bestsellers: "Sells best",
  top_rated: "Liked best",
  value_hits: "Good value that sells",
};

/** What sells on any axis and why, and which way of filling each slot serves best. */
export function ShelfPage({ route }: { route: Route }) {
  const { from, to: until, days } = rangeOf(route);
  const axis = route.options.get("axis") ?? "all";
  const scenario = route.options.get("scenario") ?? "bestsellers";
  const items = useResource<Decision>(
    `/v1/recommendations/${scenario}?axis=${encodeURIComponent(axis)}&count=${COUNT}`,
  );
  const report = useResource<RecommendationsReport>(
    `/v1/reports/recommendations?from=${from}&to=${until}`,
  );
  return (
    <>
      <section class="card">
        <h2>What sells</h2>
        <Axis route={route} axis={axis} scenario={scenario} />
        <Loaded of={items} what="The shelf">
          {(decision) => <Items decision={decision} />}
        </Loaded>
      </section>
      <section class="card">
        <h2>What slots do</h2>
        <Range route={route} days={days} />
        <Loaded of={report} what="The slots">
          {({ slots }) => <Slots slots={slots} />}
        </Loaded>
      </section>
    </>
  );
}

function Axis({ route, axis, scenario }: { route: Route; axis: string; scenario: string }) {
  const [typed, setTyped] = useState(axis);
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault();
        setOption(route, "axis", typed);
      }}
    >
      <label>
        Axis
        <input list="axes" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        <datalist id="axes">
          {["all", "category:", "brand:", "price:10-20 GBP", "search:", "segment:buyers:one"].map(
            (each) => (
              <option key={each} value={each} />
            ),
          )}
        </datalist>
      </label>
      <label>
        Order
        <select
          value={scenario}
          onChange={(event) => setOption(route, "scenario", event.currentTarget.value)}
        >
          {Object.entries(SCENARIOS).map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

function Items({ decision }: { decision: Decision }) {
  if (decision.items.length === 0)
    return (
      <Empty title="Nothing on this shelf">
        Bring in a catalogue in <a href={to("set-up")}>Set-up</a>, or try another axis.
      </Empty>
    );
  return (
    <>
      {decision.fallback === null ? null : <p>{decision.fallback}</p>}
      <ol class="goods">
        {decision.items.map(({ id, title, image_link, price, reason, link }) => (
          <li key={id}>
            {image_link === null ? (
              <span class="no-picture" />
            ) : (
              <img src={image_link} alt="" loading="lazy" />
            )}
            <a href={link}>{title}</a>
            <span>{price}</span>
            <small>{reason}</small>
          </li>
        ))}
      </ol>
      <details>
        <summary>Numbers</summary>
        <Table
          name="Shelf"
          rows={decision.items}
          columns={[
            { head: "Item", value: ({ id }) => id },
            { head: "Title", value: ({ title }) => title },
            { head: "Price", value: ({ price }) => price },
            { head: "Score", value: ({ score }) => score, figure: true },
            { head: "Why", value: ({ reason }) => reason },
          ]}
        />
      </details>
    </>
  );
}

function Slots({ slots }: { slots: readonly SlotReport[] }) {
  if (slots.length === 0)
    return (
      <Empty title="No slot was seen in this period">
        Put <code>&lt;okaeri-recs slot="home" scenario="bestsellers"&gt;</code> into a page.
      </Empty>
    );
  return (
    <>
      {slots.map(({ slot, scenario, strategies, verdict, exploration }) => (
        <div key={`${slot} ${scenario}`} class="part">
          <h3>
            {slot} <span class="chip">{scenario}</span>
          </h3>
          <p>{verdict}</p>
          <p>{exploration.text}</p>
          <Table
            name={`Slot ${slot}`}
            rows={strategies}
            columns={[
              { head: "Filled by", value: ({ strategy }) => strategy },
              {
                head: "Seen",
                value: ({ shown }) => shown,
                show: ({ shown }) => count(shown),
                figure: true,
              },
              {
                head: "Clicked",
                value: ({ clicked }) => clicked,
                show: ({ clicked }) => count(clicked),
                figure: true,
              },
              {
                head: "Rate",
                value: ({ as_served }) => as_served.rate,
                show: ({ as_served: { rate, interval } }) =>
                  `${percent(rate)} (${percent(interval[0])} to ${percent(interval[1])})`,
                figure: true,
              },
              {
                head: "Now drawn",
                value: ({ propensity }) => propensity,
                show: ({ propensity }) => percent(propensity),
                figure: true,
              },
            ]}
          />
        </div>
      ))}
    </>
  );
}
