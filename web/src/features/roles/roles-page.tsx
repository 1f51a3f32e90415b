import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Chip } from "../../components/chip.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { QueryError } from "../../shell/query-error.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import { NewRoleDialog } from "./new-role-dialog.tsx";
import { rolesQuery } from "./role-commands.ts";
import styles from "./roles.module.css";

/** Every role: what it is for, how many hold it, and the way to what it gives. */
export function RolesPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const { data, error, refetch } = useQuery(rolesQuery, { fetchPolicy: "cache-and-network" });
  return (
    <>
      <PageHeader
        title={t("roles.title")}
        actions={
          viewer.may("role:add") ? (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => setAddress({ new: "role" })}
            >
              {t("roles.add")}
            </Button>
          ) : null
        }
      >
        {t("roles.lead")}
      </PageHeader>
      {error && !data ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton active paragraph={{ rows: 7 }} />
      ) : (
        <table className={styles["table"]}>
          <caption className="visually-hidden">{t("roles.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("roles.name")}</th>
              <th scope="col">{t("roles.heldBy")}</th>
              <th scope="col">{t("roles.secondFactor")}</th>
              <th scope="col">{t("roles.own.revealQuotaShort")}</th>
            </tr>
          </thead>
          <tbody>
            {data.roles.map((role) => (
              <tr key={role.id}>
                <th scope="row">
                  <span className={styles["name"]}>
                    <Link to={`/roles/${role.id}`}>{role.name}</Link>
                    {role.code ? <Chip tone="quiet">{t("roles.builtIn")}</Chip> : null}
                  </span>
                  <span className="quiet">{role.description}</span>
                </th>
                <td>
                  {role.staffCount > 0 ? (
                    t("roles.people", { count: role.staffCount })
                  ) : (
                    <span className="quiet">{t("roles.nobody")}</span>
                  )}
                </td>
                <td>
                  <span className={styles["narrowLabel"]}>{t("roles.secondFactor")} </span>
                  {role.requiresSecondFactor ? (
                    t("roles.required")
                  ) : (
                    <span className="quiet">{t("roles.notRequired")}</span>
                  )}
                </td>
                <td className="figures">
                  <span className={styles["narrowLabel"]}>{t("roles.own.revealQuotaShort")} </span>
                  {role.revealQuota}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <NewRoleDialog
        open={address.get("new") === "role" && viewer.may("role:add")}
        roles={data?.roles ?? []}
        copyOf={address.get("copy") ?? undefined}
        onClose={() => setAddress({}, { replace: true })}
        onAdded={(role) => void navigate(`/roles/${role.id}`, { replace: true })}
      />
    </>
  );
}
