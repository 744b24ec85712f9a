import { createSignal, sharedConfig } from 'solid-js'
import { createStore } from 'solid-js/store'
import { isServer } from 'solid-js/web'
import { explain, explainField } from '../app/explain'
import { asProblem } from '../app/problem'

/** State of a small form: values, a sentence per field, one for the whole, and whether it is being sent. */
export function createForm<V extends Record<string, string>>(start: V) {
  const [values, setValues] = createStore<Record<string, string>>({ ...start, ...typedBefore(start) })
  const [errors, setErrors] = createStore<Record<string, string | undefined>>({})
  const [problem, setProblem] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  return {
    value: (name: keyof V & string) => values[name] ?? '',
    error: (name: keyof V & string) => errors[name],
    set: (name: keyof V & string) => (value: string) => {
      setValues(name, value)
      setErrors(name, undefined)
    },
    problem,
    busy,
    /** Checks, sends, and puts what the server refuses beside its field. `check` gives a sentence per wrong field. */
    async submit(check: () => Partial<Record<keyof V & string, string>>, send: () => Promise<void>) {
      if (busy()) return
      const wrong = Object.entries(check()).filter(([, sentence]) => sentence)
      setErrors(Object.fromEntries(wrong))
      setProblem(undefined)
      if (wrong.length) return
      setBusy(true)
      try {
        await send()
      } catch (error) {
        setBusy(false)
        const fields = asProblem(error).errors.map(
          field => [field.pointer.replace(/^\//, ''), explainField(field)] as const,
        )
        const here = fields.filter(([name]) => name in values)
        setErrors(Object.fromEntries(here))
        if (!here.length) setProblem(explain(error))
      }
    },
  }
}

/**
 * What was typed, or filled in by the browser, into the server's page before its script was there. Without this the first
 * rendering in the browser would wipe it.
 */
function typedBefore(start: Record<string, string>): Record<string, string> {
  if (isServer || !sharedConfig.context) return {}
  return Object.fromEntries(
    Object.keys(start).flatMap(name => {
      const input = document.querySelector(`form [name="${name}"]`)
      return input instanceof HTMLInputElement && input.value ? [[name, input.value]] : []
    }),
  )
}
