/** A request as it is handed out: by names, with every wording, and with all that happened. Times are ISO 8601, in UTC. */
export type ExportedRequest = {
  format: 'liaison-desk request';
  version: 1;
  request: string;
  title: string;
  office: string;
  agency: { code: string; name: string } | null;
  topic: string;
  requester: Who;
  holder: Who | null;
  state: string;
  priority: string;
  urgent: { since: string | null; reason: string | null } | null;
  opened: string;
  resolved: string | null;
  outcome: { kind: string; text: string | null; instead: string | null } | null;
  duplicateOf: string | null;
  follows: string | null;
  /** Its content was destroyed at the end of its time. */
  destroyed: string | null;
  messages: ExportedMessage[];
  files: ExportedFile[];
  /** What happened, in words, and as it stands on the record (people by their ids, as under `people`). */
  story: string[];
  events: { at: string; kind: string; by: number | null; data: unknown }[];
  people: Who[];
  /** How its times were counted, hour by hour. */
  receipts: string[];
  /** Each link of its chain: docs/decisions/16-the-record-is-a-chain.md says what is hashed. */
  chain: { position: number; of: string; content: string; salt: string | null; hash: string }[];
};

export type Who = { id: number; name: string; email: string | null };

export type ExportedMessage = {
  /** "R-1042·7". */
  ref: string;
  number: number;
  /** `note`: it stayed in the office. */
  kind: 'from agency' | 'to agency' | 'note';
  author: Who;
  /** Who was to read it. */
  to: string;
  asks: boolean;
  delivered: string | null;
  failed: string | null;
  deleted: string | null;
  /** The last one is what stands. */
  wordings: { at: string; text: string }[];
};

export type ExportedFile = {
  id: number;
  message: string;
  name: string;
  type: string;
  bytes: number;
  sha256: string | null;
  /** In the package, seen from the request's folder; null: it is not in there, and `reason` says why. */
  path: string | null;
  reason: string | null;
};
