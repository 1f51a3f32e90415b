import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MaskedText, type MaskedTextProps } from "../../../components/masked-text.tsx";
import { useValueWords } from "../archive/archive-value.tsx";
import { useArchiveFields } from "../archive/use-archive-fields.ts";
import { OwnerName } from "./owner-name.tsx";
import { useCustomerChoices } from "../forms/customer-choices.ts";
import type { CustomerChanges, CustomerOnFile } from "../forms/customer-values.ts";

/** The console's name of each field that the contract names. */
const labels = {
  kind: "kind",
  lifecycle: "lifecycle",
  tier: "tier",
  name: "name",
  nickname: "nickname",
  phone: "phone",
  email: "email",
  address: "address",
  channelId: "channel",
  memberLevelId: "memberLevel",
  ownerId: "owner",
  teamId: "team",
} as const;

const isLabelled = (field: string): field is keyof typeof labels => field in labels;
const kinds = ["INDIVIDUAL", "COMPANY"] as const;
const lifecycles = ["POTENTIAL", "EXISTING", "LOST"] as const;

type FieldWords = {
  label: (field: string) => string;
  /** A clear value in words. */
  text: (field: string, value: string) => string;
  /** A value as the change log has it. */
  value: (field: string, value: MaskedTextProps["value"]) => ReactNode;
  ofCustomer: (field: string, customer: CustomerOnFile) => ReactNode;
  ofChanges: (field: string, changes: CustomerChanges) => ReactNode;
};

/**
 * What the fields and values of a customer are called in the reader's language. `mentioned` are the fields it is about: when
 * some of the sections are among them, what these are called is fetched.
 */
export function useFieldWords(mentioned: readonly string[] = []): FieldWords {
  const { t } = useTranslation();
  const { channels, memberLevels } = useCustomerChoices();
  const archive = useArchiveFields({ skip: mentioned.every(isLabelled) });
  const valueWords = useValueWords();
  const inArchive = (field: string) => archive?.find(({ name }) => name === field);

  const nameOf = (choices: readonly { id: string; name: string }[], value: string): string =>
    choices.find((choice) => choice.id === value || choice.id.endsWith(`_${value}`))?.name ?? value;

  const plain = (field: string, value: string): string => {
    const kind = kinds.find((known) => field === "kind" && known === value);
    if (kind) return t(`customers.kind.${kind}`);
    const lifecycle = lifecycles.find((known) => field === "lifecycle" && known === value);
    if (lifecycle) return t(`customers.lifecycle.${lifecycle}`);
    if (field === "channelId") return nameOf(channels, value);
    if (field === "memberLevelId") return nameOf(memberLevels, value);
    const declared = inArchive(field);
    return declared ? valueWords.text(declared, value) : value;
  };

  const value: FieldWords["value"] = (field, masked) =>
    (field === "ownerId" || field === "teamId") && masked.text ? (
      <OwnerName id={masked.text} />
    ) : (
      <MaskedText
        value={
          masked.state === "CLEAR" && masked.text
            ? { state: "CLEAR", text: plain(field, masked.text) }
            : masked
        }
      />
    );
  const clear = (field: string, text: string | null | undefined): ReactNode =>
    value(field, text ? { state: "CLEAR", text } : { state: "EMPTY" });

  return {
    label: (field) =>
      isLabelled(field) ? t(`customers.field.${labels[field]}`) : (inArchive(field)?.label ?? field),
    text: plain,
    value,
    ofCustomer: (field, customer) => {
      if (field === "phone" || field === "email" || field === "address") return value(field, customer[field]);
      if (field === "channelId") return clear(field, customer.channel?.name);
      if (field === "memberLevelId") return clear(field, customer.memberLevel?.name);
      if (field === "kind" || field === "lifecycle" || field === "name" || field === "nickname") {
        return clear(field, customer[field]);
      }
      return null;
    },
    ofChanges: (field, changes) => {
      const changed = changes[field as keyof CustomerChanges];
      return clear(field, typeof changed === "string" ? changed : null);
    },
  };
}
