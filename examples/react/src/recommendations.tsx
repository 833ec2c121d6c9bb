import type { Decision, Scenario, Want } from "okaeri";
import { useEffect, useState, type DetailedHTMLProps, type HTMLAttributes } from "react";
import { okaeri } from "./okaeri.ts";

interface SlotProps {
  /** Its name, one of a kind on the page. */
  slot: string;
  scenario: Scenario;
  /** Such as `category:Kitchen`; left out: what is being browsed. */
  axis?: string;
  count?: number;
  heading?: string;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "okaeri-recs": DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> &
        SlotProps & { "fallback-heading"?: string; "dismiss-label"?: string };
    }
  }
}

/** A slot that the tag fills and measures by itself. Another axis is another element. */
export const Recommendations = (props: SlotProps) => (
  <okaeri-recs key={`${props.slot} ${props.axis}`} dismiss-label="Remove" {...props} />
);

/** Asks for a decision to render oneself; null until it is there, and when none came. */
export function useRecommendations({ slot, scenario, axis, count }: Want): Decision | null {
  const [decision, setDecision] = useState<Decision | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void okaeri.recommend({ slot, scenario, axis, count }).then((answer) => {
      if (isCurrent) setDecision(answer);
    });
    return () => {
      isCurrent = false;
      setDecision(null);
    };
  }, [slot, scenario, axis, count]);
  return decision;
}

/** Own cards. The receipt ties a click to the decision that showed the card. */
export function PlainRecommendations({ slot, scenario, count }: SlotProps) {
  const decision = useRecommendations({ slot, scenario, count });
  if (!decision) return null;
  const { receipt_id, items } = decision;
  const clicked = (item_id: string, index: number) =>
    okaeri.track("recommendation_clicked", {
      receipt_id,
      item_list_name: slot,
      items: [{ item_id, index }],
    });
  return (
    <ul>
      {items.map(({ id, title, link, reason }, index) => (
        <li key={id}>
          <a href={link} title={reason} onClick={() => clicked(id, index)}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}
