import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { KeyPurpose } from "../../platform/keyring.ts";
import { DateTimeScalar } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";

export enum DataKeyState {
  PENDING = "PENDING",
  ACTIVE = "ACTIVE",
  RETIRING = "RETIRING",
  DESTROYED = "DESTROYED",
}

registerEnumType(DataKeyState, {
  name: "DataKeyState",
  description: "What a data key is used for at the moment 数据密钥状态.",
  valuesConfig: {
    PENDING: { description: "Made, and used as soon as every server has read it 即将启用." },
    ACTIVE: { description: "Values are sealed and read with it 使用中." },
    RETIRING: { description: "Only read with: a newer key took its place 停用中." },
    DESTROYED: { description: "Gone for good; nothing was sealed with it any more 已销毁." },
  },
});

registerEnumType(KeyPurpose, {
  name: "DataKeyPurpose",
  description: "What a data key is for 数据密钥用途.",
  valuesConfig: {
    FIELD: { description: "Encrypts personal values, files and photographs 加密个人信息." },
    BLIND: { description: "Makes the keyed hashes that exact search goes by 生成检索用的密钥散列." },
    SESSION: { description: "Signs the sessions of staff 签署登录会话." },
    CHAIN: { description: "Signs the seals of the change log 签署变更记录的封存链." },
  },
});

@ObjectType("DataKey", {
  simpleResolvers: true,
  description:
    "A key that data is encrypted or signed with 数据密钥, itself encrypted by the key file. Never the key itself.",
})
export class DataKeyType {
  @Field(() => Int, { description: "Its number 编号; stands in everything that it encrypted." })
  number!: number;

  @Field(() => KeyPurpose, { description: "What it is for 用途." })
  purpose!: KeyPurpose;

  @Field(() => DataKeyState, { description: "Whether it is in use 状态." })
  state!: DataKeyState;

  @Field(() => DateTimeScalar, { description: "When it was made 生成时间." })
  createdAt!: Moment;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Since when nothing is encrypted with it any more 停用时间; null while anything is.",
  })
  retiredAt!: Moment | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was destroyed 销毁时间; null while it exists.",
  })
  destroyedAt!: Moment | null;
}

@ObjectType("KeyRotation", {
  simpleResolvers: true,
  description: "The latest re-encryption of everything with a new key 密钥更换, by `dossier rotate-keys`.",
})
export class KeyRotationType {
  @Field(() => Int, { description: "Number of the new key 新密钥编号." })
  keyNumber!: number;

  @Field(() => Float, { description: "Values encrypted anew so far 已处理数." })
  done!: number;

  @Field(() => Float, {
    description: "Values that there were when it began 总数; those of the meantime come on top.",
  })
  total!: number;

  @Field(() => DateTimeScalar, { description: "When it began 开始时间." })
  startedAt!: Moment;

  @Field(() => DateTimeScalar, {
    description:
      "When it last went on 最近进展时间; long ago and not finished means that it was interrupted.",
  })
  movedAt!: Moment;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was finished 完成时间; null before." })
  finishedAt!: Moment | null;
}
