import { expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Backtest } from '@sextant/db/models/card.model'
import type { TrainedModel } from './artifact.model'
import { cardOf } from './card'
import { loadModel } from './score'
import type { FeatureDef, ModelSpecInput, TrainingRow } from './spec.model'
import { trainModel } from './train'

setDefaultTimeout(600_000)

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url))
const present = existsSync(shared)
const options = { seed: 1, backend: 'wasm', now: 0 } as const

type Cells = Record<string, string>

/** These files have no quoted cells. */
function readCsv(path: string, separator: string): Cells[] {
  const [head, ...lines] = readFileSync(`${shared}${path}`, 'utf8').trim().split(/\r?\n/)
  const names = head!.split(separator)
  return lines.map(line => {
    const cells = line.split(separator)
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
  })
}

function columns(names: readonly string[], numbers: readonly string[]): FeatureDef[] {
  return names.map(key => ({ key, label: key, kind: numbers.includes(key) ? 'number' : 'category' }))
}

const valuesOf = (cells: Cells, features: readonly FeatureDef[]) =>
  Object.fromEntries(
    features.map(({ key, kind }) => [
      key,
      kind === 'number' && cells[key] !== '' ? Number(cells[key]) : cells[key]!,
    ]),
  )

const spec = (subject: 'lead' | 'deal', label: string, features: FeatureDef[]): ModelSpecInput => ({
  name: `${subject}-trial`,
  subject,
  task: 'binary',
  label,
  horizonDays: null,
  features,
})

/** Fifths held out by chance differ: over five of them a logistic regression has 0.756 to 0.771 on the bank, 0.833 to 0.861 on telco. So several are judged: of the bank by `bun run exam`. */
async function overDraws(
  seeds: readonly number[],
  input: ModelSpecInput,
  rows: readonly TrainingRow[],
  more: { nets?: number } = {},
) {
  const models: TrainedModel[] = []
  for (const seed of seeds) models.push(await trainModel(input, rows, { ...options, ...more, seed }))
  const mean = (of: (result: Backtest) => number) =>
    models.reduce((sum, model) => sum + of(model.backtests[0]!), 0) / models.length
  return {
    models,
    auc: mean(result => result.model.auc!),
    brier: mean(result => result.model.brier),
    ece: mean(result => result.model.ece),
    gain: mean(result => result.againstLogistic.auc!),
  }
}

test.skipIf(!present)(
  'bank-marketing without the length of the call: an AUC of 0.793, and 0.028 more than the logistic on the same rows',
  async () => {
    const cells = readCsv('bank-marketing/bank-full.csv', ';')
    const names = Object.keys(cells[0]!).filter(name => name !== 'y')
    const features = columns(names, [
      'age',
      'balance',
      'day',
      'duration',
      'campaign',
      'pdays',
      'previous',
    ]).map(feature => (feature.key === 'duration' ? { ...feature, afterwards: true } : feature))
    const rows: TrainingRow[] = cells.map((row, i) => ({
      id: String(i),
      at: 0,
      label: row.y === 'yes' ? 1 : 0,
      values: valuesOf(row, features),
    }))
    const { models, auc, brier, ece, gain } = await overDraws(
      [1],
      spec('lead', 'subscribed', features),
      rows,
      { nets: 2 },
    )
    expect(auc).toBeGreaterThanOrEqual(0.793)
    expect(gain).toBeGreaterThanOrEqual(0.028)
    expect(brier).toBeLessThan(0.084)
    expect(ece).toBeLessThan(0.015)
    for (const { backtests, featuresUsed } of models) {
      expect(backtests[0]!.rows.holdout).toBe(9042)
      expect(backtests[0]!.againstLogistic.clear).toBe(true)
      expect(featuresUsed).not.toContain('duration')
    }
    for (const lead of loadModel(models[0]!).explainMany(rows.slice(0, 3000))) {
      const printed = lead.reasons.reduce(
        (sum, reason) => sum + reason.points,
        lead.base + lead.others.points,
      )
      expect(printed).toBe(lead.score)
    }
  },
)

test.skipIf(!present)(
  'telco-churn, where a logistic regression is as good as anything: over five draws an AUC of 0.84 on average, and not behind it',
  async () => {
    const cells = readCsv('telco-churn/telco-churn.csv', ',')
    const names = Object.keys(cells[0]!).filter(name => name !== 'customerID' && name !== 'Churn')
    const features = columns(names, ['tenure', 'MonthlyCharges', 'TotalCharges'])
    const rows: TrainingRow[] = cells.map(row => ({
      id: row.customerID!,
      at: 0,
      label: row.Churn === 'Yes' ? 1 : 0,
      values: valuesOf(row, features),
    }))
    const { models, auc, brier, gain } = await overDraws(
      [1, 2, 3, 4, 5],
      spec('lead', 'left', features),
      rows,
    )
    expect(models.map(model => model.state)).toEqual(Array(5).fill('ready'))
    expect(auc).toBeGreaterThanOrEqual(0.84)
    expect(brier).toBeLessThan(0.138)
    expect(gain).toBeGreaterThanOrEqual(0)
  },
)

test.skipIf(!present)(
  'crm-sales-opportunities: drops the closing value as a leak, and claims a signal only when the AUC is told apart from chance',
  async () => {
    const accounts = new Map(
      readCsv('crm-sales-opportunities/accounts.csv', ',').map(row => [row.account!, row]),
    )
    const features = columns(
      ['sales_agent', 'product', 'sector', 'revenue', 'employees', 'close_value'],
      ['revenue', 'employees', 'close_value'],
    )
    const rows: TrainingRow[] = readCsv('crm-sales-opportunities/sales_pipeline.csv', ',')
      .filter(row => row.deal_stage === 'Won' || row.deal_stage === 'Lost')
      .map(row => ({
        id: row.opportunity_id!,
        at: Date.parse(row.engage_date!.split('-').reverse().join('-')),
        label: row.deal_stage === 'Won' ? 1 : 0,
        values: valuesOf({ ...row, ...accounts.get(row.account!), close_value: row.close_value! }, features),
      }))
    const model = await trainModel(spec('deal', 'won', features), rows, { ...options, epochs: 8 })
    const [byTime, byChance] = model.backtests
    expect(byTime!.split).toBe('time')
    expect(byChance!.split).toBe('hash')
    expect(model.featuresDropped.map(feature => feature.key)).toContain('close_value')
    expect(byTime!.model.auc! - 1.96 * byTime!.model.error!).toBeLessThan(0.5)
    expect(model.state).toBe('no_signal')
    expect(cardOf(model).limits[0]?.code).toBe('state.chance')
    expect(loadModel(model).explain(rows[0]!)).toMatchObject({ state: 'no_signal', reasons: [] })
  },
)
