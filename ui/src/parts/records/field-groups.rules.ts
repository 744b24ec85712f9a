import { folded } from '@sextant/db/core/folding.rules'

/** What is asked of a field to find its group. */
interface Grouped {
  key: string
  custom: boolean
  top?: boolean
}

/** The fields of a record as drawers and forms show them: what matters first, the workspace's own, what the system keeps. */
interface FieldGroups<F> {
  main: readonly F[]
  own: readonly F[]
  system: readonly F[]
}

const keptBySystem = ['createdAt', 'updatedAt', 'createdBy']

/** `keys` are the area's own, in order; the workspace's that stand on top follow them. */
export function fieldGroups<F extends Grouped>(keys: readonly string[], all: readonly F[]): FieldGroups<F> {
  const byKey = new Map(all.map(info => [info.key, info]))
  const custom = all.filter(info => info.custom)
  return {
    main: [...keys.flatMap(key => byKey.get(key) ?? []), ...custom.filter(({ top }) => top)],
    own: custom.filter(({ top }) => !top),
    system: keptBySystem.flatMap(key => byKey.get(key) ?? []),
  }
}

/** Those whose label has each of the words, whatever the case and accents. */
export function labelled<F extends { label: string }>(fields: readonly F[], words: string): readonly F[] {
  const asked = folded(words).split(/\s+/).filter(Boolean)
  return fields.filter(({ label }) => {
    const said = folded(label)
    return asked.every(word => said.includes(word))
  })
}
