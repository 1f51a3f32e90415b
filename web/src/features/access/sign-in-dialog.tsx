import { useApolloClient } from "@apollo/client/react";
import { Modal } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../../gql/index.ts";
import { sessionFound } from "../../lib/session.ts";
import type { Assurance } from "../../lib/sign-in.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { SecondStep } from "./second-step.tsx";
import { SignInForm } from "./sign-in-form.tsx";

const whoSignedIn = graphql(`
  query WhoSignedIn {
    me {
      assurance
      staff {
        id
      }
    }
  }
`);

type Step = Assurance | "LOOKING" | "SIGNED_OUT";

/**
 * Over the page when the session ends during work, so that what was being written stays. A session that only has a new
 * token, because of a step-up in another window, goes on without a word.
 */
export function SignInDialog(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const client = useApolloClient();
  const [step, setStep] = useState<Step>("LOOKING");
  const [password, setPassword] = useState<string>();
  const looked = useRef(false);

  const look = async (): Promise<void> => {
    const { data } = await client.query({ query: whoSignedIn, fetchPolicy: "no-cache" });
    const me = data?.me;
    if (!me) return setStep("SIGNED_OUT");
    // Another person must not see what this page still holds.
    if (me.staff.id !== viewer.staff.id) return window.location.reload();
    if (me.assurance !== "FULL") return setStep(me.assurance);
    sessionFound();
    await client.refetchQueries({ include: "active" });
  };
  useEffect(() => {
    if (looked.current) return;
    looked.current = true;
    look().catch(() => setStep("SIGNED_OUT"));
  });

  if (step === "LOOKING" || step === "FULL") return null;
  return (
    <Modal
      title={t(step === "SIGNED_OUT" ? "access.signIn.again" : `access.secondFactor.title.${step}`)}
      open
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={400}
      destroyOnHidden
    >
      {step === "SIGNED_OUT" ? (
        <>
          <p className="quiet">{t("access.signIn.againText")}</p>
          <SignInForm
            email={viewer.staff.email}
            onSignedIn={(assurance, typed) => {
              setPassword(typed);
              if (assurance === "FULL") void look();
              else setStep(assurance);
            }}
          />
        </>
      ) : (
        <SecondStep assurance={step} password={password} onDone={() => void look()} />
      )}
    </Modal>
  );
}
