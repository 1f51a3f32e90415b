import { useApolloClient } from "@apollo/client/react";
import { Form } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UserErrors } from "../../../components/user-errors-alert.tsx";
import { showUserErrors, type UserErrorValue } from "../../../components/user-errors.ts";
import { graphql } from "../../../gql/index.ts";
import type { CreateCustomerInput } from "../../../gql/graphql.ts";
import { announce } from "../../../lib/notices.ts";
import { randomKey } from "../../../lib/random-key.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { CustomerFields } from "../forms/customer-fields.tsx";
import type { CustomerFormValues } from "../forms/customer-values.ts";
import { DraftNote } from "../forms/draft-note.tsx";
import { useDraft } from "../forms/drafts.ts";
import { FormDialog } from "../forms/form-dialog.tsx";
import { SimilarCustomers } from "../forms/similar-customers.tsx";

const createCustomer = graphql(`
  mutation CreateCustomer($input: CreateCustomerInput!) {
    createCustomer(input: $input) {
      customer {
        id
        number
        displayName
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

type CreateCustomerDialogProps = {
  open: boolean;
  onClose: () => void;
  onCreated: (number: string) => void;
};

export function CreateCustomerDialog({ open, onClose, onCreated }: CreateCustomerDialogProps): ReactNode {
  const { t } = useTranslation();
  const { run, running } = useCommand(createCustomer);
  return (
    <FormDialog
      title={t("card.create.title")}
      open={open}
      formId="create-customer"
      saving={running}
      saveLabel={t("card.create.save")}
      onClose={onClose}
    >
      <CreateCustomerForm
        create={async (input) => (await run({ input }))?.createCustomer}
        onCreated={(number) => {
          onClose();
          onCreated(number);
        }}
      />
    </FormDialog>
  );
}

type Created = {
  customer?: { number: string; displayName: string } | null;
  errors: readonly UserErrorValue[];
};

/** What was typed, and the key that makes sending it twice create one customer. */
type CreateDraft = { values: CustomerFormValues; idempotencyKey: string };

function CreateCustomerForm(props: {
  create: (input: CreateCustomerInput) => Promise<Created | undefined>;
  onCreated: (number: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [form] = Form.useForm<CustomerFormValues>();
  const draft = useDraft<CreateDraft>("create-customer");
  const [restored, setRestored] = useState(draft.left !== undefined);
  const [idempotencyKey, setIdempotencyKey] = useState(() => draft.left?.idempotencyKey ?? randomKey());
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);

  const create = async (values: CustomerFormValues): Promise<void> => {
    const answer = await props.create({ ...withoutBlanks(values), idempotencyKey });
    if (!answer) return;
    setHomeless(showUserErrors(form, answer.errors));
    // The first answer was lost on its way: what is sent next is another customer.
    if (answer.errors.length > 0) setIdempotencyKey(randomKey());
    if (!answer.customer || answer.errors.length > 0) return;
    draft.drop();
    client.cache.evict({ id: "ROOT_QUERY", fieldName: "customers" });
    client.cache.gc();
    const { displayName, number } = answer.customer;
    announce({ kind: "success", text: t("card.create.done", { name: displayName }), detail: number });
    props.onCreated(number);
  };

  return (
    <Form
      id="create-customer"
      name="create-customer"
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={draft.left?.values ?? { kind: "INDIVIDUAL" }}
      onValuesChange={(_, values) => draft.keep({ values, idempotencyKey })}
      onFinish={(values) => void create(values)}
    >
      <DraftNote
        shown={restored}
        onDiscard={() => {
          draft.drop();
          form.setFieldsValue({ ...emptyValues, kind: "INDIVIDUAL" });
          setRestored(false);
        }}
      />
      <CustomerFields />
      <SimilarCustomers />
      <UserErrors errors={homeless} />
    </Form>
  );
}

const emptyValues: Partial<CustomerFormValues> = {
  name: "",
  nickname: "",
  phone: "",
  email: "",
  address: "",
  channelId: null,
  memberLevelId: null,
};

function withoutBlanks(values: CustomerFormValues): CreateCustomerInput {
  const given = Object.entries(values).filter(
    ([, value]) => typeof value === "string" && value.trim() !== "",
  );
  return { ...Object.fromEntries(given), kind: values.kind };
}
