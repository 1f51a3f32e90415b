import { useApolloClient } from "@apollo/client/react";
import { Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../../gql/index.ts";
import { sessionFound } from "../../lib/session.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { SignInForm } from "./sign-in-form.tsx";

const whoSignedIn = graphql(`
  query WhoSignedIn {
    me {
      staff {
        id
      }
    }
  }
`);

/** Over the page when the session ends during work, so that what was being written stays. */
export function SignInDialog(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const client = useApolloClient();

  const goOn = async (): Promise<void> => {
    const { data } = await client.query({ query: whoSignedIn, fetchPolicy: "no-cache" });
    if (data?.me?.staff.id !== viewer.staff.id) {
      // Another person must not see what this page still holds.
      window.location.reload();
      return;
    }
    sessionFound();
    await client.refetchQueries({ include: "active" });
  };

  return (
    <Modal
      title={t("access.signIn.again")}
      open
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={400}
      destroyOnHidden
    >
      <p className="quiet">{t("access.signIn.againText")}</p>
      <SignInForm email={viewer.staff.email} onSignedIn={() => void goOn()} />
    </Modal>
  );
}
