import Pencil from 'lucide-solid/icons/pencil'
import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { recordHref } from '../../app/record-places'
import { useSession } from '../../app/session'
import { t as frame } from '../../app/text'
import { addressLink } from './address-link.rules'
import { Cell } from './cell'
import { editOf } from './edit'
import { fieldGroups, labelled } from './field-groups.rules'
import { type FieldInfo, fieldValue, type Rec, type RecordKind } from './kind'
import type { Members } from './members'
import { RecordName } from './record-name'
import { t } from './records.text'
import type { FieldSet } from './use-fields'
import type { Writes } from './use-writes'

const CellEditor = lazy(() =>
  import('../grid/cell-editor').then(module => ({ default: module.CellEditor<Rec> })),
)

/** More fields than these are searched. */
const manyFields = 12
/** A label of more letters than these would be a column of words: it has half of the row. */
const longLabel = 22

/**
 * Labels and values of a record, each edited in place: `keys` of the model, in order, then the workspace's own. The first `most` that have a value; on demand all,
 * in groups, and searched where they are many.
 */
export function RecordFacts(props: {
  kind: RecordKind
  fields: FieldSet
  members: Members
  record: Rec
  keys: readonly string[]
  writes: Writes
  may: boolean
  /** How many are shown at first. */
  most?: number
  /** One pair a line. */
  one?: boolean
}) {
  const [all, setAll] = createSignal(false)
  const [words, setWords] = createSignal('')
  const groups = createMemo(() => fieldGroups(props.keys, props.fields.own()))
  const count = () => groups().main.length + groups().own.length + groups().system.length
  const filled = createMemo(() =>
    [...groups().main, ...groups().own].filter(info => fieldValue(props.record, info.key) !== null),
  )
  const found = createMemo(() => ({
    main: labelled(groups().main, words()),
    own: labelled(groups().own, words()),
    system: labelled(groups().system, words()),
  }))
  const List = (list: { infos: readonly FieldInfo[]; label?: string }) => (
    <dl class="facts record-facts" classList={{ one: props.one }} aria-label={list.label}>
      {/* By key: fields that are told anew leave an open editor where it is. */}
      <For each={list.infos.map(({ key }) => key)}>
        {key => <Show when={props.fields.field(key)}>{info => <Fact {...props} info={info()} />}</Show>}
      </For>
    </dl>
  )
  return (
    <>
      <Show when={all()} fallback={<List infos={filled().slice(0, props.most ?? manyFields)} />}>
        <Show when={count() > manyFields}>
          <input
            type="search"
            class="input facts-search"
            aria-label={t('facts.search')}
            placeholder={t('facts.search')}
            value={words()}
            onInput={event => setWords(event.currentTarget.value)}
          />
        </Show>
        <For each={['main', 'own', 'system'] as const}>
          {group => (
            <Show when={found()[group].length}>
              <h4 class="facts-group">{t(`facts.${group}`)}</h4>
              <List infos={found()[group]} label={t(`facts.${group}`)} />
            </Show>
          )}
        </For>
        <Show when={!found().main.length && !found().own.length && !found().system.length}>
          <p class="small faint">{t('facts.none')}</p>
        </Show>
      </Show>
      <Show when={all() || count() > filled().length || filled().length > (props.most ?? manyFields)}>
        <button
          type="button"
          class="link small facts-more"
          aria-expanded={all()}
          onClick={() => {
            setWords('')
            setAll(!all())
          }}
        >
          {all() ? t('facts.less') : t('facts.all', { n: count() })}
        </button>
      </Show>
    </>
  )
}

function Fact(props: {
  kind: RecordKind
  members: Members
  record: Rec
  info: FieldInfo
  writes: Writes
  may: boolean
}) {
  const { session } = useSession()
  const [editing, setEditing] = createSignal(false)
  let place: HTMLElement | undefined
  const edit = createMemo(() =>
    props.may
      ? editOf({
          kind: props.kind,
          info: props.info,
          members: props.members,
          currency: session()?.workspace.currency ?? 'EUR',
          may: () => true,
          save: props.writes.save,
        })
      : undefined,
  )
  const may = () => edit()?.may?.(props.record) ?? edit() !== undefined
  const value = () => fieldValue(props.record, props.info.key)
  const isLink = () => addressLink(props.info.field.kind, value()) !== undefined
  const refersTo = () => props.info.field.refersTo
  const Value = () => (
    <Show
      when={refersTo() && refersTo() !== 'member' && value()}
      fallback={
        <Cell kind={props.kind} info={props.info} record={props.record} nameOf={props.members.nameOf} />
      }
    >
      <RecordName
        entity={refersTo() ?? ''}
        id={String(value())}
        href={recordHref(refersTo() ?? '', String(value()))}
      />
    </Show>
  )
  return (
    <>
      <dt dir="auto" class="whole" classList={{ long: props.info.label.length > longLabel }}>
        {props.info.label}
      </dt>
      <dd ref={place} classList={{ editing: editing(), num: props.info.field.kind === 'money' }}>
        <Show when={editing() && edit()} fallback={null}>
          {how => (
            <Suspense>
              <CellEditor
                row={props.record}
                label={props.info.label}
                edit={how()}
                onDone={() => {
                  setEditing(false)
                  queueMicrotask(() => place?.querySelector('button')?.focus())
                }}
              />
            </Suspense>
          )}
        </Show>
        <Show when={!editing()}>
          <Show when={may()} fallback={<Value />}>
            {/* A link leads somewhere: its editor has a button of its own. */}
            <Show when={isLink()}>
              <Value />
            </Show>
            <button
              type="button"
              class="fact-edit"
              classList={{ alone: isLink() }}
              aria-label={isLink() ? frame('grid.edit', { name: props.info.label }) : undefined}
              aria-description={isLink() ? undefined : frame('grid.edit', { name: props.info.label })}
              onClick={() => setEditing(true)}
            >
              <Show when={!isLink()}>
                <Value />
              </Show>
              <Pencil class="s" aria-hidden="true" />
            </button>
          </Show>
        </Show>
      </dd>
    </>
  )
}
