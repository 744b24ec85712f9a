import { createSignal, type Signal } from 'solid-js'

type Values = Readonly<Record<string, unknown>>

/** What was typed into forms that were closed before they were sent, by their name. It is this page's, and gone with it. */
const drafts = new Map<string, Values>()

/** The draft of one form: what its reader typed, and nothing that the form began with. Without a name nothing is kept. */
export function createDraft(name: string | undefined) {
  const kept = (): Values => (name === undefined ? {} : (drafts.get(name) ?? {}))
  return {
    kept,
    keep(field: string, value: unknown) {
      if (name !== undefined) drafts.set(name, { ...kept(), [field]: value })
    },
    /** It was sent, or is not wanted. */
    drop() {
      if (name !== undefined) drafts.delete(name)
    },
  }
}
export type Draft = ReturnType<typeof createDraft>

/** A value of a form that stays in its draft, once its reader has changed it. */
export function draftSignal<T>(draft: Draft, field: string, start: T): Signal<T> {
  const kept = draft.kept()
  const [value, setValue] = createSignal<T>(field in kept ? (kept[field] as T) : start)
  const set = (next: unknown) => {
    const now = setValue(next as never)
    draft.keep(field, now)
    return now
  }
  return [value, set as Signal<T>[1]]
}
