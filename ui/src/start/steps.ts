import type { FirstSteps } from '@sextant/db/access/first-steps.model'

export type StepKey = keyof FirstSteps

/** Where each step is taken, in the order in which they are told; `other` is a second way, or what helps with it. */
export const steps: readonly {
  key: StepKey
  /** None: it is done here. */
  href?: string
  other?: { key: 'records' | 'key'; href: string }
}[] = [
  { key: 'records', href: '/imports', other: { key: 'records', href: '/leads' } },
  { key: 'sample' },
  { key: 'people', href: '/settings/members' },
  { key: 'key', href: '/settings/keys', other: { key: 'key', href: '/docs' } },
  { key: 'model', href: '/models' },
]

/** Events about these may tick a step, or take its tick away. */
export const tellingKinds: ReadonlySet<string> = new Set([
  'lead',
  'customer',
  'contact',
  'deal',
  'import',
  'member',
  'invitation',
  'api_key',
  'model_version',
])
