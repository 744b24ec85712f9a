import { useNavigate } from '@solidjs/router'
import { Show } from 'solid-js'
import { format } from '../app/format'
import { StatusChip } from '../parts/chip/status-chip'
import { createSelection } from '../parts/grid/selection'
import type { Rec } from '../parts/records/kind'
import { createListState } from '../parts/records/list-state'
import { useMembers } from '../parts/records/members'
import { EmptyList, RecordList } from '../parts/records/record-list'
import { useBulk } from '../parts/records/use-bulk'
import { useFields } from '../parts/records/use-fields'
import { useRecordList } from '../parts/records/use-list'
import { useMay } from '../parts/records/use-may'
import { useWrites } from '../parts/records/use-writes'
import { ScoreBar } from '../parts/score/score-bar'
import { narrowed } from './board.rules'
import { dealKind } from './deal-kind'
import { t } from './deals.text'
import type { PipelineViewProps } from './pipeline-page'

const columns: Record<string, { width: number; numeric?: boolean; support?: boolean }> = {
  score: { width: 112, numeric: false, support: false },
  expectedCloseOn: { width: 128 },
}

const hidden = ['position', 'pipelineId', 'stageEnteredAt', 'scoredAt', 'scoreChange']

/** The deals of a pipeline as a table. */
export function TableView(props: PipelineViewProps) {
  const navigate = useNavigate()
  const fields = useFields(dealKind)
  const members = useMembers()
  // As on the board, what is to be done comes first; who asks for the closed ones takes the chip away.
  const open = 'status:eq:open'
  const views = () => props.pipelines.map(({ id, name }) => ({ value: id, label: name, filter: open }))
  const state = createListState({
    name: 'deals',
    views,
    columns: [
      'name',
      'customerId',
      'stageId',
      'amount',
      'score',
      'expectedCloseOn',
      'ownerId',
      'lastActivityAt',
    ],
    sort: 'expectedCloseOn',
    closed: fields.closed,
    within: filter =>
      narrowed([{ field: 'pipelineId', op: 'eq', value: props.pipeline.id }], filter || undefined),
  })
  const list = useRecordList(dealKind, state, state.columns, fields.closed)
  const writes = useWrites(dealKind, fields, members)
  const selection = createSelection()
  const may = useMay(dealKind)
  const bulk = useBulk({
    kind: dealKind,
    fields,
    state,
    list,
    writes,
    selection,
    hidden,
    archived: n => t('archived', { n }),
  })
  const nameOf = (id: unknown) => (typeof id === 'string' ? (list.names()[id] ?? '') : '')
  return (
    <>
      <bulk.Dialog />
      <RecordList
        kind={dealKind}
        label={t('title')}
        errorTitle={t('table.failed')}
        totalText={n => t('table.total', { n })}
        fields={fields}
        members={members}
        views={views().map(view => ({ ...view, filter: `pipelineId:eq:${view.value};${open}` }))}
        // The address may name no pipeline; then it is the default one, wherever that stands among the tabs.
        state={{
          ...state,
          view: () => views().find(({ value }) => value === props.pipeline.id)!,
          setView: props.onPipeline,
        }}
        list={list}
        writes={writes}
        may={record => may('update', record)}
        selection={selection}
        verbs={bulk.verbs()}
        exactTotal={bulk.total}
        openId={props.opened}
        onOpen={record => navigate(`${dealKind.href(record.id)}${location.search}`)}
        phone={record => {
          const title = <bdi>{String(record.name)}</bdi>
          const end = <Amount record={record} />
          const support = <bdi>{nameOf(record.customerId)}</bdi>
          return { title, end, support, chip: <StatusChip plain>{nameOf(record.stageId)}</StatusChip> }
        }}
        cells={{
          score: record => <ScoreBar score={record.score as number | null} />,
        }}
        column={key => columns[key]}
        hidden={hidden}
        empty={<EmptyList title={t('table.empty')} why={t('table.empty.why')} />}
        tabsEnd={props.tabsEnd}
      />
    </>
  )
}

const Amount = (props: { record: Rec }) => (
  <Show when={props.record.amount as { minor: number; currency: string } | null}>
    {amount => <bdi class="num">{format.money(amount())}</bdi>}
  </Show>
)
