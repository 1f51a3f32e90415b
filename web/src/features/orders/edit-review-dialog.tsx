import { useApolloClient } from "@apollo/client/react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DateTimeText } from "../../components/date-text.tsx";
import { MaskedText } from "../../components/masked-text.tsx";
import { graphql, readFragment } from "../../gql/index.ts";
import { refreshCustomer } from "../../lib/refresh-customer.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useCustomerChoices } from "../customers/forms/customer-choices.ts";
import { EditForm } from "../customers/forms/edit-form.tsx";
import { FormDialog } from "../customers/forms/form-dialog.tsx";
import { ReviewFields } from "./review-fields.tsx";
import { reviewFragment } from "./review-fragment.ts";
import {
  changedReview,
  reviewBefore,
  reviewDetails,
  valuesOfReview,
  type ReviewChanges,
  type ReviewFormValues,
  type ReviewOnFile,
} from "./review-values.ts";

const editReview = graphql(`
  mutation EditReview($input: EditReviewInput!) {
    editReview(input: $input) {
      review {
        ...ReviewLine_Review
        customer {
          id
          satisfaction
        }
      }
      conflicts {
        ...ConflictLine_FieldConflict
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

type EditReviewDialogProps = { customerId: string; review: ReviewOnFile | undefined; onClose: () => void };

export function EditReviewDialog({ customerId, review, onClose }: EditReviewDialogProps): ReactNode {
  const { t } = useTranslation();
  const [saving, setSaving] = useState(false);
  return (
    <FormDialog
      title={t("orders.review.edit")}
      open={review !== undefined}
      formId="edit-review"
      saving={saving}
      onClose={onClose}
    >
      {review ? (
        <EditReviewForm customerId={customerId} review={review} onClose={onClose} onSaving={setSaving} />
      ) : null}
    </FormDialog>
  );
}

function EditReviewForm(props: {
  customerId: string;
  review: ReviewOnFile;
  onClose: () => void;
  onSaving: (saving: boolean) => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const words = useReviewWords();
  const { run } = useCommand(editReview);
  const { id } = props.review;
  return (
    <EditForm<ReviewFormValues, ReviewChanges, ReviewOnFile>
      id="edit-review"
      record={props.review}
      valuesOf={valuesOfReview}
      changesTo={changedReview}
      before={reviewBefore}
      send={async (changes, expectedVersion) => {
        const answer = await run({ input: { ...changes, reviewId: id, expectedVersion } });
        if (!answer) return undefined;
        const { review, conflicts, errors } = answer.editReview;
        return { record: readFragment(reviewFragment, review), conflicts, errors };
      }}
      saved={() => t("orders.review.edited")}
      label={words.label}
      show={{
        onFile: (field, review) => words.value(field, reviewDetails(valuesOfReview(review))),
        changed: words.value,
      }}
      onClose={props.onClose}
      onSaving={props.onSaving}
      onChanged={() => refreshCustomer(client, props.customerId)}
    >
      {() => <ReviewFields customerId={props.customerId} />}
    </EditForm>
  );
}

const fields = [
  "source",
  "happenedAt",
  "satisfaction",
  "opinions",
  "promotionInterest",
  "purchaseInclination",
  "needs",
  "orderId",
] as const;

/** What the fields and values of a review are called in the reader's language. */
function useReviewWords(): {
  label: (field: string) => string;
  value: (field: string, details: ReviewChanges) => ReactNode;
} {
  const { t } = useTranslation();
  const { channels } = useCustomerChoices();
  const plain = (text: string | null | undefined): ReactNode => (
    <MaskedText value={text ? { state: "CLEAR", text } : { state: "EMPTY" }} />
  );
  return {
    label: (field) => {
      if (field === "channelId") return t("orders.field.channelId");
      const known = fields.find((candidate) => candidate === field);
      return known ? t(`orders.review.field.${known}`) : field;
    },
    value: (field, details) => {
      switch (field) {
        case "source":
          return plain(details.source && t(`orders.review.source.${details.source}`));
        case "happenedAt":
          return details.happenedAt ? <DateTimeText value={details.happenedAt} /> : plain(null);
        case "satisfaction":
          return plain(details.satisfaction ? String(details.satisfaction) : null);
        case "promotionInterest":
          return plain(details.promotionInterest && t(`orders.review.interest.${details.promotionInterest}`));
        case "channelId":
          return plain(channels.find(({ id }) => id === details.channelId)?.name);
        case "opinions":
        case "purchaseInclination":
        case "needs":
          return plain(details[field]);
        default:
          return null;
      }
    },
  };
}
