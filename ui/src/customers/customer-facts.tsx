import Pencil from 'lucide-solid/icons/pencil'
import { Show } from 'solid-js'
import { IconButton } from '../parts/button/button'
import { Card } from '../parts/panel/card'
import type { Rec } from '../parts/records/kind'
import type { Members } from '../parts/records/members'
import { RecordFacts } from '../parts/records/record-facts'
import type { FieldSet } from '../parts/records/use-fields'
import type { Writes } from '../parts/records/use-writes'
import { customerKind } from './customer-kind'
import { t } from './customers.text'

const keys = [
  'legalName',
  'domain',
  'status',
  'industry',
  'country',
  'city',
  'email',
  'phone',
  'employees',
  'annualRevenue',
  'foundedYear',
  'parentId',
  'ownerId',
  'customerSince',
  'externalId',
]

/** What is known of the company, each fact edited in place. */
export function CustomerFacts(props: {
  customer: Rec
  fields: FieldSet
  members: Members
  writes: Writes
  may: boolean
  onEdit: () => void
}) {
  return (
    <Card
      title={t('facts')}
      end={
        <Show when={props.may}>
          <IconButton
            label={t('facts.edit')}
            icon={<Pencil class="s" aria-hidden="true" />}
            onClick={() => props.onEdit()}
          />
        </Show>
      }
    >
      <RecordFacts
        one
        kind={customerKind}
        fields={props.fields}
        members={props.members}
        record={props.customer}
        keys={keys}
        writes={props.writes}
        may={props.may}
      />
      <Show when={typeof props.customer.note === 'string' && props.customer.note}>
        {text => (
          <p class="record-note customer-note" dir="auto">
            {text()}
          </p>
        )}
      </Show>
    </Card>
  )
}
