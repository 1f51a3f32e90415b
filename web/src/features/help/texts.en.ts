export const help = {
  title: "Help",
  lead: "How to find a customer, import a spreadsheet, handle complaints and see full contact data; the shortcuts and the words in use.",
  contents: "Contents",
  find: {
    title: "Find a customer",
    lead: "The search box stands at the top of every page; / goes there. It answers while you type, and never interrupts an input method.",
    what: "What it finds",
    examples: "You type",
    finds: "It finds",
    name: { input: "王 or 小明", finds: "customers with these characters in their name or customer ID" },
    pinyin: { input: "wangxm", finds: "pinyin: 王小明. Surnames read as surnames do: shan finds 单雄信" },
    initials: { input: "wxm", finds: "initials: 王小明, 吴雪梅 …" },
    number: { input: "KH-000123", finds: "the file number" },
    phone: {
      input: "5678",
      finds: "the last four digits of a phone (whole numbers and e-mails too; not for viewers)",
    },
    link: "Search, filters, order and the open customer are in the address: bookmark it or send it, and it opens the same view. Only phone numbers and e-mail addresses stay out of it, so that no browser history keeps them.",
  },
  fields: {
    title: "Fields, columns and filters",
    lead: "The archive on the card lists every field by section: press Fill in to add what is missing. Empty fields are folded away.",
    columns:
      "Choose columns, beside the list's order, says which columns you see and in which order; those of one section side by side have its name above them. The choice is kept in this browser and is yours alone.",
    filter:
      "Filter by a field finds customers by any plain field: contains, is, lies between, is filled in or empty; five fields at most at a time. Press a column's head to order the list by it; only customers with a value there are listed then. Encrypted personal data is neither filtered nor ordered by.",
    own: "What the archive has no field for, an administrator adds in the archive settings: a custom field with its section, type, sensitivity and who may see it. It is in use at once.",
    archived:
      "A custom field that is used no more is archived: what was filled in stays and comes back with it. Choices are retired, not deleted.",
  },
  import: {
    title: "Import a spreadsheet",
    lead: "The Excel or CSV file your shop has kept can come in as it is.",
    step1: "Drop the file on the customers' page or the imports' page, or choose it under Imports.",
    step2: "The header row is found and each column recognised by its heading; correct what was mistaken.",
    step3:
      "A dry run comes first: how many customers and orders are new, which rows have problems. Nothing is written yet.",
    step4:
      "Start when it looks right. You see the rate and the time left, and can do something else meanwhile.",
    step5: "Rows with problems say why, cell by cell: mend them on the spot, or download them.",
    step6: "Values that differ from what you have are never overwritten; they wait for you to decide.",
    again: "The same file is recognised when it comes again; a longer copy of it adds only what is new.",
    revert:
      "A finished import can be taken back as a whole (administrators). Records changed since are kept, and counted for you.",
  },
  upkeep: {
    title: "Where values come from, completeness and checks",
    why: "On a customer's card the clock beside each value tells where it came from, who noted it, what it is kept for and what stood there before. Restore the old value puts it back, and can be undone.",
    complete:
      "The ring below the name is how complete the archive is. It opens what is missing and what to ask next, each with the way to its form.",
    fresh:
      "Under Archive each section tells when it was last checked. If nothing changed, click Still right. What is due for a check stands in a queue; the way there is at the top of the customers.",
    alerts: "When somebody else changes a customer of yours, the bell at the top right tells you at once.",
    owners: "Write a note when a customer gets another owner; whoever takes over finds it under So far.",
  },
  programs: {
    title: "Other systems",
    lead: "Whatever you see and do here other systems can read and write through GraphQL: a web shop adds its customers, a call centre passes complaints on.",
    explorer: "API explorer: try requests and look the schema up",
    keys: "Programs do not use a person's account but an API key that an administrator makes; what a program changes is recorded under the key's name.",
  },
  export: {
    title: "Export and print lists",
    lead: 'The "Export" button above the list of customers takes them out to Excel, as the list is searched, filtered and sorted at that moment (the right "Export and print lists of customers" is needed). There are three lists:',
    roster: {
      name: "Customer roster",
      means: "A row for each customer with fixed columns, to send to a colleague or to print.",
    },
    sheet: {
      name: "Customer archive sheet 客户档案表",
      means:
        "Nine fixed columns, a row for each deal: customer ID, member level, name, e-mail, phone, delivery address, order date, goods, amount. Change it in a spreadsheet program and import it again: known customers and deals do not come twice, and what differs waits for you to decide.",
    },
    ledger: {
      name: "Columns of your choice",
      means: "A row for each customer, with the columns that you choose; they are remembered.",
    },
    personal:
      "Phone, e-mail and address are masked unless you choose to have them in full and say why: each customer counts against what you may reveal that day, and when too few are left nothing is exported. An archive sheet in full, imported into an empty archive, loses nothing.",
    once: "You confirm first that it is still you. When a download breaks off, the incomplete file is thrown away: export again. When a right is taken away meanwhile, the download stops at once. Each export and each print is in the change log.",
    print:
      '"Print roster" lays the same list out on A4 landscape, with the header and a page number on each page, at most 5,000 rows at once.',
  },
  complaints: {
    title: "Complaints",
    lead: "While the customer is on the telephone, press c on their card, write down what they say and click a category: it is filed, has a number, and stands on the customer's timeline.",
    flow: "From the first word to the end",
    status: "Status",
    asks: "What the step asks for",
    received: {
      name: "Received",
      asks: "on filing: what happened and a category; photographs and an order if there are any",
    },
    acknowledged: {
      name: "Acknowledged",
      asks: "how the customer was contacted, so that they know somebody is at it",
    },
    analysed: { name: "Analysed", asks: "the cause: why it happened" },
    resolved: { name: "Resolved", asks: "the solution: how it was put right" },
    followedUp: {
      name: "Followed up",
      asks: "what the customer said, and whether they are satisfied with the handling",
    },
    closed: { name: "Closed", asks: "nothing more; confirm it" },
    back: "A customer who is not content yet: reopen it. A customer who takes the complaint back: withdraw it. Both ask for a reason.",
    desk: "The complaints page puts the urgent and the long-waiting first: mine, my team's, unassigned and all. Filters are in the address, to keep or to send.",
    together:
      "When two people handle one complaint at the same time, the later one sees what the other did, and nothing that was typed is lost.",
    keys: "On an open complaint: s next step, m take it yourself, a assign, n note, e edit, j and k next and previous.",
  },
  privacy: {
    title: "Privacy and contact data",
    lead: "Phone, e-mail and delivery address are shown only in part.",
    states: "Four looks with four meanings:",
    empty: "nothing was recorded",
    masked: "there is something, partly hidden",
    hidden: "not for your role; it does not even say whether there is something",
    clear: "the whole value",
    reveal:
      "When you need the whole value, choose a reason on the customer's card. Who looked, when and why is kept in the customer's history.",
    quota:
      "Each role may look at so many customers a day. A customer counts once a day, whatever you look at and how often. Searches by phone, e-mail or the last four digits are limited by the hour.",
    stored: "Contact data is stored encrypted. Lists, search and exports obey the same permissions.",
  },
  roles: {
    title: "Roles and scopes",
    lead: "Everybody has a role. It says what they may do, with which customers and complaints, and which personal data they see.",
    scopes: "Scopes",
    scope: "Scope",
    reaches: "What it reaches",
    own: { name: "Their own", reaches: "customers they own, complaints assigned to them" },
    team: {
      name: "Their team's",
      reaches: "customers and complaints of their team; of somebody without a team only their own",
    },
    department: {
      name: "Their department's",
      reaches: "customers and complaints of the teams of their department",
    },
    all: { name: "All", reaches: "every record, the customers that nobody owns included" },
    limits:
      "What one does not see, one does not change: the scope of changing never exceeds that of seeing. Customers outside it are not found and cannot be opened.",
    less: 'To let after-sales agents see a part of the customers only: copy their role under "Roles", make the scope of "See customers" smaller, and give it to them under "Staff".',
    leaving:
      'When somebody leaves: disable the person under "Staff", then hand the customers and open complaints over to a colleague or a team.',
  },
  changeLog: {
    title: "Change log",
    lead: "Every change, look at whole personal data, export, sign-in and refused request is kept: who, when, from where, and the values before and after. Personal data is masked there too, as your role has it.",
    sealed:
      "Seconds after it is written, a line is sealed into a chain. When somebody changes, removes or adds lines behind Dossier's back, dossier doctor tells which one.",
    reveals:
      'Under "Reveals", the privacy officer sees for each day of how many customers each person looked at whole data, and why; more than the quota of a day raises an alert.',
  },
  keys: { title: "Keyboard shortcuts" },
  words: {
    title: "Words",
    lead: "What things are called in both languages.",
    chinese: "Chinese",
    english: "English",
    meaning: "Meaning",
    file: { zh: "客户档案", en: "Customers", means: "what the shop knows of its customers, one file each" },
    create: { zh: "建档", en: "New customer", means: "starting a customer's file" },
    number: {
      zh: "档案编号",
      en: "File number",
      means: "the number Dossier gives to a file, such as KH-000123; it never changes",
    },
    customerId: {
      zh: "客户ID",
      en: "Customer ID",
      means: "the customer's account name or nickname in the web shop",
    },
    potential: { zh: "潜在客户", en: "Potential customer", means: "somebody who has not bought yet" },
    existing: { zh: "现有客户", en: "Existing customer", means: "somebody who bought at least once" },
    level: { zh: "会员级别", en: "Member level", means: "the shop's own levels of membership" },
    tier: { zh: "客户等级", en: "Tier", means: "four tiers by deals: important, secondary, ordinary, small" },
    channel: {
      zh: "来源渠道",
      en: "Channel",
      means: "where a customer came from, such as the web shop or a referral",
    },
    deal: { zh: "成交", en: "Deal", means: "one purchase; the deal's amount is what it cost" },
    proposal: {
      zh: "待确认的改动",
      en: "Proposed change",
      means: "an imported value that differs from ours and waits for a decision",
    },
    complaint: {
      zh: "投诉",
      en: "Complaint",
      means: "a customer's dissatisfaction with goods or service; feedback and suggestions too",
    },
    fileComplaint: {
      zh: "登记投诉",
      en: "File a complaint",
      means: "writing down what the customer reports; it counts as received from then on",
    },
    followUp: {
      zh: "回访",
      en: "Follow up",
      means: "asking afterwards whether the customer is satisfied with the handling",
    },
    closed: {
      zh: "结案",
      en: "Close",
      means: "the handling has ended; it can be reopened when the customer is not content",
    },
    role: { zh: "角色", en: "Role", means: "a set of permissions: what somebody may do and see" },
    scope: {
      zh: "数据范围",
      en: "Scope",
      means: "which records a permission reaches: one's own, the team's, the department's, all",
    },
    owner: { zh: "负责人", en: "Owner", means: "the colleague who looks after a customer" },
    nobodys: { zh: "公海", en: "Nobody's", means: "customers that no person and no team looks after" },
    handOver: {
      zh: "移交",
      en: "Hand over",
      means: "giving all the customers and open complaints of somebody to somebody else",
    },
    changeLog: {
      zh: "变更日志",
      en: "Change log",
      means: "who did, looked at and was refused what",
    },
  },
};
