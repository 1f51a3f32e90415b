import { CaretRightOutlined, StopOutlined } from "@ant-design/icons";
import { json } from "@codemirror/lang-json";
import { Alert, Button, Skeleton } from "antd";
import { graphql } from "cm6-graphql";
import type { GraphQLSchema } from "graphql";
import { useMemo, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { createStore, useStore } from "../../lib/store.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { CodeEditor } from "./code-editor.tsx";
import { exampleNames, examples, type Example } from "./examples.ts";
import styles from "./explorer-page.module.css";
import { SchemaDocs } from "./schema-docs.tsx";
import { useRun } from "./use-run.ts";
import { useSchema } from "./use-schema.ts";

// Kept while the tab lives, never stored: variables may hold somebody's phone number.
const written = createStore<Example>(examples.customers);
const jsonLanguage = json();

/** Asks the API as an integrator would, with the reader's own rights, beside the words of the schema. */
export function ExplorerPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  return viewer.may("graph:explore") ? <Explorer /> : <EmptyState title={t("explorer.refused")} />;
}

function Explorer(): ReactNode {
  const { t } = useTranslation();
  const { schema, failed, retry } = useSchema();
  return (
    <>
      <PageHeader title={t("explorer.title")} actions={<KeysLink />}>
        {t("explorer.lead")}
      </PageHeader>
      {schema ? (
        <Workbench schema={schema} />
      ) : failed ? (
        <ErrorState title={t("explorer.unreachable")} onRetry={retry} />
      ) : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </>
  );
}

function KeysLink(): ReactNode {
  const { t } = useTranslation();
  return useViewer().may("apiKey:list") ? <Link to="/api-keys">{t("explorer.keysLink")}</Link> : null;
}

function Workbench({ schema }: { schema: GraphQLSchema }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { operation, variables } = useStore(written);
  const cursor = useRef(0);
  const { answer, running, run, stop } = useRun();
  const language = useMemo(
    () =>
      graphql(schema, {
        onShowInDocs: (_field, type, parentType) => {
          const name = (type ?? parentType)?.replaceAll(/[[\]!]/g, "");
          if (name) void navigate({ search: `?type=${name}` });
        },
      }),
    [schema, navigate],
  );
  const start = (): void => run(written.read(), cursor.current);

  return (
    <div className={styles["page"]}>
      <div className={styles["head"]}>
        <Alert type="warning" showIcon title={t("explorer.real")} />
        <div className={styles["bar"]}>
          {running ? (
            <Button icon={<StopOutlined aria-hidden />} onClick={stop}>
              {t("explorer.stop")}
            </Button>
          ) : (
            <Button type="primary" icon={<CaretRightOutlined aria-hidden />} onClick={start}>
              {t("explorer.run")}
            </Button>
          )}
          <span className="quiet">{t("explorer.keys")}</span>
          <span>{t("explorer.examples")}</span>
          {exampleNames.map((name) => (
            <Button key={name} size="small" onClick={() => written.write(examples[name])}>
              {t(`explorer.example.${name}`)}
            </Button>
          ))}
        </div>
      </div>
      <div className={styles["column"]}>
        <Box title={t("explorer.operation")}>
          <CodeEditor
            label={t("explorer.operation")}
            value={operation}
            language={language}
            onChange={(text, place) => {
              cursor.current = place;
              written.write({ ...written.read(), operation: text });
            }}
            onRun={start}
          />
        </Box>
        <Box title={t("explorer.variables")} size="low">
          <CodeEditor
            label={t("explorer.variables")}
            value={variables}
            language={jsonLanguage}
            onChange={(text) => written.write({ ...written.read(), variables: text })}
            onRun={start}
          />
        </Box>
      </div>
      <div className={styles["column"]}>
        <Box title={t("explorer.answer")} note={answer?.note} size="high">
          {answer ? (
            <CodeEditor label={t("explorer.answer")} value={answer.text} language={jsonLanguage} />
          ) : (
            <p className={styles["nothing"]}>{t("explorer.nothing")}</p>
          )}
        </Box>
      </div>
      <SchemaDocs schema={schema} />
    </div>
  );
}

function Box(props: {
  title: string;
  note?: string | undefined;
  size?: "low" | "high";
  children: ReactNode;
}): ReactNode {
  return (
    <section className={styles["box"]}>
      <h2>
        {props.title}
        <span role="status">{props.note}</span>
      </h2>
      <div className={`${styles["frame"]} ${props.size ? styles[props.size] : ""}`}>{props.children}</div>
    </section>
  );
}
