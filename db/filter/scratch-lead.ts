import postgres from 'postgres'
import { emailKey } from '../core/email-key.rules'
import {
  boolean,
  country,
  date,
  email,
  type Field,
  type Fields,
  instant,
  integer,
  money,
  number,
  openSelect,
  phone,
  reference,
  select,
  text,
} from '../core/field.model'
import { foldingFunctions } from '../core/folding-functions'
import { testServerUrl } from '../testing/test-postgres'
import type { FilterCatalogue } from './filter.model'

/** For the tests of this folder: a lead with a few fields of each kind, its customer and owner, and its events. */
export const scratchCatalogue: FilterCatalogue = {
  entity: 'lead',
  makers: { importId: 'import' },
  keyedEmail: 'email',
  fields: {
    name: text({ required: true, sortable: true }),
    company: text({ sortable: true }),
    email: email(),
    phone: phone(),
    country: country(),
    status: select(['new', 'working', 'qualified'], { required: true, sortable: true }),
    source: openSelect(['website', 'referral']),
    employees: integer({ sortable: true }),
    position: number({ sortable: true }),
    emailConsent: boolean(),
    value: money({ sortable: true }),
    receivedOn: date({ sortable: true }),
    lastActivityAt: instant({ sortable: true }),
    createdAt: instant({ required: true, sortable: true }),
    ownerId: reference('member'),
    customerId: reference('customer'),
  } satisfies Fields,
  custom: {
    region: text(),
    desk: phone(),
    seats: integer(),
    ratio: number(),
    vip: boolean(),
    tier: openSelect(['gold', 'silver']),
    renews_on: date(),
    seen_at: instant(),
  } satisfies Record<string, Field>,
  relations: {
    owner: { via: 'ownerId', entity: 'member', fields: { name: text({ required: true }) } },
    customer: {
      via: 'customerId',
      entity: 'customer',
      fields: { industry: text(), employees: integer(), revenue: money(), createdAt: instant() },
    },
  },
}

export interface ScratchLead {
  id: string
  custom: Record<string, unknown>
  [field: string]: unknown
}

export interface ScratchDatabase {
  sql: postgres.Sql
  drop: () => Promise<void>
}

export async function scratchDatabase(): Promise<ScratchDatabase> {
  const server = await testServerUrl()
  const name = `sextant_filter_${crypto.randomUUID().replaceAll('-', '')}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const sql = postgres(url.toString(), { max: 2, onnotice: () => {} })
  await sql.unsafe(foldingFunctions)
  await sql.unsafe(tables)
  return {
    sql,
    drop: async () => {
      await sql.end({ timeout: 5 })
      await admin.unsafe(`drop database ${name} with (force)`)
      await admin.end({ timeout: 5 })
    },
  }
}

const tables = `
  create table member (id uuid primary key, workspace_id uuid not null, name text not null, deleted_at timestamptz);
  create table customer (id uuid primary key, workspace_id uuid not null, industry text, employees bigint,
    revenue_minor bigint, revenue_currency text, created_at timestamptz, deleted_at timestamptz);
  create table event (workspace_id uuid not null, subject_type text not null, subject_id uuid not null, kind text not null,
    occurred_at timestamptz not null, cause_type text, cause_id uuid);
  create table lead (id uuid primary key, workspace_id uuid not null, name text not null, company text, email text,
    email_key text, phone text, country text, status text not null, source text, employees bigint, position double precision,
    email_consent boolean, value_minor bigint, value_currency text, received_on date, last_activity_at timestamptz,
    created_at timestamptz not null, owner_id uuid, customer_id uuid, custom jsonb not null default '{}', deleted_at timestamptz);
  create index lead_by_created_at on lead (workspace_id, created_at, id) where deleted_at is null;
  create index lead_by_employees on lead (workspace_id, employees desc nulls last, id desc nulls first) where deleted_at is null;
  create index lead_by_email on lead (workspace_id, email_key);
  create index lead_custom on lead using gin (custom jsonb_path_ops);
`

const snake = (key: string) => key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** The columns of a record, as the record engine writes them. */
export function rowOf(workspaceId: string, record: Record<string, unknown>): Record<string, unknown> {
  const row: Record<string, unknown> = { workspace_id: workspaceId }
  for (const [key, value] of Object.entries(record)) {
    if (value && typeof value === 'object' && 'minor' in value && 'currency' in value) {
      row[`${snake(key)}_minor`] = value.minor
      row[`${snake(key)}_currency`] = value.currency
    } else row[snake(key)] = value
  }
  if (typeof record.email === 'string') row.email_key = emailKey(record.email)
  return row
}

export async function insertRows(
  sql: postgres.ISql,
  table: 'lead' | 'customer' | 'member' | 'event',
  rows: Record<string, unknown>[],
): Promise<void> {
  const json = JSON.stringify(rows.map(row => (table === 'lead' ? { custom: {}, ...row } : row)))
  await sql`insert into ${sql(table)} select * from jsonb_populate_recordset(null::${sql(table)}, ${json}::text::jsonb)`
}
