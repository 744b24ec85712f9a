import { seededRandom } from './random'
import type { FeatureDef, FeatureValue, TrainingRow } from './spec.model'

/** A value with how often it comes where the outcome came, and where it did not, in percent. */
type Level = readonly [value: string | null, positive: number, negative: number]

const honest: Record<string, readonly Level[]> = {
  origin: [
    ['Landing page', 50, 55],
    ['API', 28, 42],
    ['Add form', 20, 1.5],
    ['Import', 2, 1.5],
  ],
  source: [
    ['Google', 32, 31],
    ['Direct', 23, 30],
    ['Chat', 15, 22],
    ['Organic', 13, 12],
    ['Reference', 14, 1],
    [null, 3, 4],
  ],
  occupation: [
    ['Unemployed', 69, 55],
    ['Professional', 18, 1],
    ['Student', 2, 3],
    [null, 11, 41],
  ],
  city: [
    ['Mumbai', 38, 36],
    ['Thane', 9, 8],
    ['Other', 10, 11],
    [null, 43, 45],
  ],
}

/** As a public file of leads of a seller of courses has them: written by those who called, or reckoned once it was known. */
const afterwards: Record<string, readonly Level[]> = {
  tags: [
    ['Will revert after reading the email', 57, 1],
    ['Closed', 10, 0.1],
    ['Lost to another', 5, 0.1],
    ['Busy', 3, 1.3],
    ['Ringing', 1, 21],
    ['Interested in other courses', 0.4, 9],
    ['Already a student', 0.1, 8],
    ['Switched off', 0.2, 4],
    [null, 23.3, 55.5],
  ],
  lead_quality: [
    ['Might be', 33, 7],
    ['High in relevance', 17, 0.7],
    ['Low in relevance', 13, 2],
    ['Not sure', 7, 15],
    ['Worst', 0.4, 10],
    [null, 29.6, 65.3],
  ],
  lead_profile: [
    ['Potential lead', 36, 6],
    ['Other leads', 5, 5.5],
    ['Student of a school', 0.3, 4],
    [null, 58.7, 84.5],
  ],
  last_notable_activity: [
    ['Modified', 22, 46],
    ['Email opened', 29, 31.5],
    ['SMS sent', 43, 12],
    ['Page visited', 2.5, 4],
    ['Chat', 0.7, 3],
    [null, 2.8, 3.5],
  ],
}

const grades: readonly Level[] = [
  ['High', 34, 12],
  ['Medium', 21, 36],
  ['Low', 1, 5],
]
const scored = ['activity_index', 'profile_index', 'activity_score', 'profile_score'] as const

/** The keys of what is known only afterwards. */
export const courseLeaks = [...Object.keys(afterwards), ...scored]

export const courseFeatures: FeatureDef[] = [
  ...[...Object.keys(honest), ...Object.keys(afterwards), 'activity_index', 'profile_index'].map(key => ({
    key,
    label: key,
    kind: 'category' as const,
  })),
  ...['minutes', 'visits', 'activity_score', 'profile_score'].map(key => ({
    key,
    label: key,
    kind: 'number' as const,
  })),
]

/** Made-up leads of a seller of courses, for tests: four honest columns and two figures, and eight columns that know too much. All at one moment, as from a file. */
export function courseLeads(count: number, seed: number): TrainingRow[] {
  const random = seededRandom(seed)
  const draw = (levels: readonly Level[], label: 0 | 1) => {
    const weights = levels.map(([, positive, negative]) => (label ? positive : negative))
    const at = random() * weights.reduce((sum, weight) => sum + weight, 0)
    let passed = 0
    for (const [i, weight] of weights.entries()) {
      passed += weight
      if (at < passed) return levels[i]![0]
    }
    return null
  }
  return Array.from({ length: count }, (_, i) => {
    const label = random() < 0.385 ? 1 : 0
    const values: Record<string, FeatureValue> = {}
    for (const [key, levels] of Object.entries({ ...honest, ...afterwards }))
      values[key] = draw(levels, label)
    values.minutes = Math.round(60 * random() ** (label ? 1.2 : 3.2))
    values.visits = Math.floor(8 * random() ** 2)
    const isScored = random() < 0.544
    for (const key of ['activity', 'profile']) {
      const grade = isScored ? draw(grades, label) : null
      values[`${key}_index`] = grade
      values[`${key}_score`] =
        grade && 12 + 3 * ['Low', 'Medium', 'High'].indexOf(grade) + Math.floor(3 * random())
    }
    return { id: `course-${seed}-${i}`, at: 0, label, values }
  })
}
