import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ArchiveSection, CustomerKind, FieldSensitivity } from "../../gql/graphql.ts";
import styles from "./custom-fields.module.css";
import { rightsOf, type ChoiceValue } from "./custom-field-values.ts";

export type SectionWords = { section: ArchiveSection; kind: CustomerKind; label: string };
export type RoleName = { id: string; name: string };

const longest = 40;
const kinds = ["INDIVIDUAL", "COMPANY"] as const satisfies readonly CustomerKind[];

type SectionsInputProps = {
  sections: readonly SectionWords[];
  // antd's form gives these.
  id?: string;
  value?: readonly ArchiveSection[];
  onChange?: (sections: ArchiveSection[]) => void;
};

/** Where a field stands: in a section of persons, one of firms, or one of each. */
export function SectionsInput({ sections, id, value = [], onChange }: SectionsInputProps): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles["pair"]}>
      {kinds.map((kind) => {
        const own = sections.filter((section) => section.kind === kind);
        const isOwn = (section: ArchiveSection): boolean => own.some((each) => each.section === section);
        return (
          <Select<ArchiveSection>
            key={kind}
            {...(id && kind === "INDIVIDUAL" ? { id } : {})}
            aria-label={t("archiveSettings.custom.sectionOf", { kind: t(`customers.kind.${kind}`) })}
            placeholder={t("archiveSettings.custom.notOf", { kind: t(`customers.kind.${kind}`) })}
            allowClear
            value={value.find(isOwn) ?? null}
            options={own.map(({ section, label }) => ({
              value: section,
              label: `${t(`customers.kind.${kind}`)} · ${label}`,
            }))}
            onChange={(chosen: ArchiveSection | undefined) =>
              onChange?.([...value.filter((section) => !isOwn(section)), ...(chosen ? [chosen] : [])])
            }
          />
        );
      })}
    </div>
  );
}

/** What may be chosen: named in one or both languages; one that is there is renamed or retired. */
export function ChoicesInput(): ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance<{ choices: ChoiceValue[] }>();
  return (
    <Form.List name="choices">
      {(lines, { add, remove }) => (
        <fieldset className={styles["choices"]}>
          <legend>{t("archiveSettings.custom.choices")}</legend>
          {lines.map(({ key, name }) => {
            const isKnown =
              (form.getFieldValue(["choices", name]) as ChoiceValue | undefined)?.code !== undefined;
            const place = { place: name + 1 };
            return (
              <div key={key} className={styles["choice"]}>
                <Form.Item name={[name, "labelZh"]} noStyle={false}>
                  <Input
                    maxLength={longest}
                    placeholder={t("archiveSettings.custom.chinese")}
                    aria-label={t("archiveSettings.custom.choiceZh", place)}
                  />
                </Form.Item>
                <Form.Item name={[name, "labelEn"]}>
                  <Input
                    maxLength={longest}
                    placeholder={t("archiveSettings.custom.english")}
                    aria-label={t("archiveSettings.custom.choiceEn", place)}
                  />
                </Form.Item>
                {isKnown ? (
                  <Form.Item name={[name, "retired"]} valuePropName="checked">
                    <Checkbox>{t("archiveSettings.custom.retired")}</Checkbox>
                  </Form.Item>
                ) : (
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t("archiveSettings.custom.removeChoice", place)}
                    onClick={() => remove(name)}
                  />
                )}
              </div>
            );
          })}
          <Button
            type="dashed"
            block
            icon={<PlusOutlined aria-hidden />}
            disabled={lines.length >= 100}
            onClick={() => add({ retired: false })}
          >
            {t("archiveSettings.custom.addChoice")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

/** Who sees it: by role, where that is to be another right than the field's protection gives. */
export function RightsInput(props: { roles: readonly RoleName[]; sensitivity: FieldSensitivity }): ReactNode {
  const { t } = useTranslation();
  const { sensitivity } = props;
  return (
    <details className={styles["rights"]} open={sensitivity === "SENSITIVE"}>
      <summary>{t("archiveSettings.custom.rights")}</summary>
      <p className="quiet">{t(`archiveSettings.custom.usual.${sensitivity}`)}</p>
      {props.roles.map(({ id, name }) => (
        <Form.Item key={id} name={["rights", id]} label={name} layout="horizontal" colon={false}>
          <Select
            allowClear
            placeholder={t("archiveSettings.custom.usualRight")}
            options={rightsOf(sensitivity).map((right) => ({
              value: right,
              label: t(
                sensitivity === "PLAIN" && right === "VIEW"
                  ? "archiveSettings.custom.seen"
                  : `archiveSettings.custom.right.${right}`,
              ),
            }))}
          />
        </Form.Item>
      ))}
    </details>
  );
}
