import { EditOutlined, UndoOutlined } from "@ant-design/icons";
import { useApolloClient } from "@apollo/client/react";
import { Button, Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../components/chip.tsx";
import { DateTimeText } from "../../components/date-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { announce } from "../../lib/notices.ts";
import { refreshCustomer } from "../../lib/refresh-customer.ts";
import { useCommand } from "../../lib/use-command.ts";
import styles from "./orders.module.css";
import { reviewFragment } from "./review-fragment.ts";
import type { ReviewOnFile } from "./review-values.ts";

const withdrawReview = graphql(`
  mutation WithdrawReview($input: WithdrawReviewInput!) {
    withdrawReview(input: $input) {
      review {
        id
        version
      }
      errors {
        message
      }
    }
  }
`);

const restoreReview = graphql(`
  mutation RestoreReview($input: RestoreReviewInput!) {
    restoreReview(input: $input) {
      review {
        id
        version
      }
      errors {
        message
      }
    }
  }
`);

export function ReviewLine(props: {
  customerId: string;
  review: FragmentType<typeof reviewFragment>;
  onEdit: (review: ReviewOnFile) => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const review = readFragment(reviewFragment, props.review);
  const withdrawing = useCommand(withdrawReview);
  const restoring = useCommand(restoreReview);

  const restore = async (expectedVersion: number): Promise<void> => {
    const answer = await restoring.run({ input: { reviewId: review.id, expectedVersion } });
    if (!answer) return;
    const [refusal] = answer.restoreReview.errors;
    if (refusal) announce({ kind: "warning", text: refusal.message });
    else announce({ kind: "success", text: t("orders.review.restored") });
    await refreshCustomer(client, props.customerId);
  };
  const withdraw = async (): Promise<void> => {
    const answer = await withdrawing.run({ input: { reviewId: review.id, expectedVersion: review.version } });
    if (!answer) return;
    const { review: gone, errors } = answer.withdrawReview;
    for (const error of errors) announce({ kind: "error", text: error.message });
    if (gone && errors.length === 0)
      announce({
        kind: "success",
        text: t("orders.review.withdrawn"),
        action: { label: t("card.edit.undo"), run: () => void restore(gone.version) },
        seconds: 10,
      });
    await refreshCustomer(client, props.customerId);
  };

  const parts: readonly (readonly [string, string | null | undefined])[] = [
    [
      t("orders.review.field.promotionInterest"),
      review.promotionInterest && t(`orders.review.interest.${review.promotionInterest}`),
    ],
    [t("orders.review.field.purchaseInclination"), review.purchaseInclination],
    [t("orders.review.field.needs"), review.needs],
  ];
  const said = parts.filter(([, text]) => text);
  return (
    <li className={styles["order"]}>
      <div className={styles["review-head"]}>
        <span>
          {review.satisfaction ? (
            <span
              className={styles["stars"]}
              role="img"
              aria-label={t("orders.review.satisfied", { stars: review.satisfaction })}
            >
              {"★".repeat(review.satisfaction)}
              {"☆".repeat(5 - review.satisfaction)}
            </span>
          ) : null}{" "}
          <Chip tone="quiet">{t(`orders.review.source.${review.source}`)}</Chip>
          {review.withdrawnAt ? <Chip tone="warn">{t("orders.review.isWithdrawn")}</Chip> : null}
        </span>
        <DateTimeText value={review.happenedAt} />
      </div>
      {review.opinions ? <p className={styles["said"]}>{review.opinions}</p> : null}
      {said.length > 0 ? (
        <dl className={styles["parts"]}>
          {said.map(([name, text]) => (
            <div key={name} className={styles["part"]}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <div className={styles["order-foot"]}>
        {review.order ? <span className="figures">{review.order.number}</span> : null}
        {review.channel ? <span>{review.channel.name}</span> : null}
        <span>{review.recordedBy?.name ?? t("card.system")}</span>
        <span className={styles["spring"]} />
        {review.viewerCanEdit && !review.withdrawnAt ? (
          <Tooltip title={t("orders.review.edit")}>
            <Button
              type="text"
              size="small"
              icon={<EditOutlined />}
              aria-label={t("orders.review.edit")}
              onClick={() => props.onEdit(review)}
            />
          </Tooltip>
        ) : null}
        {review.viewerCanWithdraw ? (
          <Button
            type="text"
            size="small"
            icon={<UndoOutlined aria-hidden />}
            loading={withdrawing.running || restoring.running}
            onClick={() => void (review.withdrawnAt ? restore(review.version) : withdraw())}
          >
            {t(review.withdrawnAt ? "orders.review.restore" : "orders.review.withdraw")}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
