/**
 * The tables as types. Portable between SQLite and PostgreSQL: identifiers and JSON are text, times are Unix
 * milliseconds in bigint (an adapter returns them as numbers), yes and no is a time or null.
 */
import type { Kysely, QueryCreator, Transaction } from 'kysely';

export interface Tables {
  tenants: {
    id: string;
    name: string;
    created_ms: number;
    /** Remote access is off until then. */
    opted_in_ms: number | null;
    /** The e-mail address of who acknowledged what remote access means, and the text's version. */
    acknowledged_by: string | null;
    acknowledged_text: string | null;
    /** Nobody of the tenant may do anything since then, and none of its devices may connect. */
    suspended_ms: number | null;
    /** How many devices it may have monitored; null: any number. */
    entitled_devices: number | null;
    /** The oldest agent that may connect; null: any. */
    minimum_agent: string | null;
    /** Rooms show no card of who has access since then; the ring they always show. */
    card_off_ms: number | null;
    /** Nobody restarts its devices from a session since then. */
    restarts_withheld_ms: number | null;
    /** Who may only look may use the shortcuts too since then. */
    view_shortcuts_ms: number | null;
  };
  operators: {
    id: string;
    tenant_id: string;
    name: string;
    created_ms: number;
    disabled_ms: number | null;
    /** The account made at first start, or one whom an identity provider marks so. */
    administrator_ms: number | null;
    /** By whose word this is who it is, and that issuer's name for them; null for users made here. */
    issuer: string | null;
    subject: string | null;
    /** Until when that issuer's word on their groups, and on whether they administer, counts; null where there is none. */
    claims_until_ms: number | null;
  };
  /** The groups that the issuer named at each user's last sign-in. */
  operator_claims: { operator_id: string; claim: string };
  /** One row for each setting that is not at its default; the value is JSON. */
  tenant_settings: { tenant_id: string; name: string; value: string };
  /** Groups of users, groups of devices, and sites: a device is in one site at most. */
  groups: {
    id: string;
    tenant_id: string;
    kind: string;
    name: string;
    created_ms: number;
    /** The issuer's group whose members these are; null where members are named here. */
    claim: string | null;
  };
  group_members: { group_id: string; member_id: string };
  /** Custom roles; the built-in ones stand in code. */
  roles: { id: string; tenant_id: string; name: string; description: string; created_ms: number };
  role_permissions: { role_id: string; permission: string };
  assignments: {
    id: string;
    tenant_id: string;
    /** A custom role's ID, or a built-in role's name. */
    role_id: string;
    starts_ms: number | null;
    ends_ms: number | null;
    created_ms: number;
    created_by: string;
  };
  /** Whom an assignment covers: `user`, `group`, or `everyone` (with the tenant's ID). */
  assignment_subjects: { assignment_id: string; kind: string; subject_id: string };
  /** What it covers: `device`, `group` (of devices, or a site), or `tenant` (with the tenant's ID): every device. */
  assignment_targets: { assignment_id: string; kind: string; target_id: string };
  devices: {
    id: string;
    tenant_id: string;
    name: string;
    platform: string;
    state: string;
    public_key: string;
    key_thumbprint: string;
    enrolment_key_id: string;
    created_ms: number;
    /** When the last credential issued to it expires: until then a withdrawal must be told to relays. */
    credential_expires_ms: number;
    /** When another key pair last took the record over: credentials for the one before may live a while. */
    rebound_ms: number | null;
    /** When what was collected about it was deleted: the row stays for those that name it. */
    deleted_ms: number | null;
  };
  /** What a device's home node last said of it. */
  presence: {
    device_id: string;
    node: string;
    instance: string;
    connected_ms: number;
    call_state: string;
    call_state_source: string;
    /** Since when it is that. */
    call_state_since_ms: number;
    ring: string;
    /** When it said that somebody in the room had ended access; null once that is long enough ago. */
    ejected_ms: number | null;
    displays: string;
    capabilities: string;
  };
  relay_instances: {
    instance: string;
    node: string;
    viewer_url: string;
    last_event: number;
    hello_ms: number;
    /** Set when a newer instance of the node said hello. */
    replaced_ms: number | null;
  };
  enrolment_keys: {
    id: string;
    tenant_id: string;
    name: string;
    key_hash: string;
    approval: string;
    max_uses: number;
    uses: number;
    created_ms: number;
    expires_ms: number;
    revoked_ms: number | null;
    created_by: string;
    /** The device whose record its user takes over; null: it makes a new one. */
    device_id: string | null;
  };
  sign_in_links: { link_hash: string; operator_id: string; expires_ms: number; used_ms: number | null };
  web_sessions: {
    id: string;
    token_hash: string;
    operator_id: string;
    created_ms: number;
    expires_ms: number;
    /** When its operator last proved who they are; null when the issuer did not say. */
    authenticated_ms: number | null;
  };
  api_keys: {
    id: string;
    tenant_id: string;
    name: string;
    key_hash: string;
    scope: string;
    origins: string;
    created_ms: number;
    expires_ms: number;
    revoked_ms: number | null;
    /** The operator within whose rights it stays; null: whoever runs services made it. */
    created_by: string | null;
  };
  sessions: {
    id: string;
    tenant_id: string;
    operator_id: string;
    device_id: string;
    permission: string;
    /** Why its operator wanted it, for the room to read; empty when that was not said. */
    reason: string;
    origin: string;
    /** Home node and instance of the newest ticket. */
    node: string;
    instance: string;
    state: string;
    requested_ms: number;
    /** Its time limit, by the tenant's setting when it was asked for. */
    ends_ms: number;
    ticket_expires_ms: number;
    /** Tickets issued in place of one whose node had restarted before it was used. */
    replaced_tickets: number;
    started_ms: number | null;
    suspended_ms: number | null;
    resume_until_ms: number | null;
    ended_ms: number | null;
    end_reason: string | null;
    /** What it was started with, and ends with: `sign-in` or `api-key`; null where that was not kept yet. */
    credential_kind: string | null;
    credential_id: string | null;
    /** 1 once the person's data was erased: from its end on nobody is told whose it was. */
    operator_erased: number;
  };
  /** What is wrong with a device; at most one of a kind is open on it. */
  incidents: {
    id: string;
    tenant_id: string;
    device_id: string;
    kind: string;
    detail: string;
    opened_ms: number;
    closed_ms: number | null;
  };
  /** Recoveries that devices were asked for, until their answer can no longer come. */
  recoveries: {
    id: string;
    tenant_id: string;
    operator_id: string;
    device_id: string;
    /** The relay node that was to carry it. */
    node: string;
    requested_ms: number;
    done_ms: number | null;
  };
  /** The log: append-only, numbered per tenant without gaps, each record's hash over the one before. */
  events: {
    tenant_id: string;
    sequence: number;
    /** When it was stored. */
    recorded_ms: number;
    /** When it happened: a relay's report may have waited for the control link. */
    time_ms: number;
    kind: string;
    actor_kind: string;
    /** Null for people, who stand in event_persons. */
    actor_id: string | null;
    device_id: string | null;
    session_id: string | null;
    detail: string;
    /** Salted commitments to the rows of event_persons, by role; they stay when those are erased. */
    commitments: string;
    hash: string;
  };
  /** What is personal in the log, and can be erased: who acted (`actor`), on whose behalf or about whom (`operator`), or both in one (`self`). */
  event_persons: {
    tenant_id: string;
    sequence: number;
    role: string;
    person_id: string;
    /** That of its record, to be found by. */
    time_ms: number;
    salt: string;
    data: string;
  };
  /** Signed statements of how far a tenant's log went. */
  event_checkpoints: {
    tenant_id: string;
    sequence: number;
    time_ms: number;
    hash: string;
    key_id: string;
    signature: string;
  };
  /** Where a tenant's log ends, and how it is kept. */
  event_heads: {
    tenant_id: string;
    sequence: number;
    hash: string;
    retention_days: number;
    /** The last record that is gone because of its age, and its hash; 0 and the chain's beginning before that. */
    pruned: number;
    pruned_hash: string;
    /** The last checkpoint that is written outside the database too. */
    handed_over: number;
    /** When the whole log was last found to be intact; null until it was. */
    verified_ms: number | null;
    /** Since when it is found not to be, the first record that cannot be trusted, and why; null while it is intact. */
    failed_ms: number | null;
    failed_sequence: number | null;
    failed_problem: string | null;
  };
  /** What was answered to creations that may be asked for again; `status` is null until it is. */
  idempotency_keys: {
    key_hash: string;
    tenant_id: string;
    operator_id: string;
    request_hash: string;
    created_ms: number;
    status: number | null;
    body: string | null;
    etag: string | null;
  };
  /** Numbers that must never go back, across restarts. */
  counters: { name: string; value: number };
}

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;
/** What works inside and outside a transaction. */
export type Queryable = QueryCreator<Tables>;
