import * as v from 'valibot'

/** Keys of every JavaScript object: valibot's record leaves them out of what it reads, and says nothing. */
const passedOver = ['__proto__', 'constructor', 'prototype']
const ordinary = { enumerable: true, configurable: true, writable: true }

/** An object whose keys come from outside. Each of them is read, those that every object has too, or refused at its place; a list is no such object. */
export function dictionary<K extends v.GenericSchema<string, string>, V extends v.GenericSchema>(
  key: K,
  value: V,
): v.RecordSchema<K, V, undefined> {
  const plain = v.record(key, value)
  const entry = v.tuple([key, value])
  return {
    ...plain,
    '~run'(dataset, config) {
      const input: unknown = dataset.value
      if (Array.isArray(input)) {
        v._addIssue(plain, 'type', dataset, config)
        return dataset as never
      }
      const read = plain['~run'](dataset, config)
      if (typeof input !== 'object' || input === null) return read
      for (const name of passedOver.filter(name => Object.hasOwn(input, name))) {
        const given: unknown = (input as Record<string, unknown>)[name]
        const { typed, output, issues } = v.safeParse(entry, [name, given], config)
        // An assignment to `__proto__` would make no key of it.
        if (typed) Object.defineProperty(read.value, output[0], { ...ordinary, value: output[1] })
        for (const issue of issues ?? []) told(read, issue, { input, key: name, value: given })
      }
      return read
    },
  }
}

/** The issue of an entry as one of the object that the entry is in. */
function told(
  read: v.OutputDataset<unknown, v.BaseIssue<unknown>>,
  issue: v.BaseIssue<unknown>,
  at: { input: object; key: string; value: unknown },
): void {
  const [step, ...deeper] = issue.path ?? []
  const path = [
    { ...at, type: 'object', origin: step?.key === 0 ? 'key' : 'value' } as v.IssuePathItem,
    ...deeper,
  ]
  Object.assign(read, { typed: false, issues: [...(read.issues ?? []), { ...issue, path }] })
}
