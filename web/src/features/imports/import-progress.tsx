import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProgressWithRate } from "../../components/progress-with-rate.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { isMoving } from "./import-states.ts";

export const importProgress = graphql(`
  fragment ImportProgress_Import on Import {
    id
    state
    progress {
      rowsDone
      rowsTotal
      rowsPerSecond
      secondsLeft
    }
  }
`);

export function ImportProgress(props: { import: FragmentType<typeof importProgress> }): ReactNode {
  const { t } = useTranslation();
  const { state, progress } = readFragment(importProgress, props.import);
  if (!isMoving(state)) return null;
  return (
    <ProgressWithRate
      label={t(`imports.progress.${state}`)}
      rowsDone={progress.rowsDone}
      rowsTotal={progress.rowsTotal ?? null}
      rowsPerSecond={progress.rowsPerSecond ?? null}
      secondsLeft={progress.secondsLeft ?? null}
    />
  );
}
