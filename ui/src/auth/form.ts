import { createSignal } from 'solid-js'
import { createStore } from 'solid-js/store'
import { explain } from '../app/explain'
import { asProblem } from '../app/problem'

/** State of a small form: values, a sentence per field, one for the whole, and whether it is being sent. */
export function createForm<V extends Record<string, string>>(start: V) {
  const [values, setValues] = createStore<Record<string, string>>({ ...start })
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
    async submit(
      check: () => Partial<Record<keyof V & string, string>>,
      send: () => Promise<void>,
      reword: (error: unknown) => string = explain,
    ) {
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
        const fields = asProblem(error).errors.map(({ pointer, message }) => [
          pointer.replace(/^\//, ''),
          message,
        ])
        setErrors(Object.fromEntries(fields.filter(([name = '']) => name in values)))
        if (!fields.some(([name = '']) => name in values)) setProblem(reword(error))
      }
    },
  }
}
