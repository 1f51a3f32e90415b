import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { graphql } from "../../gql/index.ts";
import { QueryError } from "../../shell/query-error.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import { AddStaffDialog } from "./add-staff-dialog.tsx";
import { HandOverList } from "./hand-over-list.tsx";
import { StaffRow } from "./staff-row.tsx";
import styles from "./staff-page.module.css";
import { useChangeTeam } from "./staff-team.tsx";
import { TeamDialog, type Team } from "./team-dialog.tsx";
import { TeamList } from "./team-list.tsx";
import { TemporaryPasswordDialog, type TemporaryPassword } from "./temporary-password-dialog.tsx";

// Its script comes when somebody leaves.
const HandOverDialog = lazy(async () => ({
  default: (await import("./hand-over-dialog.tsx")).HandOverDialog,
}));

const staffQuery = graphql(`
  query Staff($roles: Boolean!, $teams: Boolean!) {
    staff {
      id
      name
      version
      active
      team {
        id
        name
      }
      ...StaffRow_StaffMember
    }
    teams @include(if: $teams) {
      id
      name
      department {
        id
      }
    }
    departments @include(if: $teams) {
      id
      name
    }
    roles @include(if: $roles) {
      id
      name
      code
      description
    }
  }
`);

/** Who works here, what each may do, and the way back in for whoever is locked out. */
export function StaffPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [address, setAddress] = useSearchParams();
  const [password, setPassword] = useState<TemporaryPassword>();
  const { data, error, refetch } = useQuery(staffQuery, {
    variables: { roles: viewer.may("role:list"), teams: viewer.may("team:list") },
    fetchPolicy: "cache-and-network",
  });

  const adding = address.get("new") === "staff";
  const showAdding = (wanted: boolean): void =>
    setAddress(wanted ? { new: "staff" } : {}, { replace: !wanted });

  const change = useChangeTeam();
  const teams = data?.teams ?? [];
  const addingTeam = address.get("new") === "team";
  const renamed = teams.find(({ id }) => id === address.get("team"));
  const department = data?.departments?.find(({ id }) => id === address.get("department"));
  const leaving = data?.staff.find(({ id }) => id === address.get("handOver"));
  const closeTeam = (): void => setAddress({}, { replace: true });
  const teamSaved = async (team: Team): Promise<void> => {
    closeTeam();
    const member = data?.staff.find(({ id }) => id === address.get("for"));
    if (addingTeam && member) await change.run({ ...member, team: member.team ?? null }, team);
    await refetch();
  };

  return (
    <>
      <PageHeader
        title={t("access.staff.title")}
        actions={
          viewer.may("staff:add") ? (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => showAdding(true)}>
              {t("access.staff.add")}
            </Button>
          ) : null
        }
      >
        {t("access.staff.lead")}
        <div className={styles["links"]}>
          {viewer.may("role:list") ? <Link to="/roles">{t("shell.nav.roles")}</Link> : null}
          {viewer.may("change:list") ? <Link to="/change-log">{t("shell.nav.changeLog")}</Link> : null}
          {viewer.may("change:listReveals") ? <Link to="/reveals">{t("shell.nav.reveals")}</Link> : null}
          {viewer.may("apiKey:list") ? <Link to="/api-keys">{t("access.apiKeys.forPrograms")}</Link> : null}
        </div>
      </PageHeader>
      {error && !data ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton active paragraph={{ rows: 6 }} />
      ) : (
        <div className={styles["scroll"]}>
          <table className={styles["table"]}>
            <caption className="visually-hidden">{t("access.staff.title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("access.staff.person")}</th>
                <th scope="col">{t("access.staff.role")}</th>
                <th scope="col">{t("access.team.column")}</th>
                <th scope="col">{t("access.secondFactor.heading")}</th>
                <th scope="col">{t("access.staff.lastSignedIn")}</th>
                <th scope="col">
                  <span className="visually-hidden">{t("access.staff.actions")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.staff.map((member) => (
                <StaffRow
                  key={member.id}
                  member={member}
                  teams={teams}
                  roles={data.roles ?? []}
                  onHandOver={(staffId) => setAddress({ handOver: staffId })}
                  onPassword={setPassword}
                  onNewTeam={(staffId) => setAddress({ new: "team", for: staffId })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {viewer.may("staff:handOver") ? <HandOverList /> : null}
      {data?.teams ? (
        <TeamList
          teams={data.teams}
          departments={data.departments ?? []}
          sizes={sizesOf(data.staff)}
          onAdd={() => setAddress({ new: "team" })}
          onRename={(team) => setAddress({ team: team.id })}
          onAddDepartment={() => setAddress({ new: "department" })}
          onRenameDepartment={(department) => setAddress({ department: department.id })}
        />
      ) : null}
      <TeamDialog
        open={(addingTeam && viewer.may("team:add")) || (renamed !== undefined && viewer.may("team:rename"))}
        team={renamed}
        onClose={closeTeam}
        onSaved={(team) => void teamSaved(team)}
      />
      <TeamDialog
        kind="department"
        open={
          (address.get("new") === "department" && viewer.may("department:add")) ||
          (department !== undefined && viewer.may("department:rename"))
        }
        team={department}
        onClose={closeTeam}
        onSaved={() => {
          closeTeam();
          void refetch();
        }}
      />
      <AddStaffDialog
        open={adding && data !== undefined && viewer.may("staff:add")}
        roles={data?.roles ?? []}
        onClose={() => showAdding(false)}
        onAdded={(given) => {
          showAdding(false);
          setPassword(given);
          void refetch();
        }}
      />
      {leaving && viewer.may("staff:handOver") ? (
        <Suspense>
          <HandOverDialog
            member={leaving}
            staff={data?.staff ?? []}
            teams={teams}
            onClose={() => setAddress({}, { replace: true })}
          />
        </Suspense>
      ) : null}
      <TemporaryPasswordDialog given={password} onClose={() => setPassword(undefined)} />
    </>
  );
}

function sizesOf(staff: readonly { active: boolean; team?: Team | null }[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { active, team } of staff) {
    if (active && team) sizes.set(team.id, (sizes.get(team.id) ?? 0) + 1);
  }
  return sizes;
}
