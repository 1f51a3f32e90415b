import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../customers/forms/form-dialog.tsx";
import { ChooseCustomer, type ChosenCustomer } from "./choose-customer.tsx";
import { FileComplaintForm } from "./file-complaint-form.tsx";

type FileComplaintDialogProps = {
  /** Whose complaint it is; chosen here first when nobody is given. */
  customer?: ChosenCustomer;
  onClose: () => void;
  onFiled?: (number: string) => void;
};

/** Takes a complaint down: the words, one click for the category, and it is filed. */
export function FileComplaintDialog({ customer, onClose, onFiled }: FileComplaintDialogProps): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(customer);
  const [saving, setSaving] = useState(false);
  return (
    <FormDialog
      title={
        chosen ? t("complaints.file.forWhom", { name: chosen.displayName }) : t("complaints.file.customer")
      }
      open
      formId="file-complaint"
      saving={saving}
      saveLabel={t("complaints.file.save")}
      disabled={!chosen}
      onClose={onClose}
    >
      {chosen ? (
        <FileComplaintForm
          key={chosen.id}
          customer={chosen}
          onOther={customer ? undefined : () => setChosen(undefined)}
          onSaving={setSaving}
          onClose={onClose}
          onFiled={onFiled}
        />
      ) : (
        <ChooseCustomer onChoose={setChosen} />
      )}
    </FormDialog>
  );
}
