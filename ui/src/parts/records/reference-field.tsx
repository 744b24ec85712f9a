import { areaOf } from '@sextant/db/core/areas.model'
import { folded } from '@sextant/db/core/folding.rules'
import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { ComboboxField } from '../field/combobox-field'
import type { FieldProps } from '../field/field-frame'
import { useImports } from './imports'
import { useMembers } from './members'

/** Another record, found by typing a part of its name; a person or an import from the list of them. */
export function ReferenceField(
  props: FieldProps & { refersTo: string; value: string | null; onChange: (value: string | null) => void },
) {
  const members = useMembers()
  const imports = useImports(() => props.refersTo === 'import')
  const [words, setWords] = createSignal('')
  const area = () => areaOf(props.refersTo)
  const found = useQuery(() => ({
    queryKey: [props.refersTo, 'choice', words()],
    enabled: !isServer && area() !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get(`/crm/${area()!}`, {
        query: { q: words() || undefined, fields: 'id,name', limit: 12 },
        signal,
      }),
  }))
  const present = useQuery(() => ({
    queryKey: [props.refersTo, 'record', props.value],
    enabled: !isServer && area() !== undefined && props.value !== null,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get(`/crm/${area()!}/{id}`, { params: { id: props.value ?? '' }, signal }),
  }))
  const listed = () =>
    props.refersTo === 'member' ? members.all() : props.refersTo === 'import' ? imports() : undefined
  const choices = () =>
    (listed() ?? (found.isSuccess ? found.data.results : [])).map(
      ({ id, name = '' }: { id: string; name?: string }) => ({
        value: id,
        label: name,
      }),
    )
  /** Until the answer is there, those of the last one that fit: nothing goes from under the pointer only to come back. */
  const options = () => {
    if (listed() || !found.isPlaceholderData) return choices()
    const asked = folded(words())
    return choices().filter(({ label }) => folded(label).includes(asked))
  }
  return (
    <ComboboxField
      {...props}
      options={options()}
      valueLabel={present.isSuccess && 'name' in present.data ? present.data.name : undefined}
      onSearch={listed() ? undefined : setWords}
      busy={found.isFetching}
    />
  )
}
