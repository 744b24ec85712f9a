import { inWorkspace } from '@sextant/db/core/database'
import { uuidv7 } from '@sextant/db/core/ids'
import type { Bench } from '@sextant/db/testing/bench'
import { demoWorkspace } from '@sextant/db/testing/demo-workspace'
import { contextOfFirstAdmin } from '@sextant/db/testing/test-context'
import { copyOfKept, type TestDatabase } from '@sextant/db/testing/test-database'
import { modelNamed } from '../app/models'
import { scoreRecords } from './score-records'
import { trainVersion } from './train-version'

const leads = 100_000
const model = modelNamed('lead-conversion')!

/** The made-up company with a trained champion, and a hundred thousand open leads like its own. */
async function fill(database: TestDatabase): Promise<void> {
  const { ctx } = await demoWorkspace(database, 5, { leads: 3000, customers: 600, deals: 800 })
  const trained = await trainVersion(ctx, model, uuidv7(), { nets: 3, epochs: 8 })
  if (!trained.ok || trained.saved.alias !== 'champion') throw new Error('The bench has no champion.')
  await database.owner`
    insert into lead (id, workspace_id, version, name, company, job_title, industry, employees, country, city, language, source, status, value_minor, value_currency,
      owner_id, email_consent, custom, search, created_at, updated_at, created_by, received_on)
    select uuidv7(), l.workspace_id, 1, l.name || ' ' || n, l.company, l.job_title, l.industry, l.employees, l.country, l.city, l.language, l.source, 'working',
      l.value_minor, l.value_currency, l.owner_id, l.email_consent, '{}', lower(l.name) || ' ' || n, l.created_at, l.updated_at, l.created_by, l.received_on
    from (select *, row_number() over (order by id) as r from lead) l, generate_series(1, 40) n limit ${leads}`
  await database.owner`vacuum analyze`
}

const perSecond = (count: number, began: number) => (count / (performance.now() - began)) * 1000

async function scoring(): Promise<number> {
  const database = await copyOfKept('scoring', fill)
  try {
    const ctx = await contextOfFirstAdmin(database)
    const began = performance.now()
    const { changed, scored } = await scoreRecords(ctx, model, 'all')
    const speed = perSecond(scored, began)
    if (changed < leads) throw new Error(`The bench scored ${changed} of ${leads} leads.`)
    return speed
  } finally {
    await database.drop()
  }
}

/** The same score rows and the leads' own score columns, known beforehand, in the same batches: no reading, reasons or events. */
async function plainWrite(): Promise<number> {
  const database = await copyOfKept('scoring', fill)
  try {
    const ctx = await contextOfFirstAdmin(database)
    const ids = await database.owner<
      { id: string }[]
    >`select id from lead where status = 'working' order by id`
    const reasons = [1, 2, 3, 4, 5, 6].map(points => ({
      feature: 'source',
      label: 'source',
      points,
      value: 'website',
    }))
    const rows = ids.map(({ id }, n) => ({
      id,
      score: n % 101,
      probability: (n % 101) / 100,
      base: 22,
      reasons,
    }))
    const versionId = uuidv7()
    const began = performance.now()
    for (let at = 0; at < rows.length; at += 2000)
      await inWorkspace(
        ctx,
        tx => tx`
        with given as materialized (
          select * from jsonb_to_recordset(${tx.json(rows.slice(at, at + 2000))}) as g(id uuid, score smallint, probability float8, base smallint, reasons jsonb)
        ), kept as (
          insert into score (workspace_id, model, subject_id, subject_type, version_id, score, probability, base, reasons, others_count, others_points, scored_at)
          select ${ctx.workspaceId}, 'lead-conversion', id, 'lead', ${versionId}, score, probability, base, reasons, 0, 0, now() from given)
        update lead t set score = g.score, score_change = 0, scored_at = now() from given g where t.id = g.id`,
      )
    return perSecond(rows.length, began)
  } finally {
    await database.drop()
  }
}

export const rows: Bench[] = [
  {
    name: 'scoring',
    what: 'scoring 100,000 leads, from reading to scores, reasons and events, against a plain batched write of those scores',
    unit: 'leads/s',
    bar: { atLeast: 1 / 4 },
    rounds: 3,
    async setUp(say) {
      say('training a model and writing 100,000 leads (once)')
      await (await copyOfKept('scoring', fill)).drop()
      return { measure: scoring, reference: plainWrite }
    },
  },
]
