import { App, Button } from "antd";
import { useEffect } from "react";
import { onNotice } from "../lib/notices.ts";

let lastKey = 0;

/** Shows what `announce()` is given, in a corner, and reads it out. */
export function Notices(): null {
  const { notification } = App.useApp();
  useEffect(
    () =>
      onNotice((notice) => {
        const key = notice.name ?? `notice-${++lastKey}`;
        const { action } = notice;
        notification.open({
          key,
          type: notice.kind,
          title: notice.text,
          description: notice.detail,
          placement: "bottomRight",
          duration: notice.seconds ?? (notice.kind === "error" ? 12 : 5),
          showProgress: action !== undefined,
          pauseOnHover: true,
          role: notice.kind === "error" ? "alert" : "status",
          actions: action ? (
            <Button
              size="small"
              onClick={() => {
                notification.destroy(key);
                action.run();
              }}
            >
              {action.label}
            </Button>
          ) : undefined,
        });
      }),
    [notification],
  );
  return null;
}
