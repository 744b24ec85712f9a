import { useParams } from '@solidjs/router'
import { type ParentProps, Show } from 'solid-js'
import { beside, format } from '../app/format'
import { useSession } from '../app/session'
import { ListScreen } from '../parts/records/list-screen'
import { contactKind } from './contact-kind'
import { t } from './contacts.text'

/** People at customers. A contact's drawer is the route inside. */
export function ContactsPage(props: ParentProps) {
  const params = useParams<{ id?: string }>()
  const { session } = useSession()
  const me = () => session()?.member.id
  return (
    <ListScreen
      kind={contactKind}
      t={t}
      views={[
        { value: 'all', label: t('view.all') },
        { value: 'mine', label: t('view.mine'), filter: `ownerId:eq:${me() ?? ''}`, waits: !me() },
        { value: 'bin', label: t('view.bin'), deleted: true },
      ]}
      columns={['name', 'jobTitle', 'customerId', 'email', 'phone', 'country', 'ownerId', 'lastActivityAt']}
      sort="name"
      exports
      form={[
        'name',
        'email',
        'phone',
        'jobTitle',
        'customerId',
        'ownerId',
        'country',
        'language',
        'emailConsent',
        'note',
      ]}
      start={() => ({ ownerId: me() })}
      phone={(record, nameOf) => {
        const title = <bdi>{String(record.name)}</bdi>
        const support = <bdi>{beside(record.jobTitle, nameOf(record.customerId))}</bdi>
        const chip = (
          <Show when={typeof record.lastActivityAt === 'string' && record.lastActivityAt}>
            {at => <time class="small faint">{format.relative(at())}</time>}
          </Show>
        )
        return { title, support, chip }
      }}
      openId={params.id}
    >
      {props.children}
    </ListScreen>
  )
}
