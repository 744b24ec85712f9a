import { auditClasses } from '@sextant/db/audit/audit.rules'
import Download from 'lucide-solid/icons/download'
import { Show } from 'solid-js'
import { useSession } from '../../app/session'
import { Button } from '../../parts/button/button'
import { ComboboxField } from '../../parts/field/combobox-field'
import { DateField } from '../../parts/field/date-field'
import { SelectField } from '../../parts/field/select-field'
import { useMembers } from '../../parts/records/members'
import type { AuditShown } from './audit'
import { t } from './audit.text'

/** Which entries are shown: by sort, person, days and record; and the same as a file. */
export function AuditFilters(props: {
  shown: AuditShown
  asked: Readonly<Record<string, string | undefined>>
  onChange: (values: Partial<AuditShown>) => void
}) {
  const { can } = useSession()
  const members = useMembers()
  const everything = { value: 'all', label: t('class.all') }
  const download = () => {
    const query = new URLSearchParams(
      Object.entries(props.asked).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    )
    location.assign(`/crm/audit/export.csv?${query}`)
  }
  return (
    <div class="audit-filters">
      <SelectField
        label={t('class')}
        options={[everything, ...auditClasses.map(value => ({ value, label: t(`class.${value}`) }))]}
        value={props.shown.class ?? everything.value}
        onChange={value => props.onChange({ class: auditClasses.find(one => one === value) })}
      />
      <ComboboxField
        label={t('person')}
        placeholder={t('person.all')}
        options={members.all().map(({ id: value, name: label }) => ({ value, label }))}
        value={props.shown.personId ?? null}
        onChange={personId => props.onChange({ personId: personId ?? undefined })}
      />
      <DateField
        label={t('from')}
        value={props.shown.from ?? null}
        onChange={from => props.onChange({ from: from ?? undefined })}
      />
      <DateField
        label={t('until')}
        value={props.shown.until ?? null}
        onChange={until => props.onChange({ until: until ?? undefined })}
      />
      <Show when={props.shown.subject}>
        {subject => (
          <Button onClick={() => props.onChange({ subject: undefined })}>
            {t('only.end', { name: subject().name })}
          </Button>
        )}
      </Show>
      <Show when={can('audit', 'export')}>
        <Button size="lg" icon={<Download aria-hidden="true" />} onClick={download}>
          {t('export')}
        </Button>
      </Show>
    </div>
  )
}
