import type { Context } from '../core/context'
import { allOf, type Tx } from '../core/database'
import { Fault, invalid, refused } from '../core/errors'
import { uuidv7 } from '../core/ids'
import type { AnyRecord, AnyRecordModel, CustomValues } from '../core/record.model'
import type { NewEvent } from '../events/event.model'
import type { Write } from '../events/write'
import { mergeCustom } from '../fields/check-custom'
import { customCatalogue } from '../fields/custom-fields.queries'
import { byOf } from './by'
import type { By, RecordOf, Refusal, Step } from './change.model'
import { difference } from './columns'
import type { Entity } from './entity'
import { changeOf, foldWish, type Wish } from './fold-wish'
import { referenceProblems } from './references'
import { freedKeys, insertRecords, updateRecords } from './write-records'

/** What is asked of one record: the values, of the Create shape where it is to be made, else of the Update shape. */
export interface Asked<R = AnyRecord> {
  /** The record, which the transaction has locked; null: it is to be made. */
  before: R | null
  values: Partial<R>
}

/** The record as it is now, or why it stays as it was. */
export type Outcome<R = AnyRecord> = R | Fault

/**
 * Makes and changes records of one entity inside the caller's transaction: rules, rows, events and what hangs on them, a statement per step and not per
 * record. No record is asked for twice. One that is refused leaves the others alone.
 */
export async function writeBatch<M extends AnyRecordModel>(
  ctx: Context,
  to: Write,
  entity: Entity<M>,
  asked: readonly Asked<RecordOf<M>>[],
  by: By = byOf(ctx),
): Promise<Outcome<RecordOf<M>>[]> {
  const outcomes = await writeAll(ctx, to, entity as unknown as Entity, asked as readonly Asked[], by)
  return outcomes as Outcome<RecordOf<M>>[]
}

/** A batch of one. Throws what refuses it. */
export async function writeOne<M extends AnyRecordModel>(
  ctx: Context,
  to: Write,
  entity: Entity<M>,
  asked: Asked<RecordOf<M>>,
  by?: By,
): Promise<RecordOf<M>> {
  const [outcome] = await writeBatch(ctx, to, entity, [asked], by)
  if (outcome instanceof Fault) throw outcome
  return outcome!
}

async function writeAll(
  ctx: Context,
  to: Write,
  entity: Entity,
  asked: readonly Asked[],
  by: By,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const wishes: Wish[] = []
  const catalogue = asked.some(({ values }) => hasAny(values.custom))
    ? await customCatalogue(to.tx, entity.name)
    : {}
  for (const [at, { before, values }] of asked.entries()) {
    const given: CustomValues | undefined = values.custom
    const custom = attempt(() =>
      hasAny(given) ? mergeCustom(catalogue, before?.custom ?? {}, given) : before?.custom,
    )
    if (custom instanceof Fault) outcomes[at] = custom
    else wishes.push({ id: before?.id ?? uuidv7(), before, values, custom, at })
  }
  const [facts, problems] = await allOf([
    factsOf(ctx, to.tx, entity, wishes, by),
    referenceProblems(
      ctx,
      to.tx,
      entity,
      wishes.map(({ before, values }) => ({ before, values })),
    ),
  ])
  const steps: Step[] = []
  for (const [n, wish] of wishes.entries()) {
    const folded = foldWish(entity, wish, facts, by)
    const wrong = problems[n]!
    if (folded && 'refusal' in folded) outcomes[wish.at] = asFault(folded.refusal)
    else if (wrong.length) outcomes[wish.at] = invalid(wrong)
    else {
      outcomes[wish.at] = folded ? folded.step.after : wish.before!
      if (!folded) continue
      steps.push(folded.step)
      entity.life?.learn?.(folded.step, facts)
    }
  }
  await writeSteps(ctx, to, entity, steps, by)
  return outcomes
}

const hasAny = (custom: CustomValues | undefined): custom is CustomValues =>
  custom !== undefined && Object.keys(custom).length > 0

/** What the entity's life reads of a batch before its rules are asked. */
export async function factsOf(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  wishes: readonly Wish[],
  by: By,
): Promise<unknown> {
  return entity.life?.facts?.(
    ctx,
    tx,
    wishes.map(wish => changeOf(entity, wish, by)),
    by,
  )
}

/**
 * Writes what became of records, with an event for each step, and settles what hangs on them. Several steps may be one record's, in the order in which
 * they came about.
 */
export async function writeSteps(
  ctx: Context,
  to: Write,
  entity: Entity,
  steps: readonly Step[],
  by: By,
): Promise<void> {
  if (steps.length === 0) return
  const records = new Map<string, Step>()
  for (const { before, after } of steps)
    records.set(after.id, { before: records.has(after.id) ? records.get(after.id)!.before : before, after })
  const made: AnyRecord[] = []
  const changed: { before: AnyRecord; after: AnyRecord }[] = []
  for (const { before, after } of records.values())
    if (before) changed.push({ before, after })
    else made.push(after)
  for (const freed of freedKeys(to.tx, entity, made, changed)) to.send(freed)
  if (made.length) to.send(insertRecords(ctx, to.tx, entity, made))
  if (changed.length) to.send(updateRecords(to.tx, entity, changed))
  to.emit(...steps.map(step => eventOf(entity, step)))
  await entity.life?.settle?.(ctx, to, steps, by)
}

function eventOf({ events, titleField }: Entity, { before, after }: Step): NewEvent {
  const { id, version, deletedAt } = after
  const told = difference(before, after)
  if (!before) return events.created(id, { version }, { after: told.after })
  if (before.deletedAt === deletedAt) return events.updated(id, { version }, told)
  return events[deletedAt ? 'archived' : 'restored'](
    id,
    { version, name: after[titleField] },
    {
      before: { ...told.before, deletedAt: before.deletedAt },
      after: { ...told.after, deletedAt },
    },
  )
}

/** A refusal as the caller is told of it. */
export function asFault({ rule, message, params, field, isWrongValue }: Refusal): Fault {
  return isWrongValue
    ? invalid([{ pointer: `/${field}`, code: rule, message, params }])
    : refused(rule, message, params)
}

function attempt<T>(work: () => T): T | Fault {
  try {
    return work()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}
