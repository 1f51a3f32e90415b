import { Button, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../components/chip.tsx";
import type { Description } from "./role-editor.tsx";
import { valueIn, type RoleValues } from "./role-values.ts";
import { useRoleWords } from "./role-words.ts";
import styles from "./roles.module.css";

type SaveRoleDialogProps = {
  open: boolean;
  before: RoleValues;
  changes: RoleValues;
  descriptions: readonly Description[];
  staffCount: number;
  saving: boolean;
  errors: ReactNode;
  onSave: () => void;
  onClose: () => void;
};

/** Every difference once more before it counts: a scope that slipped is seen here. */
export function SaveRoleDialog(props: SaveRoleDialogProps): ReactNode {
  const { t } = useTranslation();
  const words = useRoleWords(props.descriptions);
  return (
    <Modal
      title={t("roles.save.title")}
      open={props.open}
      onCancel={props.onClose}
      width={640}
      destroyOnHidden
      footer={
        <>
          <Button onClick={props.onClose}>{t("roles.save.back")}</Button>
          <Button type="primary" loading={props.saving} onClick={props.onSave}>
            {t("roles.save.submit")}
          </Button>
        </>
      }
    >
      <p>
        {props.staffCount > 0 ? t("roles.save.holders", { count: props.staffCount }) : t("roles.save.nobody")}
      </p>
      <table className={`${styles["table"]} ${styles["differences"]}`}>
        <caption className="visually-hidden">{t("roles.save.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("roles.save.what")}</th>
            <th scope="col">{t("roles.save.before")}</th>
            <th scope="col">{t("roles.save.after")}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(props.changes).map(([key, after]) => {
            const before = valueIn(props.before, key);
            const wider = words.isWider(before, after);
            return (
              <tr key={key}>
                <th scope="row">{words.label(key)}</th>
                <td>
                  <del>{words.value(key, before)}</del>
                </td>
                <td>
                  <ins>{words.value(key, after)}</ins>{" "}
                  {wider === undefined ? null : (
                    <Chip tone={wider ? "warn" : "quiet"}>
                      {wider ? t("roles.save.wider") : t("roles.save.narrower")}
                    </Chip>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {props.errors}
    </Modal>
  );
}
