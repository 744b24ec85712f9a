import type { Context } from '../core/context'
import { customerEntity } from '../customers/customers.entity'
import type { Write } from '../events/write'
import type { By, Step } from '../records/change.model'
import { lockRecords } from '../records/read-record'
import { writeBatch } from '../records/write-batch'
import type { Deal } from './deals.model'

/** The first won deal makes a prospect a customer. */
export async function makeCustomers(
  ctx: Context,
  to: Write,
  steps: readonly Step<Deal>[],
  by: By,
): Promise<void> {
  if (by.putsBack) return
  const firstWon = new Map<string, Deal>()
  for (const { before, after } of steps)
    if (
      after.status === 'won' &&
      before?.status !== 'won' &&
      after.customerId &&
      !firstWon.has(after.customerId)
    )
      firstWon.set(after.customerId, after)
  if (firstWon.size === 0) return
  const customers = await lockRecords(to.tx, customerEntity, [...firstWon.keys()])
  const prospects = customers.filter(({ status }) => status === 'prospect')
  await writeBatch(
    ctx,
    to,
    customerEntity,
    prospects.map(before => ({
      before,
      values: {
        status: 'active',
        customerSince: before.customerSince ?? firstWon.get(before.id)!.closedOn,
      },
    })),
    by,
  )
}
