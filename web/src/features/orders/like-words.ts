import { useTranslation } from "react-i18next";
import type { OrdersLike } from "./use-order-filter.ts";

/** What the orders have in common that a bar stands for, in words. */
export function useLikeWords(): (like: OrdersLike) => string {
  const { t, i18n } = useTranslation();
  return (like) => {
    switch (like.kind) {
      case "month":
        return new Intl.DateTimeFormat(i18n.language, {
          timeZone: "UTC",
          year: "numeric",
          month: "long",
        }).format(new Date(`${like.month}-01T00:00:00Z`));
      case "weekday":
        return t(`orders.weekday.${like.weekday}`);
      case "hour":
        return t("orders.analysis.hour", { hour: String(like.hour).padStart(2, "0") });
      case "goods":
        return like.goods;
    }
  };
}
