import { App, Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip, type ChipTone } from "../../components/chip.tsx";
import { DateTimeText } from "../../components/date-text.tsx";
import { readFragment, type FragmentType } from "../../gql/index.ts";
import type { ApiKeyState } from "../../gql/graphql.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { apiKeyRow, revokeApiKey } from "./api-key-commands.ts";
import styles from "./api-keys-page.module.css";

const tones: Readonly<Record<ApiKeyState, ChipTone>> = {
  ACTIVE: "good",
  EXPIRED: "quiet",
  REVOKED: "quiet",
  CREATOR_LACKS_RIGHTS: "warn",
};

export function ApiKeyRow(props: { apiKey: FragmentType<typeof apiKeyRow> }): ReactNode {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const viewer = useViewer();
  const key = readFragment(apiKeyRow, props.apiKey);
  const { run, running } = useCommand(revokeApiKey);
  const { name } = key;
  const gone = key.state === "REVOKED" || key.state === "EXPIRED";

  const revoke = async (): Promise<void> => {
    const payload = (await run({ input: { apiKeyId: key.id } }))?.revokeApiKey;
    for (const error of payload?.errors ?? []) announce({ kind: "error", text: error.message });
    if (payload?.errors.length === 0)
      announce({ kind: "success", text: t("access.apiKeys.revoked", { name }) });
  };

  // A revoked key cannot come back, so there is nothing to undo: this one is asked for before.
  const askFirst = (): unknown =>
    modal.confirm({
      title: t("access.apiKeys.revokeTitle", { name }),
      content: t("access.apiKeys.revokeText"),
      okText: t("access.apiKeys.revoke"),
      okButtonProps: { danger: true },
      cancelText: t("access.apiKeys.keep"),
      onOk: revoke,
    });

  return (
    <tr className={gone ? styles["gone"] : ""}>
      <th scope="row" className={styles["key"]}>
        <span className={styles["name"]}>
          {name}
          {key.readsSchema ? <Chip tone="soft">{t("access.apiKeys.schemaChip")}</Chip> : null}
        </span>
        <code className={styles["prefix"]}>{key.prefix}…</code>
      </th>
      <td>
        <Chip tone={tones[key.state]}>{t(`access.apiKeys.states.${key.state}`)}</Chip>
        {key.state === "CREATOR_LACKS_RIGHTS" ? (
          <p className={styles["note"]}>{t("access.apiKeys.lacksRights")}</p>
        ) : null}
        {key.revokedBy ? (
          <p className={styles["note"]}>
            {key.revokedBy.name} <DateTimeText value={key.revokedAt} />
          </p>
        ) : null}
      </td>
      <td data-label={t("access.apiKeys.role")}>{key.roleName}</td>
      <td data-label={t("access.apiKeys.createdBy")}>
        {key.createdBy.name} <DateTimeText value={key.createdAt} />
      </td>
      <td data-label={t("access.apiKeys.lastUsed")}>
        {key.lastUsedAt ? <DateTimeText value={key.lastUsedAt} /> : t("access.apiKeys.neverUsed")}
      </td>
      <td data-label={t("access.apiKeys.expires")}>
        {key.expiresAt ? <DateTimeText value={key.expiresAt} /> : t("access.apiKeys.noExpiry")}
      </td>
      <td className={styles["actions"]}>
        {viewer.may("apiKey:revoke") && key.state !== "REVOKED" ? (
          <Button danger type="text" loading={running} onClick={askFirst}>
            {t("access.apiKeys.revoke")}
            <span className="visually-hidden"> {name}</span>
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
