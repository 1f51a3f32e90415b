import { Input } from "antd";
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from "graphql";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { Chip } from "../../components/chip.tsx";
import { findInSchema } from "./find-in-schema.ts";
import styles from "./schema-docs.module.css";

const ROOTS = ["Query", "Mutation", "Subscription"] as const;

/** What the API knows, type by type. The type shown stands in the address, so that it can be passed on. */
export function SchemaDocs({ schema }: { schema: GraphQLSchema }): ReactNode {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const [search, setSearch] = useState("");
  const name = address.get("type") ?? "Query";
  const type = schema.getType(name);
  return (
    <section className={styles["docs"]} aria-labelledby="schema-docs">
      <h2 id="schema-docs">{t("explorer.docs.title")}</h2>
      <Input.Search
        aria-label={t("explorer.docs.search")}
        placeholder={t("explorer.docs.search")}
        allowClear
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {search.trim() === "" ? (
        <>
          <nav className={styles["roots"]} aria-label={t("explorer.docs.title")}>
            {ROOTS.filter((root) => schema.getType(root)).map((root) => (
              <TypeLink key={root} name={root} />
            ))}
          </nav>
          {type ? <TypeDocs schema={schema} type={type} /> : <p>{t("explorer.docs.unknown", { name })}</p>}
        </>
      ) : (
        <Found schema={schema} search={search} onChosen={() => setSearch("")} />
      )}
    </section>
  );
}

function Found(props: { schema: GraphQLSchema; search: string; onChosen: () => void }): ReactNode {
  const { t } = useTranslation();
  const found = findInSchema(props.schema, props.search);
  return (
    <>
      <p className="quiet" role="status">
        {found.length === 0 ? t("explorer.docs.none") : t("explorer.docs.found", { count: found.length })}
      </p>
      <ul className={styles["found"]}>
        {found.map(({ type, field }) => (
          <li key={`${type}.${field ?? ""}`}>
            <TypeLink name={type} onClick={props.onChosen} />
            {field === null ? null : <code>.{field}</code>}
          </li>
        ))}
      </ul>
    </>
  );
}

function TypeDocs({ schema, type }: { schema: GraphQLSchema; type: GraphQLNamedType }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <h3 className={styles["name"]}>
        <code>{type.name}</code> <Chip tone="quiet">{kindOf(type)}</Chip>
      </h3>
      <Words text={type.description} />
      {isObjectType(type) && type.getInterfaces().length > 0 ? (
        <TypeLinks title={t("explorer.docs.implements")} types={type.getInterfaces()} />
      ) : null}
      {isAbstractType(type) ? (
        <TypeLinks title={t("explorer.docs.possible")} types={schema.getPossibleTypes(type)} />
      ) : null}
      {isObjectType(type) || isInterfaceType(type) ? (
        <Members title={t("explorer.docs.fields")}>
          {Object.values(type.getFields()).map((field) => (
            <FieldDocs key={field.name} field={field} />
          ))}
        </Members>
      ) : null}
      {isInputObjectType(type) ? (
        <Members title={t("explorer.docs.inputFields")}>
          {Object.values(type.getFields()).map((field) => (
            <InputDocs key={field.name} input={field} />
          ))}
        </Members>
      ) : null}
      {isEnumType(type) ? (
        <Members title={t("explorer.docs.values")}>
          {type.getValues().map((value) => (
            <li key={value.name}>
              <code>{value.name}</code>
              <Words text={value.description} deprecated={value.deprecationReason} />
            </li>
          ))}
        </Members>
      ) : null}
    </>
  );
}

function FieldDocs({ field }: { field: GraphQLField<unknown, unknown> }): ReactNode {
  const { t } = useTranslation();
  return (
    <li>
      <code>{field.name}</code>: <TypeName type={field.type} />
      <Words text={field.description} deprecated={field.deprecationReason} />
      {field.args.length > 0 ? (
        <ul className={styles["arguments"]} aria-label={t("explorer.docs.arguments")}>
          {field.args.map((argument) => (
            <InputDocs key={argument.name} input={argument} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function InputDocs({ input }: { input: GraphQLArgument | GraphQLInputField }): ReactNode {
  const preset = input.defaultValue === undefined ? "" : ` = ${JSON.stringify(input.defaultValue)}`;
  return (
    <li>
      <code>{input.name}</code>: <TypeName type={input.type} />
      <code>{preset}</code>
      <Words text={input.description} deprecated={input.deprecationReason} />
    </li>
  );
}

function Members({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <>
      <h4>{title}</h4>
      <ul className={styles["members"]}>{children}</ul>
    </>
  );
}

function TypeLinks({ title, types }: { title: string; types: readonly GraphQLNamedType[] }): ReactNode {
  return (
    <p>
      {title}:{" "}
      {types.map(({ name }, place) => (
        <span key={name}>
          {place > 0 ? ", " : null}
          <TypeLink name={name} />
        </span>
      ))}
    </p>
  );
}

/** `[Customer!]!` with its name as a link. */
function TypeName({ type }: { type: GraphQLType }): ReactNode {
  const { name } = getNamedType(type);
  const [before = "", after = ""] = String(type).split(name);
  return (
    <code>
      {before}
      <TypeLink name={name} />
      {after}
    </code>
  );
}

function TypeLink({ name, onClick }: { name: string; onClick?: () => void }): ReactNode {
  return (
    <Link to={{ search: `?type=${name}` }} {...(onClick ? { onClick } : {})}>
      <code>{name}</code>
    </Link>
  );
}

function Words(props: {
  text?: string | null | undefined;
  deprecated?: string | null | undefined;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {props.text ? <p className={styles["words"]}>{props.text}</p> : null}
      {props.deprecated ? (
        <p className={styles["words"]}>{t("explorer.docs.deprecated", { reason: props.deprecated })}</p>
      ) : null}
    </>
  );
}

function kindOf(type: GraphQLNamedType): string {
  if (isEnumType(type)) return "enum";
  if (isInputObjectType(type)) return "input";
  if (isInterfaceType(type)) return "interface";
  if (isObjectType(type)) return "type";
  return isScalarType(type) ? "scalar" : "union";
}
