import { QRCode } from "antd";
import type { ReactNode } from "react";

/** The picture that an authenticator app reads; dark on light in either theme, or cameras do not read it. */
export function AuthenticatorPicture({ uri }: { uri: string }): ReactNode {
  return <QRCode type="svg" value={uri} size={184} color="#000000" bgColor="#ffffff" errorLevel="M" />;
}
