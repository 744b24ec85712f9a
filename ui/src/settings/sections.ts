import type { ObjectName } from '@sextant/db/core/grants.rules'
import { type Component, lazy } from 'solid-js'

/** Each section is a page of its own under `/settings/<key>`, and loaded when it is opened. */
const of = (load: () => Promise<Component>) => lazy(async () => ({ default: await load() }))

interface Section {
  /** What one must be allowed to read to be offered the section. */
  object?: ObjectName
  panel: Component
}

/** The one list of sections. A new one adds its line here and `section.<key>` to the three dictionaries. */
const known = {
  profile: { panel: of(() => import('./profile').then(module => module.Profile)) },
  workspace: {
    object: 'workspace',
    panel: of(() => import('./workspace').then(module => module.WorkspaceSettings)),
  },
  members: { object: 'member', panel: of(() => import('./members').then(module => module.Members)) },
  keys: { object: 'api_key', panel: of(() => import('./api-keys').then(module => module.ApiKeys)) },
  fields: {
    object: 'custom_field',
    panel: of(() => import('./custom-fields').then(module => module.CustomFields)),
  },
  bins: { panel: of(() => import('./recycle-bins').then(module => module.RecycleBins)) },
  operations: {
    object: 'operations',
    panel: of(() => import('./operations').then(module => module.Operations)),
  },
} as const satisfies Record<string, Section>

export type SectionKey = keyof typeof known
export const sections: Readonly<Record<SectionKey, Section>> = known
export const sectionKeys: readonly SectionKey[] = Object.keys(known).map(key => key as SectionKey)
