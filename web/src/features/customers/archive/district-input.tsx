import { useApolloClient } from "@apollo/client/react";
import { Cascader } from "antd";
import { useState, type ReactNode } from "react";
import type { FieldValue } from "./archive-values.ts";
import { districtsQuery } from "./districts-query.ts";

type District = { value: string; label: string; isLeaf: boolean; children?: District[] };

type DistrictInputProps = {
  id?: string;
  placeholder?: string;
  onFile: FieldValue;
  value: string;
  onChange: (code: string | null) => void;
};

/** Province, city, district: each list is fetched when it is opened. Any of the three may be where one stops. */
export function DistrictInput({ onFile, value, onChange, ...props }: DistrictInputProps): ReactNode {
  const client = useApolloClient();
  const [provinces, setProvinces] = useState<District[]>([]);
  const [path, setPath] = useState<string[]>([]);

  const partsOf = async (within: string | null): Promise<District[]> => {
    const { data } = await client.query({ query: districtsQuery, variables: { within } });
    return (data?.districts ?? []).map(({ code, name, hasParts }) => ({
      value: code,
      label: name,
      isLeaf: !hasParts,
    }));
  };
  const fill = async (within: string): Promise<void> => {
    const children = await partsOf(within);
    setProvinces((known) => withParts(known, within, children));
  };
  const nameOnFile =
    typeof onFile === "object" && onFile !== null && "fullName" in onFile && onFile.code === value
      ? onFile.fullName
      : undefined;

  return (
    <Cascader
      {...props}
      changeOnSelect
      allowClear
      options={provinces}
      value={path.at(-1) === value ? path : value ? [value] : []}
      displayRender={(labels) => (path.at(-1) === value ? labels.join(" ") : (nameOnFile ?? value))}
      onOpenChange={(open) => {
        if (open && provinces.length === 0) void partsOf(null).then(setProvinces);
      }}
      loadData={(opened) => {
        const last = opened.at(-1);
        if (!last) return;
        void fill(last.value);
      }}
      onChange={(chosen) => {
        const codes = (chosen ?? []).map(String);
        setPath(codes);
        onChange(codes.at(-1) ?? null);
      }}
    />
  );
}

function withParts(list: readonly District[], code: string, children: District[]): District[] {
  return list.map((district) => {
    if (district.value === code) return { ...district, children };
    return district.children
      ? { ...district, children: withParts(district.children, code, children) }
      : district;
  });
}
