import { seededRandom } from './random'
import type { FeatureValue, ModelSpecInput, TrainingRow } from './spec.model'

/** Made-up leads whose chance of converting is known, for tests: they say whether a model found what is there. */
export interface KnownLead extends TrainingRow {
  /** The chance the label was drawn with. */
  truth: number
}

export const knownSpec: ModelSpecInput = {
  name: 'lead-conversion',
  subject: 'lead',
  task: 'binary',
  label: 'converted',
  horizonDays: 90,
  features: [
    { key: 'employees', label: 'Employees', kind: 'number' },
    { key: 'visits', label: 'Visits', kind: 'number' },
    { key: 'source', label: 'Source', kind: 'category' },
    { key: 'consent', label: 'Consent', kind: 'boolean' },
    { key: 'noise', label: 'Noise', kind: 'number' },
    { key: 'same', label: 'Same for all', kind: 'category' },
    { key: 'refusal', label: 'Reason of refusal', kind: 'category' },
    { key: 'invoice', label: 'Invoice', kind: 'number' },
    { key: 'calledFor', label: 'Length of the call', kind: 'number', afterwards: true },
  ],
}

const sources = ['referral', 'website', 'event', 'outbound']
const sourceEffect = [1.2, 0.3, -0.2, -1]

/**
 * Middling companies convert best (so that no straight line is right), visits help, referrals help more. `refusal` is filled in only for the lost,
 * `invoice` only tells the outcome, `calledFor` is known afterwards. `days` spreads the as-of times; 0: one moment.
 * `strength` 0 leaves nothing to find.
 */
export function knownLeads(
  count: number,
  seed: number,
  { days = 400, strength = 1, rate = -1 }: { days?: number; strength?: number; rate?: number } = {},
): KnownLead[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, i) => {
    const employees = Math.exp(1 + 7 * random())
    const visits = Math.floor(12 * random() ** 2)
    const source = Math.floor(4 * random())
    const consent = random() < 0.6
    const middling = 1.5 - Math.abs(Math.log(employees) - 4.5)
    const pull = middling + 0.35 * (visits - 4) + sourceEffect[source]! + (consent ? 0.4 : -0.4)
    const truth = 1 / (1 + Math.exp(-(rate + strength * pull)))
    const label = random() < truth ? 1 : 0
    const values: Record<string, FeatureValue> = {
      employees: random() < 0.1 ? null : employees,
      visits,
      source: sources[source]!,
      consent,
      noise: random(),
      same: 'always',
      refusal: label === 0 && random() < 0.5 ? 'too expensive' : null,
      invoice: label === 1 ? 1000 * random() : 0,
      calledFor: 100 * random() + 300 * label,
    }
    return {
      id: `lead-${seed}-${i}`,
      at: Date.UTC(2025, 0, 1) + Math.floor((days * i) / count) * 86_400_000,
      label,
      values,
      truth,
    }
  })
}
