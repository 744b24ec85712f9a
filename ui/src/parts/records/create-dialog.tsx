import { A } from '@solidjs/router'
import { createMemo, For, type JSX, Show } from 'solid-js'
import type { Problem } from '../../app/problem'
import { FormDialog } from '../form/form-dialog'
import { fieldGroups } from './field-groups.rules'
import type { Rec, RecordKind } from './kind'
import { MoreFields } from './more-fields'
import { createRecordForm, RecordForm } from './record-form'
import { t } from './records.text'
import type { FieldSet } from './use-fields'
import type { RecordScreen } from './use-record-screen'

/** Makes a record. Import it lazily. The workspace's own fields follow the given ones, those that are not on top behind a button; a duplicate shows who is there already. */
export function CreateDialog(props: {
  kind: RecordKind
  fields: FieldSet
  title: string
  action: string
  /** Keys of the model's fields, in order. */
  keys: readonly string[]
  start?: Readonly<Record<string, unknown>>
  create: (values: Record<string, unknown>) => Promise<Rec>
  onCreated: (record: Rec) => void
  onClose: () => void
  options?: (key: string) => readonly string[] | undefined
  /** Below the fields. */
  children?: JSX.Element
}) {
  const form = createRecordForm(props.fields, props.start, `create ${props.kind.entity}`)
  const groups = createMemo(() => fieldGroups(props.keys, props.fields.own()))
  const main = () => groups().main.map(({ key }) => key)
  const keys = () => [...main(), ...groups().own.map(({ key }) => key)]
  const submit = () =>
    form.submit(keys(), async values => props.onCreated(await props.create(values)), props.onClose)
  return (
    <FormDialog
      wide
      title={props.title}
      action={props.action}
      busy={form.busy()}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <Duplicates kind={props.kind} error={form.refusal()} onOpen={props.onClose} />
      <RecordForm
        kind={props.kind}
        fields={props.fields}
        keys={main()}
        told={keys()}
        form={form}
        options={props.options}
      />
      <MoreFields kind={props.kind} fields={props.fields} infos={groups().own} form={form} />
      {props.children}
    </FormDialog>
  )
}

/** Makes a record in a list that is on the screen, and opens it there. Import it lazily. */
export const CreateInList = (
  props: Omit<Parameters<typeof CreateDialog>[0], 'kind' | 'fields' | 'create' | 'onCreated'> & {
    screen: RecordScreen
    open: (id: string) => void
  },
) => (
  <CreateDialog
    {...props}
    kind={props.screen.kind}
    fields={props.screen.fields}
    create={props.screen.writes.create}
    onCreated={record => {
      props.onClose()
      // One after the other: a list that is read anew while the router changes pages holds the drawer back.
      void props.screen.list.reload().finally(() => props.open(record.id))
    }}
  />
)

/** Records that a refused one is a double of, each with a way to it. */
function Duplicates(props: { kind: RecordKind; error: Problem | undefined; onOpen: () => void }) {
  const candidates = (): readonly { id: string; name: string }[] => {
    const candidates = props.error?.params.candidates
    return Array.isArray(candidates) ? (candidates as { id: string; name: string }[]) : []
  }
  return (
    <Show when={candidates().length}>
      <div class="notice warn" role="alert">
        <div class="grow">
          {t('duplicate.title')}
          <ul>
            <For each={candidates()}>
              {({ id, name }) => (
                <li class="row">
                  <bdi>{name}</bdi>
                  <A class="link" href={props.kind.href(id)} onClick={() => props.onOpen()}>
                    {t('duplicate.open')}
                  </A>
                </li>
              )}
            </For>
          </ul>
        </div>
      </div>
    </Show>
  )
}
