/** The tables, as Kysely sees them. Times are milliseconds since 1970; `*_json` columns hold JSON; sealed columns hold ciphertext. */
import type { Generated } from 'kysely';

export interface Tables {
  collections: { name: string; generation: number; left_at: number | null };
  generations: {
    collection: string;
    number: number;
    at: number;
    act: string;
    actor: string | null;
    articles: number;
    checksum: string;
    report_json: string | null;
  };
  /** A source belongs to the generations from `since` to before `until` (null: still). */
  sources: {
    id: string;
    collection: string;
    kind: string;
    name: string;
    options_json: string;
    schedule: string;
    created_at: number;
    since: number;
    until: number | null;
    status: string;
    reason: string | null;
    checked_at: number | null;
    good_at: number | null;
    next_at: number | null;
    failures: number;
    /** The status that was last told. */
    told: string | null;
  };
  /** What a source is called, how it is read and how often, from generation `since` on. */
  source_settings: { source_id: string; since: number; name: string; options_json: string; schedule: string };
  contents: { collection: string; key: string; content: string };
  /** An article's version belongs to the generations from `since` to before `until` (null: still). */
  members: {
    collection: string;
    article: string;
    source_id: string;
    source: string;
    title: string;
    date: string | null;
    seen_at: number;
    key: string;
    hash: string;
    bytes: number;
    since: number;
    until: number | null;
  };
  visits: {
    source_id: string;
    address: string;
    etag: string | null;
    last_modified: string | null;
    hash: string | null;
    misses: number;
    checked_at: number;
  };
  guilds: { guild: string; settings_json: string | null; quota_json: string | null; told_at: number | null };
  checks: { id: Generated<number>; guild: string; question: string; quote: string; article: string; created_at: number };
  audit: { id: Generated<number>; guild: string; at: number; actor: string; act: string; detail: string };
  questions: { id: Generated<number>; guild: string | null; at: number; asker: string; question: string; state: string };
  feedback: {
    id: Generated<number>;
    guild: string | null;
    at: number;
    asker: string;
    question: string | null;
    article: string | null;
    verdict: string;
  };
}
