import { FilterOutlined } from "@ant-design/icons";
import { Button, Tag, Tooltip } from "antd";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { withTexts } from "../../../i18n/language.ts";
import { useListFields } from "../fields/use-list-fields.ts";
import { mostQuestions, type FieldQuestion } from "./field-questions.ts";
import { QuestionWords } from "./question-words.tsx";
import styles from "./ledger.module.css";

const FieldFilterDialog = lazy(async () => ({
  default: (await withTexts(import("./field-filter-dialog.tsx"), "archive")).FieldFilterDialog,
}));

/** Which fields of the archive narrow the list, and the way to one more. */
export function FieldFilters(props: {
  questions: readonly FieldQuestion[];
  onChange: (questions: FieldQuestion[]) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { questions, onChange } = props;
  const [asking, setAsking] = useState<{ question?: FieldQuestion }>();
  const fields = useListFields({ skip: questions.length === 0 && !asking });
  const without = (name: string | undefined) => questions.filter((question) => question.name !== name);
  return (
    <>
      {questions.map((question) => {
        const field = fields?.find(({ name }) => name === question.name);
        if (!fields) return null;
        const words = <QuestionWords question={question} field={field} />;
        return (
          <Tag
            key={question.name}
            className={styles["question"] ?? ""}
            closable
            closeIcon={
              <span
                role="img"
                aria-label={t("ledger.filter.field.remove", {
                  field: field?.label ?? t("ledger.filter.field.unknown"),
                })}
              >
                ×
              </span>
            }
            onClose={(event) => {
              event.preventDefault();
              onChange(without(question.name));
            }}
          >
            {field ? (
              <button type="button" onClick={() => setAsking({ question })}>
                {words}
              </button>
            ) : (
              words
            )}
          </Tag>
        );
      })}
      <Tooltip title={t("ledger.filter.field.add")}>
        <Button
          icon={<FilterOutlined />}
          aria-label={t("ledger.filter.field.add")}
          disabled={questions.length >= mostQuestions}
          onClick={() => setAsking({})}
        />
      </Tooltip>
      {asking && fields ? (
        <Suspense>
          <FieldFilterDialog
            fields={fields}
            question={asking.question}
            onAsk={(question) => {
              onChange([
                ...without(question.name).filter(({ name }) => name !== asking.question?.name),
                question,
              ]);
              setAsking(undefined);
            }}
            onClose={() => setAsking(undefined)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
