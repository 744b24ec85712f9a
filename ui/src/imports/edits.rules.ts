import type { Import, ImportUpdate } from '@sextant/db/imports/import.model'

/** The draft as it will be once the change is saved. What the server guesses anew (another entity or format) is left to its answer. */
export function overlay(draft: Import, change: ImportUpdate): Import {
  const changed = new Map(change.mapping?.map(column => [column.column, column]))
  return {
    ...draft,
    name: change.name ?? draft.name,
    entity: change.entity ?? draft.entity,
    format: { ...draft.format, ...change.format },
    settings: { ...draft.settings, ...change.settings },
    mapping: draft.mapping.map(column => {
      const to = changed.get(column.column)
      return to
        ? {
            ...column,
            ...to,
            create: to.create ?? null,
            values: to.values ?? {},
            empty: to.empty ?? [],
            emptyCells: to.emptyCells ?? null,
          }
        : column
    }),
    preview: null,
    state: draft.state === 'checking' ? 'draft' : draft.state,
  }
}

/** Two changes as one: the later one wins, column by column and setting by setting. */
export function together(first: ImportUpdate | undefined, then: ImportUpdate): ImportUpdate {
  if (!first) return then
  // Another entity or format guesses the columns anew, so what was chosen for the old ones goes.
  const anew = then.entity !== undefined || then.format !== undefined
  const mapping = new Map((anew ? [] : (first.mapping ?? [])).map(column => [column.column, column]))
  for (const column of then.mapping ?? []) mapping.set(column.column, column)
  return {
    ...first,
    ...then,
    ...(first.format || then.format ? { format: { ...first.format, ...then.format } } : {}),
    ...(first.settings || then.settings ? { settings: { ...first.settings, ...then.settings } } : {}),
    ...(mapping.size ? { mapping: [...mapping.values()] } : { mapping: undefined }),
  }
}
