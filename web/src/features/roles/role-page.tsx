import { useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { readFragment } from "../../gql/index.ts";
import { QueryError } from "../../shell/query-error.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import { roleFields, roleQuery } from "./role-commands.ts";
import { RoleEditor } from "./role-editor.tsx";
import styles from "./roles.module.css";

/** One role: what it gives, and who holds it. */
export function RolePage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const navigate = useNavigate();
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery(roleQuery, {
    variables: { id, staff: viewer.may("staff:list") },
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  if (error && !data) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active title={false} paragraph={{ rows: 10 }} />;
  const role = readFragment(roleFields, data.role);
  if (!role) {
    return (
      <EmptyState
        heading={1}
        title={t("roles.notFound.title")}
        action={<Button onClick={() => void navigate("/roles")}>{t("roles.back")}</Button>}
      >
        {t("roles.notFound.text")}
      </EmptyState>
    );
  }
  return (
    <>
      <Link to="/roles" className={styles["back"]}>
        {t("roles.back")}
      </Link>
      <RoleEditor
        key={role.id}
        role={role}
        descriptions={data.permissionDescriptions}
        holders={data.staff?.filter(({ active, heldRole }) => active && heldRole?.id === role.id)}
        onChanged={async () => void (await refetch())}
      />
    </>
  );
}
