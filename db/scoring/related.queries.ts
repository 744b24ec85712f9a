import type { Tx } from '../core/database'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { productEntity } from '../products/products.entity'
import { projectionOf } from '../records/columns'
import type { Entity } from '../records/entity'
import type { Stay, TrackRecord } from './known.model'
import { undoLaterChanges } from './later-changes.queries'

/** A deal and its moment. */
export interface Seen {
  record: AnyRecord
  atMs: number
  fieldsMs: number
}

/** What is known of a deal by what it refers to, as of its moment. */
interface Related {
  customer: Record<string, unknown> | null
  product: Record<string, unknown> | null
  customerPast: TrackRecord | null
  stay: Stay | null
}

export const nothingRelated: Related = { customer: null, product: null, customerPast: null, stay: null }

/** Customer, product, the customer's earlier deals and the stay in stages of each deal. Six statements for any number of deals. */
export async function readRelated(
  tx: Tx,
  workspaceId: string,
  deals: readonly Seen[],
  replay: boolean,
): Promise<Related[]> {
  const [customers, products, pasts, stays] = await Promise.all([
    readCustomers(tx, workspaceId, deals, replay),
    readProducts(tx, deals),
    readPasts(tx, deals),
    readStays(tx, deals),
  ])
  return deals.map(({ record }, i) => ({
    customer: customers[i]!,
    product: products.get(record.productId as string) ?? null,
    customerPast:
      typeof record.customerId === 'string' ? (pasts.get(record.id) ?? { won: 0, lost: 0 }) : null,
    stay: stays.get(record.id) ?? null,
  }))
}

const read = async (tx: Tx, entity: Entity, keys: readonly string[], ids: readonly string[]) => {
  const [page] = await tx<{ rows: string | null }[]>`
    select json_agg(r)::text as rows from (
      select ${tx.unsafe(projectionOf(entity, keys))} from ${tx(entity.name)} t where t.id = any(${[...ids]}::uuid[])) r`
  return JSON.parse(page?.rows ?? '[]') as AnyRecord[]
}

const idsOf = (deals: readonly Seen[], field: string) => [
  ...new Set(deals.map(({ record }) => record[field]).filter(id => typeof id === 'string')),
]

/** Each deal has a customer as of its own moment, so those of one customer may differ. */
async function readCustomers(tx: Tx, workspaceId: string, deals: readonly Seen[], replay: boolean) {
  const keys = ['industry', 'country', 'employees']
  const known = new Map(
    (await read(tx, customerEntity, keys, idsOf(deals, 'customerId'))).map(row => [row.id, row]),
  )
  const customers = deals.map(({ record }) => {
    const customer = known.get(record.customerId as string)
    return customer ? { ...customer, custom: {} } : null
  })
  if (replay)
    await undoLaterChanges(
      tx,
      workspaceId,
      'customer',
      deals.flatMap(({ fieldsMs }, i) => {
        const record = customers[i]
        return record ? [{ record, fieldsMs }] : []
      }),
    )
  return customers
}

async function readProducts(tx: Tx, deals: readonly Seen[]) {
  return new Map(
    (await read(tx, productEntity, ['name', 'family'], idsOf(deals, 'productId'))).map(row => [row.id, row]),
  )
}

/** Deals of the same customer that were closed on an earlier day than the moment's. */
async function readPasts(tx: Tx, deals: readonly Seen[]): Promise<Map<string, TrackRecord>> {
  const asked = deals.filter(({ record }) => typeof record.customerId === 'string')
  const rows = await tx<({ id: string } & TrackRecord)[]>`
    select w.id, count(*) filter (where d.status = 'won') as won, count(*) filter (where d.status = 'lost') as lost
    from unnest(${asked.map(({ record }) => record.id)}::uuid[], ${asked.map(({ record }) => record.customerId as string)}::uuid[],
      ${asked.map(({ atMs }) => new Date(atMs).toISOString().slice(0, 10))}::date[]) as w(id, customer_id, day)
    join deal d on d.customer_id = w.customer_id and d.closed_on < w.day and d.id <> w.id and d.deleted_at is null
    group by w.id`
  return new Map(rows.map(({ id, ...past }) => [id, past]))
}

async function readStays(tx: Tx, deals: readonly Seen[]): Promise<Map<string, Stay>> {
  const rows = await tx<{ id: string; moves: number; daysInStage: number }[]>`
    select w.id, count(*) - 1 as moves, extract(epoch from w.until - max(h.entered_at))::float8 / 86400 as days_in_stage
    from unnest(${deals.map(({ record }) => record.id)}::uuid[], ${deals.map(({ atMs }) => new Date(atMs).toISOString())}::timestamptz[]) as w(id, until)
    join deal_stage_history h on h.deal_id = w.id and h.entered_at <= w.until
    group by w.id, w.until`
  return new Map(rows.map(({ id, ...stay }) => [id, stay]))
}
