import { ApiOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { QueryError } from "../../shell/query-error.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import { apiKeysQuery } from "./api-key-commands.ts";
import { ApiKeyRow } from "./api-key-row.tsx";
import styles from "./api-keys-page.module.css";
import { CreateApiKeyDialog } from "./create-api-key-dialog.tsx";
import { SecretDialog, type ShownSecret } from "./secret-dialog.tsx";

/** Which programs may ask, in which role, until when; and the one place where a key is made or taken away. */
export function ApiKeysPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [address, setAddress] = useSearchParams();
  const [secret, setSecret] = useState<ShownSecret>();
  const { data, error, refetch } = useQuery(apiKeysQuery, { fetchPolicy: "cache-and-network" });

  const mayCreate = viewer.may("apiKey:create");
  const showAdding = (wanted: boolean): void =>
    setAddress(wanted ? { new: "key" } : {}, { replace: !wanted });
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => showAdding(true)}>
      {t("access.apiKeys.add")}
    </Button>
  );
  const isEmpty = data?.apiKeys.length === 0;

  return (
    <>
      <PageHeader title={t("access.apiKeys.title")} actions={mayCreate && !isEmpty ? add : null}>
        {t("access.apiKeys.lead")}
      </PageHeader>
      {error && !data ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton active paragraph={{ rows: 6 }} />
      ) : isEmpty ? (
        <EmptyState
          title={t("access.apiKeys.empty")}
          icon={<ApiOutlined />}
          action={mayCreate ? add : undefined}
        >
          {t("access.apiKeys.emptyText")}
        </EmptyState>
      ) : (
        <table className={styles["table"]}>
          <caption className="visually-hidden">{t("access.apiKeys.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("access.apiKeys.name")}</th>
              <th scope="col">{t("access.apiKeys.state")}</th>
              <th scope="col">{t("access.apiKeys.role")}</th>
              <th scope="col">{t("access.apiKeys.createdBy")}</th>
              <th scope="col">{t("access.apiKeys.lastUsed")}</th>
              <th scope="col">{t("access.apiKeys.expires")}</th>
              <th scope="col">
                <span className="visually-hidden">{t("access.apiKeys.actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.apiKeys.map((key) => (
              <ApiKeyRow key={key.id} apiKey={key} />
            ))}
          </tbody>
        </table>
      )}
      <section className={styles["how"]} aria-labelledby="api-keys-how">
        <h2 id="api-keys-how">{t("access.apiKeys.howTitle")}</h2>
        <p>{t("access.apiKeys.how")}</p>
        {viewer.may("graph:explore") ? <Link to="/graphql">{t("access.apiKeys.explorer")}</Link> : null}
      </section>
      <CreateApiKeyDialog
        open={mayCreate && address.get("new") === "key"}
        onClose={() => showAdding(false)}
        onCreated={(made) => {
          showAdding(false);
          setSecret(made);
          void refetch();
        }}
      />
      <SecretDialog shown={secret} onClose={() => setSecret(undefined)} />
    </>
  );
}
