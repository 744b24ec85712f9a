import { areaOf } from '@sextant/db/core/areas.model'
import type { Names } from '@sextant/db/core/page.model'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, createSignal, untrack } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import type { Choice } from '../choice/choice-list.rules'
import { useImports } from './imports'
import type { FieldInfo, RecordKind } from './kind'
import { useMembers } from './members'
import { countryOptions, languageOptions } from './places'
import { t } from './records.text'

export interface Choices {
  choices: () => readonly Choice[]
  /** Given where there are too many to have them all: they are found by what is typed. */
  onSearch?: (text: string) => void
  busy: () => boolean
}

const mostFound = 50
/** Few of a kind in any workspace, so all are listed; told with what they belong to. */
const listedWhole: Partial<Record<string, string>> = { pipeline: '', stage: 'pipelineId' }

/** Whether a field's values are chosen, not written: it offers what `useChoices` gives. */
export const isChosen = ({ field }: FieldInfo): boolean =>
  ['select', 'country', 'language', 'boolean', 'reference'].includes(field.kind) ||
  Boolean(field.options?.length)

/** The values of a field in the reader's words, `chosen` among them. */
export function useChoices(kind: RecordKind, info: FieldInfo, chosen: readonly string[]): Choices {
  const { field, key } = info
  if (field.kind === 'reference') return useReferences(field.refersTo ?? '', chosen)
  const known = (): readonly Choice[] => {
    if (field.kind === 'country') return countryOptions()
    if (field.kind === 'language') return languageOptions()
    if (field.kind === 'boolean') {
      return [
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]
    }
    const values = [...new Set([...(field.options ?? []), ...(field.kind === 'select' ? chosen : [])])]
    return values.map(value => ({ value, label: kind.option?.(key, value) ?? value }))
  }
  return { choices: known, busy: () => false }
}

function useReferences(refersTo: string, chosen: readonly string[]): Choices {
  const members = useMembers()
  const imports = useImports(() => refersTo === 'import')
  const [typed, setTyped] = createSignal('')
  const area = areaOf(refersTo)
  const parent = listedWhole[refersTo]
  const isWhole = parent !== undefined
  const asked = () =>
    isWhole
      ? { sort: 'position', limit: 200 }
      : { q: typed() || undefined, fields: 'id,name', limit: mostFound }
  const found = useQuery(() => ({
    queryKey: [refersTo, 'choices', asked()],
    enabled: !isServer && area !== undefined,
    queryFn: ({ signal }: { signal: AbortSignal }) => read(area!, { ...asked(), names: true }, signal),
    placeholderData: (before: Choice[] | undefined) => before,
  }))
  const read = async (
    of: NonNullable<typeof area>,
    query: object,
    signal: AbortSignal,
  ): Promise<Choice[]> => {
    const { results, names = {} } = (await api.get(`/crm/${of}`, { query, signal })) as {
      results: readonly Readonly<Record<string, unknown>>[]
      names?: Names
    }
    return results.map(record => ({
      value: String(record.id),
      label: String(record.name ?? ''),
      note: parent ? (names[String(record[parent])] ?? undefined) : undefined,
    }))
  }
  const ids = untrack(() => chosen).slice(0, 200)
  const present = useQuery(() => ({
    queryKey: [refersTo, 'chosen', ids],
    enabled: !isServer && area !== undefined && !isWhole && ids.length > 0,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      read(area!, { filter: `id:in:${ids.join(',')}`, fields: 'id,name', limit: 200 }, signal),
  }))
  const listed = (): readonly Choice[] | undefined => {
    const named = refersTo === 'member' ? members.all() : refersTo === 'import' ? imports() : undefined
    return named?.map(({ id, name }) => ({ value: id, label: name }))
  }
  const choices = createMemo(() => {
    const whole = listed()
    if (whole) return whole
    const first = present.isSuccess && !typed() ? present.data : []
    const rest = found.isSuccess ? found.data : []
    const known = new Set(first.map(({ value }) => value))
    return [...first, ...rest.filter(({ value }) => !known.has(value))]
  })
  return {
    choices,
    onSearch: area && !isWhole ? setTyped : undefined,
    busy: () => area !== undefined && (found.isFetching || present.isFetching),
  }
}
