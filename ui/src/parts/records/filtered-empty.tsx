import { createMemo, createResource, type JSX, Show } from 'solid-js'
import { api } from '../../app/api'
import { Button } from '../button/button'
import { EmptyState } from '../state/empty-state'
import { operatorWord, valueWords } from './chip-words'
import { type Chip, chipsOf, writeChips } from './filter.rules'
import type { RecordKind } from './kind'
import type { ListState } from './list-state'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

const mostAsked = 8

/** Nothing matches: names the filter that costs most, and offers to take it out. */
export function FilteredEmpty(props: {
  kind: RecordKind
  fields: FieldSet
  state: ListState
  nameOf: (id: unknown) => string | null | undefined
  /** What stands where there is nothing at all, with or without filters. */
  empty: JSX.Element
}) {
  const chips = createMemo((): readonly Chip[] => {
    const read = chipsOf(props.state.filter(), props.fields.catalogue())
    return read.type === 'chips' ? read.chips : []
  })
  const asked = createMemo(() => ({
    chips: chips(),
    q: props.state.q(),
    deleted: props.state.view().deleted,
  }))
  const [costliest] = createResource(asked, async ({ chips, q, deleted }) => {
    const counts = await Promise.all(
      chips.slice(0, mostAsked).map(async (chip, index) => {
        const page = await api.get(`/crm/${props.kind.area}`, {
          query: {
            filter: props.state.within(writeChips(chips.filter((_, other) => other !== index))) || undefined,
            q: q || undefined,
            deleted: deleted ? 'true' : undefined,
            fields: 'id',
            limit: 1,
            count: 'estimate',
          },
        })
        return { chip, index, count: page.total?.value ?? 0 }
      }),
    )
    return counts.sort((a, b) => b.count - a.count)[0]
  })
  const words = (chip: Chip) => {
    const info = props.fields.field(chip.field)
    if (!info) return chip.field
    const value = valueWords(props.kind, info, chip, props.nameOf)
    return [info.label, operatorWord(chip, info.field.kind), value].filter(Boolean).join(' ')
  }
  const best = () => (costliest.state === 'ready' && costliest()?.count ? costliest() : undefined)
  /** The tab's own filter hides nothing: there is nothing to hide. */
  const bare = () =>
    costliest.state === 'ready' && costliest()?.count === 0 && chips().length === 1 && !props.state.q()
  return (
    <Show when={!bare()} fallback={props.empty}>
      <EmptyState
        title={
          props.state.q()
            ? t('empty.words', { words: props.state.q() })
            : t('empty.filters', { n: Math.max(1, chips().length) })
        }
        why={
          <Show when={best()}>
            {one => <>{t('empty.without', { filter: words(one().chip), n: one().count })}</>}
          </Show>
        }
        actions={
          <>
            <Show when={best()}>
              {one => (
                <Button
                  onClick={() =>
                    props.state.setFilter(writeChips(chips().filter((_, at) => at !== one().index)))
                  }
                >
                  {t('empty.drop', { filter: words(one().chip) })}
                </Button>
              )}
            </Show>
            <Show
              when={props.state.q()}
              fallback={<Button onClick={() => props.state.setFilter('')}>{t('empty.clear')}</Button>}
            >
              <Button onClick={() => props.state.setQ('')}>{t('empty.clearWords')}</Button>
            </Show>
          </>
        }
      />
    </Show>
  )
}
