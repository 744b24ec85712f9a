import { useQueryClient } from '@tanstack/solid-query'
import { createMemo } from 'solid-js'
import { useSession } from '../app/session'
import { CreateDialog } from '../parts/records/create-dialog'
import { useMembers } from '../parts/records/members'
import { listKey } from '../parts/records/record-cache'
import { useFields } from '../parts/records/use-fields'
import { useWrites } from '../parts/records/use-writes'
import { toast } from '../parts/toast/toast'
import { dealKind } from './deal-kind'
import { t } from './deals.text'

const keys = [
  'name',
  'customerId',
  'amount',
  'expectedCloseOn',
  'productId',
  'contactId',
  'source',
  'ownerId',
  'note',
]

/** A deal at the beginning of a pipeline, owned by whoever makes it until they say otherwise. */
export function NewDeal(props: {
  pipelineId: string
  start?: Readonly<Record<string, unknown>>
  onClose: () => void
  onCreated: (id: string) => void
}) {
  const { session } = useSession()
  const client = useQueryClient()
  const fields = useFields(dealKind)
  const members = useMembers()
  const writes = useWrites(dealKind, fields, members)
  const start = createMemo(() => ({ ownerId: session()?.member.id, ...props.start }))
  return (
    <CreateDialog
      kind={dealKind}
      fields={fields}
      title={t('newDeal')}
      action={t('create')}
      keys={keys}
      start={start()}
      create={values => writes.create({ ...values, pipelineId: props.pipelineId })}
      onCreated={record => {
        toast(t('created', { name: String(record.name) }))
        void client.invalidateQueries({ queryKey: ['deal'] })
        void client.invalidateQueries({ queryKey: listKey('deal') })
        props.onClose()
        props.onCreated(record.id)
      }}
      onClose={props.onClose}
    />
  )
}
