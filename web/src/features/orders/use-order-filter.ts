import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { OrderFilter, Weekday } from "../../gql/graphql.ts";

const weekdays: readonly Weekday[] = [
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
];

/** Which orders of the card are shown: what a bar of the analysis stands for. */
export type OrdersLike =
  | { kind: "month"; month: string }
  | { kind: "weekday"; weekday: Weekday }
  | { kind: "hour"; hour: number }
  | { kind: "goods"; goods: string };

const names = ["month", "weekday", "hour", "goods"] as const;

/** The part of the card's address that says so. One bar is chosen at a time. */
export function useOrderFilter(): {
  like: OrdersLike | undefined;
  filter: OrderFilter | null;
  show: (like: OrdersLike | undefined) => void;
} {
  const [address, setAddress] = useSearchParams();
  const text = names.map((name) => address.get(name) ?? "").join("\n");
  const like = useMemo(() => readLike(text.split("\n")), [text]);
  const filter = useMemo(() => filterOf(like), [like]);
  return {
    like,
    filter,
    show: (next) =>
      setAddress(
        (known) => {
          const changed = new URLSearchParams(known);
          for (const name of names) changed.delete(name);
          if (next) changed.set(next.kind, valueOf(next));
          return changed;
        },
        { replace: true },
      ),
  };
}

function valueOf(like: OrdersLike): string {
  switch (like.kind) {
    case "month":
      return like.month;
    case "weekday":
      return like.weekday;
    case "hour":
      return String(like.hour);
    case "goods":
      return like.goods;
  }
}

function readLike([month = "", day = "", hour = "", goods = ""]: readonly string[]): OrdersLike | undefined {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return { kind: "month", month };
  const weekday = weekdays.find((known) => known === day);
  if (weekday) return { kind: "weekday", weekday };
  if (/^([01]?\d|2[0-3])$/.test(hour)) return { kind: "hour", hour: Number(hour) };
  return goods ? { kind: "goods", goods } : undefined;
}

function filterOf(like: OrdersLike | undefined): OrderFilter | null {
  switch (like?.kind) {
    case "month": {
      const [year = 0, month = 1] = like.month.split("-").map(Number);
      const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
      return { orderedFrom: `${like.month}-01`, orderedTo: last };
    }
    case "weekday":
      return { weekday: like.weekday };
    case "hour":
      return { hour: like.hour };
    case "goods":
      return { goods: like.goods };
    case undefined:
      return null;
  }
}
