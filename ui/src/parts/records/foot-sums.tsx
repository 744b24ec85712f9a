import type { AmountSum } from '@sextant/db/rates/rates.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { apart, format } from '../../app/format'
import { onLive } from '../../app/live'
import { Button } from '../button/button'
import type { RecordKind } from './kind'
import type { ListState } from './list-state'
import { t } from './records.text'
import type { FieldSet } from './use-fields'
import type { RecordListData } from './use-list'
import { missingOf, ratesDay, ratesOf, ratesSentence } from './valuation'

/**
 * The sum of each column of amounts over all that the list has, in the reader's currency. It comes by itself where the list was counted to its end; a longer one
 * is summed when asked for.
 */
export function FootSums(props: {
  kind: RecordKind
  fields: FieldSet
  state: ListState
  list: RecordListData
  /** A page that begins with an open record has enough to ask: the sums come once it is closed. */
  waits: boolean
}) {
  const client = useQueryClient()
  const asked = () => ({
    filter: props.state.asked() || undefined,
    q: props.state.q() || undefined,
    deleted: props.state.view().deleted ? ('true' as const) : undefined,
  })
  const fields = () =>
    props.state
      .columns()
      .filter(key => props.fields.field(key)?.field.kind === 'money' && !key.startsWith('custom.'))
  // Asked for is the sum of this question, not that of the next one.
  const [wanted, setWanted] = createSignal('')
  const question = () => JSON.stringify(asked())
  const total = () => props.list.total()
  const goes = () => fields().length > 0 && (total()?.exact ? total()!.value > 0 : wanted() === question())
  const query = useQuery(() => ({
    queryKey: [props.kind.entity, 'sums', asked(), fields().join(',')],
    enabled: !isServer && !props.waits && total() !== undefined && goes(),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/sums', {
        query: { area: props.kind.area, ...asked(), fields: fields().join(',') },
        signal,
      }),
  }))
  onLive(({ subjectType }) => {
    if (subjectType === 'exchange_rate')
      void client.invalidateQueries({ queryKey: [props.kind.entity, 'sums'] })
  })
  const sums = () =>
    goes() && query.isSuccess
      ? fields().flatMap(key => {
          const sum = query.data.sums[key]
          return sum?.count ? [{ key, sum }] : []
        })
      : []
  return (
    <>
      <For each={sums()}>
        {({ key, sum }) => <Sum label={props.fields.field(key)?.label ?? key} sum={sum} />}
      </For>
      <Show when={fields().length > 0 && total()?.exact === false && !goes()}>
        <Button tone="ghost" onClick={() => setWanted(question())}>
          {t('sum.show')}
        </Button>
      </Show>
      <Show when={goes() && query.isError}>
        <span class="text-warn">{t('sum.failed')}</span>
      </Show>
    </>
  )
}

const Sum = (props: { label: string; sum: AmountSum }) => {
  const mixed = () => ratesDay(props.sum.valuation)
  const each = () =>
    props.sum.sums
      .map(({ currency, minor }) => apart(format.money({ currency, minor: Number(minor) })))
      .join(' · ')
  return (
    <span
      class="num foot-sum"
      data-tip={[each(), ratesSentence(props.sum.valuation)].filter(Boolean).join('. ')}
    >
      {props.label}{' '}
      <bdi>
        {format.moneyShort({ currency: props.sum.valuation.currency, minor: Number(props.sum.minor) })}
      </bdi>
      <Show when={mixed()}>{day => <span class="rates"> {ratesOf(day())}</span>}</Show>
      <Show when={props.sum.missing}>
        {' · '}
        <span class="text-warn" data-tip={missingOf(props.sum.valuation)}>
          {t('sum.missing', { n: props.sum.missing })}
        </span>
      </Show>
    </span>
  )
}
