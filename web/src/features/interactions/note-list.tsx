import { MessageOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/empty-state.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { LoadMore } from "../customers/card/load-more.tsx";
import { useLoadMore } from "../customers/card/use-load-more.ts";
import styles from "./interactions.module.css";
import { NoteLine } from "./note-line.tsx";

export const noteList = graphql(`
  fragment NoteList_Customer on Customer {
    id
    notes(first: 20) {
      nodes {
        id
        ...NoteLine_Note
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const moreNotes = graphql(`
  query MoreNotes($id: ID!, $after: String!) {
    customer(id: $id) {
      id
      notes(first: 50, after: $after) {
        nodes {
          id
          ...NoteLine_Note
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** What was written down about a customer, the latest first. */
export function NoteList(props: { customer: FragmentType<typeof noteList> }): ReactNode {
  const { t } = useTranslation();
  const { id, notes } = readFragment(noteList, props.customer);
  const { more, loading } = useLoadMore(moreNotes, id, notes);
  if (notes.nodes.length === 0) {
    return (
      <EmptyState title={t("interactions.noNotes.title")} icon={<MessageOutlined />}>
        {t("interactions.noNotes.text")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles["notes"]}>
        {notes.nodes.map((note) => (
          <NoteLine key={note.id} customerId={id} note={note} />
        ))}
      </ul>
      <LoadMore more={more} loading={loading} />
    </>
  );
}
