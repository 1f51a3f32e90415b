import { Migration } from "@mikro-orm/migrations";

/** The schema of the first release. A contract test holds it against the entities, and `auth` against the sign-in library. */
export class Initial extends Migration {
  override up(): void {
    this.addSql(`
      create table installation (
        id uuid not null primary key,
        key_check bytea not null,
        created_at timestamptz not null default now()
      );

      create function next_number(prefix text, sequence regclass) returns text language sql volatile as $$
        select prefix || lpad(number::text, greatest(6, length(number::text)), '0') from nextval(sequence) as number
      $$;
      create sequence customer_number;
      create sequence order_number;

      create table staff_member (
        id uuid not null primary key,
        version integer not null default 1,
        name text not null,
        email text not null,
        role text not null,
        active boolean not null default true,
        created_at timestamptz not null,
        last_signed_in_at timestamptz null,
        constraint staff_member_email_unique unique (email)
      );

      create table channel (
        id uuid not null primary key,
        code text null,
        kind text not null,
        name_zh text not null,
        name_en text not null,
        position integer not null,
        constraint channel_code_unique unique (code),
        constraint channel_name_zh_unique unique (name_zh)
      );

      create table member_level (
        id uuid not null primary key,
        name text not null,
        rank integer not null,
        constraint member_level_name_unique unique (name)
      );

      create table customer (
        id uuid not null primary key,
        number text not null default next_number('KH-', 'customer_number'),
        version integer not null default 1,
        kind text not null,
        lifecycle text not null default 'POTENTIAL',
        name text null,
        nickname text null,
        channel_id uuid null,
        member_level_id uuid null,
        personal bytea null,
        search_terms text[] not null,
        demo boolean not null default false,
        import_id uuid null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        created_by_id uuid null,
        constraint customer_number_unique unique (number),
        constraint customer_channel_id_foreign foreign key (channel_id) references channel (id) on delete restrict,
        constraint customer_member_level_id_foreign foreign key (member_level_id) references member_level (id) on delete restrict,
        constraint customer_created_by_id_foreign foreign key (created_by_id) references staff_member (id) on delete restrict
      );
      create index customer_search_index on customer using gin (search_terms);
      create index customer_nickname_index on customer (lower(nickname)) where nickname is not null;
      create index customer_import_index on customer (import_id) where import_id is not null;

      create table customer_facts (
        customer_id uuid not null primary key,
        tier text null,
        first_deal_on date null,
        last_deal_on date not null default '-infinity'::date,
        deal_count integer not null default 0,
        total_spent numeric(16,2) not null default 0,
        constraint customer_facts_customer_id_foreign foreign key (customer_id) references customer (id) on update cascade on delete cascade
      );
      create index customer_facts_last_deal_index on customer_facts (last_deal_on desc, customer_id desc);
      create index customer_facts_total_spent_index on customer_facts (total_spent desc, customer_id desc);
      create index customer_facts_tier_index on customer_facts (tier, last_deal_on desc, customer_id desc) where tier is not null;

      create table customer_blind_index (
        kind smallint not null,
        hash bytea not null,
        customer_id uuid not null,
        key_version smallint not null default 1,
        primary key (kind, hash, customer_id),
        constraint customer_blind_index_customer_id_foreign foreign key (customer_id) references customer (id) on delete cascade
      );
      create index customer_blind_index_customer_index on customer_blind_index (customer_id);

      create table external_ref (
        system text not null,
        external_id text not null,
        customer_id uuid not null,
        primary key (system, external_id),
        constraint external_ref_customer_id_foreign foreign key (customer_id) references customer (id) on delete cascade
      );
      create index external_ref_customer_index on external_ref (customer_id);

      create table timeline_entry (
        id uuid not null primary key,
        customer_id uuid not null,
        kind text not null,
        happened_at timestamptz not null,
        subject_id uuid null,
        fields text[] null,
        actor_id uuid null,
        source text not null,
        import_id uuid null,
        constraint timeline_entry_customer_id_foreign foreign key (customer_id) references customer (id) on delete cascade
      );
      create index timeline_entry_customer_index on timeline_entry (customer_id, happened_at desc, id desc);
      create index timeline_entry_import_index on timeline_entry (import_id) where import_id is not null;

      create table change (
        id uuid not null primary key,
        record_type text not null,
        record_id uuid not null,
        record_version integer not null,
        operation text not null,
        field text null,
        fields text[] null,
        old_value text null,
        new_value text null,
        personal bytea null,
        reason text null,
        actor_id uuid null,
        source text not null,
        import_id uuid null,
        request_id text not null,
        at timestamptz not null default now()
      );
      create index change_record_index on change (record_id, id);
      create index change_import_index on change (import_id) where import_id is not null;

      create table idempotency (
        actor_id uuid not null,
        operation text not null,
        key text not null,
        body_hash bytea not null,
        record_id text null,
        created_at timestamptz not null default now(),
        primary key (actor_id, operation, key)
      );

      create table customer_order (
        id uuid not null primary key,
        number text not null default next_number('DD-', 'order_number'),
        version integer not null default 1,
        customer_id uuid not null,
        shop_order_number text null,
        ordered_on date not null,
        amount numeric(14,2) not null,
        currency text not null default 'CNY',
        natural_key bytea null,
        import_id uuid null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        created_by_id uuid null,
        constraint customer_order_number_unique unique (number),
        constraint customer_order_shop_order_number_unique unique (shop_order_number),
        constraint customer_order_natural_key_unique unique (natural_key),
        constraint customer_order_customer_id_foreign foreign key (customer_id) references customer (id) on delete cascade,
        constraint customer_order_created_by_id_foreign foreign key (created_by_id) references staff_member (id) on delete restrict
      );
      create index customer_order_customer_index on customer_order (customer_id, ordered_on desc, id desc);
      create index customer_order_import_index on customer_order (import_id) where import_id is not null;

      create table order_item (
        order_id uuid not null,
        position smallint not null,
        goods text not null,
        quantity numeric(12,3) null,
        amount numeric(14,2) null,
        primary key (order_id, position),
        constraint order_item_order_id_foreign foreign key (order_id) references customer_order (id) on delete cascade
      );

      create table note (
        id uuid not null primary key,
        version integer not null default 1,
        customer_id uuid not null,
        text text not null,
        natural_key bytea null,
        import_id uuid null,
        written_by_id uuid null,
        written_at timestamptz not null,
        edited_at timestamptz null,
        constraint note_natural_key_unique unique (natural_key),
        constraint note_customer_id_foreign foreign key (customer_id) references customer (id) on delete cascade,
        constraint note_written_by_id_foreign foreign key (written_by_id) references staff_member (id) on delete restrict
      );
      create index note_customer_index on note (customer_id, written_at desc, id desc);
      create index note_import_index on note (import_id) where import_id is not null;
    `);

    // As the sign-in library asks for them, in a schema of their own.
    this.addSql(`
      create table auth."user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
      create table auth."session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references auth."user" ("id") on delete cascade);
      create table auth."account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references auth."user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null);
      create table auth."verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
      create table auth."rateLimit" ("id" text not null primary key, "key" text not null unique, "count" integer not null, "lastRequest" bigint not null);
      create index "session_userId_idx" on auth."session" ("userId");
      create index "account_userId_idx" on auth."account" ("userId");
      create index "verification_identifier_idx" on auth."verification" ("identifier");
    `);

    // The thirteen channels of the textbook (CHN-02 … CHN-15) and the shop's own platforms (CHN-18 … CHN-20).
    this.addSql(`
      insert into channel (id, code, kind, name_zh, name_en, position) values
        ('00000000-0000-7000-8000-000000000001', 'SURVEY', 'DIRECT', '调查', 'Survey', 1),
        ('00000000-0000-7000-8000-000000000002', 'MARKETING_ACTIVITY', 'DIRECT', '营销活动', 'Marketing activity', 2),
        ('00000000-0000-7000-8000-000000000003', 'SERVICE', 'DIRECT', '服务过程', 'Service', 3),
        ('00000000-0000-7000-8000-000000000004', 'POINT_OF_SALE', 'DIRECT', '终端门店', 'Point of sale', 4),
        ('00000000-0000-7000-8000-000000000005', 'FAIR', 'DIRECT', '博览会、展销会、洽谈会', 'Fairs and negotiations', 5),
        ('00000000-0000-7000-8000-000000000006', 'WEBSITE_AND_CALL_CENTRE', 'DIRECT', '网站和呼叫中心', 'Website and call centre', 6),
        ('00000000-0000-7000-8000-000000000007', 'COMPLAINT', 'DIRECT', '客户投诉', 'Complaint', 7),
        ('00000000-0000-7000-8000-000000000008', 'WEB_SHOP', 'DIRECT', '网店后台', 'Web shop', 8),
        ('00000000-0000-7000-8000-000000000009', 'QIANNIU', 'DIRECT', '千牛平台', 'Qianniu', 9),
        ('00000000-0000-7000-8000-000000000010', 'ALIWANGWANG', 'DIRECT', '阿里旺旺', 'AliWangwang', 10),
        ('00000000-0000-7000-8000-000000000011', 'MEDIA', 'INDIRECT', '各种媒介', 'Media', 11),
        ('00000000-0000-7000-8000-000000000012', 'ADMINISTRATION', 'INDIRECT', '工商行政管理部门及驻外机构', 'Commerce administration', 12),
        ('00000000-0000-7000-8000-000000000013', 'FINANCIAL_INSTITUTION', 'INDIRECT', '国内外金融机构', 'Financial institutions', 13),
        ('00000000-0000-7000-8000-000000000014', 'MARKET_RESEARCH', 'INDIRECT', '资讯公司及市场研究公司', 'Market research companies', 14),
        ('00000000-0000-7000-8000-000000000015', 'BOUGHT_DATABASE', 'INDIRECT', '租用或购买的数据库', 'Rented or bought database', 15),
        ('00000000-0000-7000-8000-000000000016', 'OTHER', 'INDIRECT', '其他渠道', 'Other', 16);

      insert into member_level (id, name, rank) values
        ('00000000-0000-7000-8000-000000000101', '普通会员', 10),
        ('00000000-0000-7000-8000-000000000102', '银卡会员', 20),
        ('00000000-0000-7000-8000-000000000103', '金卡会员', 30),
        ('00000000-0000-7000-8000-000000000104', '钻石会员', 40);
    `);
  }
}
