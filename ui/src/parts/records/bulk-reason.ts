import type { BulkFault } from '@sextant/db/bulk/bulk.model'
import { explain } from '../../app/explain'
import { apart, format } from '../../app/format'
import { Problem } from '../../app/problem'
import { t } from './records.text'

const statuses: Readonly<Record<string, number>> = { forbidden: 403, not_found: 404, conflict: 409 }
const ofUndo = ['changed_since', 'in_use', 'duplicate', 'gone'] as const

/** Why a record stayed as it was, in the reader's language. */
export function bulkReason({ phase, code, rule, pointer, message, params }: BulkFault): string {
  const known = phase === 'undo' ? ofUndo.find(reason => reason === code) : undefined
  if (known) return t(`undo.reason.${known}`)
  const problems =
    pointer === null ? [] : [{ pointer, code, message, params: params as Record<string, string | number> }]
  return explain(
    new Problem(
      code,
      statuses[code] ?? 422,
      message,
      undefined,
      problems,
      undefined,
      rule ?? undefined,
      params,
    ),
  )
}

const mostNamed = 3

/** Each reason once, with the records it holds for: “Amara Okafor: this field is read-only.” */
export const bulkReasons = (faults: readonly BulkFault[]): string =>
  byReasons(faults.map(fault => ({ name: fault.name, why: bulkReason(fault) })))

/** What an undo kept and why, in the same words. */
export const undoReasons = (
  kept: readonly { name: string | null; reason: (typeof ofUndo)[number] }[],
): string => byReasons(kept.map(({ name, reason }) => ({ name, why: t(`undo.reason.${reason}`) })))

function byReasons(told: readonly { name: string | null; why: string }[]): string {
  const byReason = new Map<string, string[]>()
  for (const { name, why } of told)
    byReason.set(why, [...(byReason.get(why) ?? []), name ?? t('reference.unknown')])
  return [...byReason]
    .map(([why, all]) => {
      const names = format.listed(all.slice(0, mostNamed).map(apart))
      const n = all.length - mostNamed
      return n > 0 ? t('bulk.reason.more', { names, n, why }) : t('bulk.reason', { names, why })
    })
    .join(' ')
}
