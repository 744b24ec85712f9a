import { sharedConfig } from 'solid-js'
import { createStore } from 'solid-js/store'
import { isServer } from 'solid-js/web'
import type { Problem } from '../../app/problem'
import { createDraft } from './drafts'
import { createSending } from './sending'

/**
 * State of a small form whose values are texts. What was typed stays through every failure, and with a `draftName` until it is sent, however the form is
 * closed. One that asks for a password has none. `before`: what was refused of it when it was sent without the page's script.
 */
export function createForm<const K extends string>(
  start: Readonly<Record<K, string>>,
  draftName?: string,
  before?: Problem,
) {
  const names = Object.keys(start)
  const draft = createDraft(draftName)
  const [values, setValues] = createStore<Record<string, string>>({
    ...start,
    ...draft.kept(),
    ...typedBefore(names),
  })
  const sending = createSending(before)
  const value = (name: K) => values[name] ?? ''
  /** A choice that was let go of (null) stays as it was. */
  const set = (name: K) => (next: string | null) => {
    setValues(name, next ?? value(name))
    draft.keep(name, value(name))
    sending.clear(name)
  }
  return {
    value,
    values: () => ({ ...values }),
    set,
    error: (name: K) => sending.error(name),
    /** Value, error and change of one field, to be spread on its control. Read by getters, so that the control keeps its other props. */
    field: (name: K) => ({
      get value() {
        return value(name)
      },
      get error() {
        return sending.error(name)
      },
      onChange: set(name),
    }),
    /** A sentence for what belongs to no field of the form. */
    problem: () => sending.problem(names),
    busy: sending.busy,
    /** Tells the sentences that `check` gives for wrong fields; sends when there is none. Undefined when nothing was done. */
    async submit<T>(
      check: () => Partial<Record<K, string | false>>,
      send: () => Promise<T>,
    ): Promise<T | undefined> {
      if (sending.busy() || sending.refuse(check())) return undefined
      return sending.send(async () => {
        const answer = await send()
        draft.drop()
        return answer
      })
    },
  }
}

/**
 * What was typed, or filled in by the browser, into the server's page before its script was there. Without this the first
 * rendering in the browser would wipe it.
 */
function typedBefore(names: readonly string[]): Record<string, string> {
  if (isServer || !sharedConfig.context) return {}
  return Object.fromEntries(
    names.flatMap(name => {
      const input = document.querySelector(`form [name="${name}"]`)
      return input instanceof HTMLInputElement && input.value ? [[name, input.value]] : []
    }),
  )
}
