import { useQuery, skipToken } from "@apollo/client/react";
import { useTranslation } from "react-i18next";
import { useViewer } from "../../../shell/viewer.tsx";
import { ownersQuery } from "../card/owner-name.tsx";
import { useListFields } from "../fields/use-list-fields.ts";
import { useQuestionWords } from "../ledger/question-words.tsx";
import { nobody, type LedgerView } from "../ledger/ledger-address.ts";

type Named = { readonly id: string; readonly name: string };
export type RosterChoices = { readonly channels: readonly Named[]; readonly memberLevels: readonly Named[] };

/** What the list was narrowed by, as somebody would say it. */
export function useFilterWords(view: LedgerView, choices: RosterChoices | undefined): string {
  const { t } = useTranslation();
  const viewer = useViewer();
  const variables = { staff: viewer.may("staff:list"), teams: viewer.may("team:list") };
  const { data } = useQuery(ownersQuery, view.owner && view.owner !== nobody ? { variables } : skipToken);
  const fields = useListFields({ skip: view.fields.length === 0 });
  const questionWords = useQuestionWords();
  const between = t("card.listSeparator");
  const nameIn = (list: readonly Named[] | undefined, id: string): string =>
    list?.find((one) => one.id === id)?.name ?? t("exports.roster.noName");
  const words = (label: string, names: readonly string[]): string[] =>
    names.length > 0 ? [t("exports.roster.part", { label, names: names.join(between) })] : [];
  const { owner } = view;
  const ownerName =
    owner === nobody
      ? t("ledger.filter.nobody")
      : owner && nameIn([viewer.staff, ...(data?.staff ?? []), ...(data?.teams ?? [])], owner);
  const parts = [
    ...(view.search ? [t("exports.roster.search", { search: view.search })] : []),
    ...(view.lifecycle ? [t(`customers.lifecycle.${view.lifecycle}`)] : []),
    ...words(
      t("customers.field.memberLevel"),
      view.levels.map((id) => nameIn(choices?.memberLevels, id)),
    ),
    ...words(
      t("customers.field.channel"),
      view.channels.map((id) => nameIn(choices?.channels, id)),
    ),
    ...words(
      t("customers.field.tier"),
      view.tiers.map((tier) => t(`customers.tier.${tier}`)),
    ),
    ...(view.complaint ? [t("ledger.filter.complaint")] : []),
    ...words(t("ledger.filter.owner"), ownerName ? [ownerName] : []),
    ...view.fields.map((question) =>
      questionWords(
        question,
        fields?.find(({ name }) => name === question.name),
      ),
    ),
    ...(view.demo === undefined ? [] : [t(view.demo ? "ledger.filter.demoOnly" : "ledger.filter.demoNone")]),
  ];
  const shown =
    parts.length > 0 ? parts.join(t("exports.roster.partSeparator")) : t("exports.roster.everybody");
  return `${shown}${t("exports.roster.partSeparator")}${t(`ledger.order.${view.order}`)}`;
}
