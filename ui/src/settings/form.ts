import { createSignal } from 'solid-js'
import { explain, explainField } from '../app/explain'
import { asProblem } from '../app/problem'

/** Being sent or not, a sentence per field that was refused, and one for the whole. */
export function createSending() {
  const [busy, setBusy] = createSignal(false)
  const [errors, setErrors] = createSignal<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = createSignal<string>()
  return {
    busy,
    problem,
    error: (field: string): string | undefined => errors()[field] || undefined,
    clear: (field: string) => setErrors(({ [field]: _, ...others }) => others),
    /** Tells what is wrong beforehand; true when something is. */
    refuse(wrong: Record<string, string | false>): boolean {
      const told = Object.entries(wrong).flatMap(([field, sentence]) =>
        sentence ? [[field, sentence] as const] : [],
      )
      setErrors(Object.fromEntries(told))
      return told.length > 0
    },
    /** Sends once at a time. Undefined when it was refused; what was refused is then told. */
    async send<T>(write: () => Promise<T>): Promise<T | undefined> {
      if (busy()) return undefined
      setBusy(true)
      setProblem(undefined)
      setErrors({})
      try {
        return await write()
      } catch (error) {
        const told = asProblem(error).errors.map(
          field => [field.pointer.replace(/^\//, ''), explainField(field)] as const,
        )
        setErrors(Object.fromEntries(told))
        if (!told.length) setProblem(explain(error))
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}
