import { Alert } from "antd";
import type { ReactNode } from "react";
import type { UserErrorValue } from "./user-errors.ts";

/** Refusals that belong to no field. */
export function UserErrors({ errors }: { errors: readonly UserErrorValue[] }): ReactNode {
  if (errors.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={errors.map((error) => (
        <div key={`${error.code} ${error.path.join(".")}`}>{error.message}</div>
      ))}
      style={{ marginBottom: 16 }}
    />
  );
}
