import { createSignal } from 'solid-js'
import { explain, explainField } from '../../app/explain'
import { asProblem, type Problem } from '../../app/problem'

/**
 * Sending of a form: whether it is under way, a sentence per field that was refused, and the refusal as it came. The only place
 * that lays a problem's errors beside the fields of a form. `before`: what was refused when it was sent without the page's script.
 */
export function createSending(before?: Problem) {
  const [busy, setBusy] = createSignal(false)
  const [errors, setErrors] = createSignal(before ? sentences(before) : {})
  const [refusal, setRefusal] = createSignal(before)
  return {
    busy,
    refusal,
    error: (field: string): string | undefined => errors()[field],
    clear: (field: string) =>
      setErrors(before => {
        const { [field]: told, ...others } = before
        return told ? others : before
      }),
    /** A sentence for what was refused of no field of the form; undefined when its fields tell it. */
    problem(fields: readonly string[]): string | undefined {
      const refused = refusal()
      if (!refused || refused.errors.some(({ pointer }) => fields.includes(fieldAt(pointer))))
        return undefined
      return explain(refused)
    },
    /** Tells what is wrong beforehand, a sentence per field; true when something is. */
    refuse(wrong: Readonly<Record<string, string | false | undefined>>): boolean {
      const told = Object.entries(wrong).flatMap(([field, sentence]) =>
        sentence ? [[field, sentence] as const] : [],
      )
      setErrors(Object.fromEntries(told))
      setRefusal(undefined)
      return told.length > 0
    },
    /** Sends once at a time. Undefined when it was refused; what was refused is then told. */
    async send<T>(write: () => Promise<T>): Promise<T | undefined> {
      if (busy()) return undefined
      setBusy(true)
      setRefusal(undefined)
      setErrors({})
      try {
        return await write()
      } catch (error) {
        const refused = asProblem(error)
        setErrors(sentences(refused))
        setRefusal(refused)
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}

const sentences = ({ errors }: Problem): Readonly<Record<string, string>> =>
  Object.fromEntries(errors.map(wrong => [fieldAt(wrong.pointer), explainField(wrong)]))

/** The field that a JSON pointer leads to or into: `/amount/minor` is `amount`, `/custom/size` is `custom.size`. */
const fieldAt = (pointer: string) =>
  pointer
    .replace(/^\//, '')
    .replace(/^custom\//, 'custom.')
    .split('/')[0] ?? ''
