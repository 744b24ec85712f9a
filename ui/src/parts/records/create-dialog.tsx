import { A } from '@solidjs/router'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { asProblem } from '../../app/problem'
import { t as frame } from '../../app/text'
import { Button } from '../button/button'
import { Dialog } from '../overlay/dialog'
import type { Rec, RecordKind } from './kind'
import { createRecordForm, RecordForm } from './record-form'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

/** Makes a record. Import it lazily. The workspace's own fields follow the given ones; a duplicate shows who is there already. */
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
  const form = createRecordForm(props.fields, props.start)
  const keys = createMemo(() => [
    ...props.keys,
    ...props.fields.own().flatMap(({ key, custom }) => (custom ? [key] : [])),
  ])
  const submit = () => form.submit(keys(), async values => props.onCreated(await props.create(values)))
  return (
    <Dialog
      open
      wide
      title={props.title}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button size="lg" onClick={() => props.onClose()}>
            {frame('cancel')}
          </Button>
          <Button size="lg" tone="primary" type="submit" busy={form.busy()}>
            {props.action}
          </Button>
        </>
      }
    >
      <Duplicates kind={props.kind} error={form.problem()} onOpen={props.onClose} />
      <RecordForm kind={props.kind} fields={props.fields} keys={keys()} form={form} options={props.options} />
      {props.children}
    </Dialog>
  )
}

/** Records that a refused one is a double of, each with a way to it. */
function Duplicates(props: { kind: RecordKind; error: unknown; onOpen: () => void }) {
  const candidates = (): readonly { id: string; name: string }[] => {
    if (!props.error) return []
    const { params } = asProblem(props.error)
    return Array.isArray(params?.candidates) ? (params.candidates as { id: string; name: string }[]) : []
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
