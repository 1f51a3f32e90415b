import { useQuery } from "@apollo/client/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useRested } from "../../lib/use-rested.ts";
import { lifecycleForecastQuery } from "./archive-settings-commands.ts";

/** What a rule would do, counted while it is being thought of. */
export function LifecycleForecast({ lostAfterMonths }: { lostAfterMonths: number | null }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const rested = useRested(lostAfterMonths, 300);
  const { data, loading } = useQuery(lifecycleForecastQuery, {
    variables: { lostAfterMonths: rested },
    fetchPolicy: "network-only",
  });
  const forecast = data?.lifecycleForecast;
  if (!forecast || loading || rested !== lostAfterMonths)
    return <p role="status">{t("archiveSettings.counting")}</p>;
  const moves = (["becomeLost", "becomeExisting"] as const)
    .filter((move) => forecast[move].value > 0)
    .map((move) => {
      const { value, capped } = forecast[move];
      return t(`archiveSettings.${move}`, { number: `${format.number(value)}${capped ? "+" : ""}` });
    });
  return (
    <p role="status">
      {t(lostAfterMonths === null ? "archiveSettings.forecastWithout" : "archiveSettings.forecast", {
        moves: moves.length > 0 ? moves.join(t("archiveSettings.and")) : t("archiveSettings.nobody"),
      })}
    </p>
  );
}
