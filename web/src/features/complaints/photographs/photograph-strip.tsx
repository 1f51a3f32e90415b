import { useApolloClient } from "@apollo/client/react";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { announce } from "../../../lib/notices.ts";
import { refreshComplaint } from "../../../lib/refresh-complaint.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { mostPhotographs } from "./photograph-picker.tsx";
import { AddTiles, UploadMessages, UploadTile } from "./photograph-tiles.tsx";
import { PhotographViewer } from "./photograph-viewer.tsx";
import styles from "./photographs.module.css";
import { usePhotographIntake } from "./use-photograph-intake.ts";
import { usePhotographUploads } from "./use-photograph-uploads.ts";

const stripFragment = graphql(`
  fragment PhotographStrip_Complaint on Complaint {
    id
    viewerCanEdit
    photographs {
      id
      url
      fileName
      uploadedAt
      uploadedBy {
        id
        name
      }
    }
  }
`);

const addPhotographs = graphql(`
  mutation AddComplaintPhotographs($input: AddComplaintPhotographsInput!) {
    addComplaintPhotographs(input: $input) {
      complaint {
        id
        ...PhotographStrip_Complaint
      }
      errors {
        message
      }
    }
  }
`);

const removePhotograph = graphql(`
  mutation RemoveComplaintPhotograph($input: RemoveComplaintPhotographInput!) {
    removeComplaintPhotograph(input: $input) {
      complaint {
        id
        ...PhotographStrip_Complaint
      }
      errors {
        message
      }
    }
  }
`);

type Refusals = { errors: readonly { message: string }[] } | undefined;

function refused(payload: Refusals): boolean {
  for (const error of payload?.errors ?? []) announce({ kind: "error", text: error.message });
  return payload === undefined || payload.errors.length > 0;
}

/** The photographs of a complaint: looked at one by one, and added or removed by whoever may. */
export function PhotographStrip(props: { complaint: FragmentType<typeof stripFragment> }): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const { id: complaintId, photographs, viewerCanEdit } = readFragment(stripFragment, props.complaint);
  const place = useRef<HTMLDivElement>(null);
  const add = useCommand(addPhotographs);
  const remove = useCommand(removePhotograph);
  const [address, setAddress] = useSearchParams();
  const open = photographs.findIndex(({ id }) => id === address.get("photograph"));

  const show = (id: string | undefined, replace: boolean): void =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before);
        if (id === undefined) after.delete("photograph");
        else after.set("photograph", id);
        return after;
      },
      { replace },
    );

  const room = mostPhotographs - photographs.length;
  const { uploads, take, retry, drop } = usePhotographUploads({
    room,
    most: mostPhotographs,
    onUploaded: async ({ id }) => {
      const answer = await add.run({ input: { complaintId, photographIds: [id] } });
      if (!refused(answer?.addComplaintPhotographs)) await refreshComplaint(client, { complaintId });
    },
  });
  const over = usePhotographIntake(place, take, viewerCanEdit);

  const removeOne = async (photographId: string): Promise<void> => {
    const answer = await remove.run({ input: { complaintId, photographId } });
    if (refused(answer?.removeComplaintPhotograph)) return;
    const neighbour = photographs[open + 1] ?? photographs[open - 1];
    show(neighbour?.id, true);
    announce({ kind: "success", text: t("photographs.removed") });
    await refreshComplaint(client, { complaintId });
  };

  const underway = uploads.filter(({ stage }) => stage !== "refused").length;
  return (
    <div ref={place} className={styles["picker"]} data-over={over}>
      {photographs.length === 0 && !viewerCanEdit ? (
        <p className="quiet">{t("photographs.none")}</p>
      ) : (
        <ul className={styles["tiles"]} aria-label={t("photographs.title")}>
          {photographs.map(({ id, url, fileName }, index) => (
            <li key={id} className={styles["tile"]}>
              <button
                type="button"
                className={styles["open"]}
                aria-label={t("photographs.open", { place: index + 1, name: fileName })}
                onClick={() => show(id, false)}
              >
                <img className={styles["picture"]} src={url} alt="" loading="lazy" decoding="async" />
              </button>
            </li>
          ))}
          {uploads.map((upload) => (
            <UploadTile
              key={upload.key}
              upload={upload}
              onRetry={() => retry(upload.key)}
              onDrop={() => drop(upload.key)}
            />
          ))}
          {viewerCanEdit && underway < room ? <AddTiles onFiles={take} /> : null}
        </ul>
      )}
      <UploadMessages uploads={uploads} />
      {viewerCanEdit ? (
        <p className={styles["hint"]}>
          {over ? t("photographs.drop") : t("photographs.hint", { most: mostPhotographs })}
        </p>
      ) : null}
      <PhotographViewer
        photographs={photographs}
        open={open}
        onShow={(id) => show(id, true)}
        onClose={() => show(undefined, true)}
        onRemove={viewerCanEdit ? removeOne : undefined}
      />
    </div>
  );
}
