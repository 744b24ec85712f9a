import { type Promised, promises, type ServicePolicy } from '@sextant/db/service-levels/policy.model'
import { ticketPriorities } from '@sextant/db/tickets/tickets.model'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { Checkbox } from '../../parts/field/checkbox'
import { NumberField } from '../../parts/field/number-field'
import { SelectField } from '../../parts/field/select-field'
import type { Members } from '../../parts/records/members'
import { wrongName } from '../rules/ordered-rules.rules'
import { RuleForm } from '../rules/rule-form'
import { askedTickets, isAskableOfTickets } from './asked-tickets'
import { t } from './service-levels.text'

const longest = 129_600
const none = 'workspace'
const usual = { first_reply: 240, next_reply: 480, solve: 1440 }
const isFit = (minutes: number | null) =>
  minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= longest)

/** One service level: which tickets, by which hours, how soon, and when its clocks stand still. It joins the draft of the page; the page saves. */
export function PolicyDialog(props: {
  /** Absent: a new one. */
  rule: ServicePolicy | undefined
  others: readonly ServicePolicy[]
  members: Members
  onKeep: (rule: ServicePolicy) => void
  onClose: () => void
}) {
  const [draft, setDraft] = createSignal<ServicePolicy>(
    props.rule ?? {
      id: crypto.randomUUID(),
      name: '',
      when: null,
      calendarId: null,
      targets: { low: usual, normal: usual, high: usual, urgent: usual },
      pausedIn: ['waiting_customer'],
      warnMinutes: 30,
    },
  )
  const [tried, setTried] = createSignal(false)
  const set = (values: Partial<ServicePolicy>) => setDraft(old => ({ ...old, ...values }))
  const calendars = useQuery(() => ({
    queryKey: ['calendar', 'all'],
    enabled: !isServer,
    queryFn: ({ signal }: { signal: AbortSignal }) => api.get('/crm/calendars', { signal }),
  }))
  const nameFault = () => {
    const key = wrongName(draft(), props.others)
    return key && t(key)
  }
  const wrongMinutes = (minutes: number | null) =>
    tried() && !isFit(minutes) ? t('targets.wrong') : undefined
  const minutesOf = ({ targets, warnMinutes }: ServicePolicy) => [
    warnMinutes,
    ...Object.values(targets).flatMap(one => Object.values(one)),
  ]
  const keep = () => {
    setTried(true)
    if (nameFault() || !minutesOf(draft()).every(isFit)) return
    props.onKeep({ ...draft(), name: draft().name.trim() })
    props.onClose()
  }
  const setTarget = (
    priority: (typeof ticketPriorities)[number],
    promised: Promised,
    minutes: number | null,
  ) =>
    set({
      targets: { ...draft().targets, [priority]: { ...draft().targets[priority], [promised]: minutes } },
    })
  const pauses = (status: 'waiting_customer' | 'waiting_elsewhere') => draft().pausedIn.includes(status)
  const setPause = (status: 'waiting_customer' | 'waiting_elsewhere', on: boolean) =>
    set({ pausedIn: on ? [...draft().pausedIn, status] : draft().pausedIn.filter(one => one !== status) })
  return (
    <RuleForm
      say={t.say}
      rule={props.rule}
      draft={draft()}
      wrongName={tried() ? nameFault() : undefined}
      members={props.members}
      asks={{ kind: askedTickets, only: isAskableOfTickets }}
      onChange={set}
      onKeep={keep}
      onClose={props.onClose}
    >
      <SelectField
        label={t('calendar')}
        value={draft().calendarId ?? none}
        options={[
          { value: none, label: t('calendar.workspace') },
          ...(calendars.data?.results ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={value => set({ calendarId: value === none ? null : value })}
      />
      <fieldset class="stack gap-2">
        <legend class="small muted">{t('targets')}</legend>
        <p class="small muted">{t('targets.hint')}</p>
        <For each={[...ticketPriorities].reverse()}>
          {priority => (
            <div class="policy-targets">
              <For each={promises}>
                {promised => (
                  <NumberField
                    label={t('field.of', { priority: t(`priority.${priority}`), promise: t(promised) })}
                    error={wrongMinutes(draft().targets[priority][promised])}
                    value={draft().targets[priority][promised]}
                    onChange={minutes => setTarget(priority, promised, minutes)}
                  />
                )}
              </For>
            </div>
          )}
        </For>
      </fieldset>
      <NumberField
        label={t('warn')}
        error={wrongMinutes(draft().warnMinutes)}
        value={draft().warnMinutes}
        onChange={warnMinutes => set({ warnMinutes })}
      />
      <fieldset class="stack gap-2">
        <legend class="small muted">{t('pause')}</legend>
        <Checkbox
          label={t('pause.customer')}
          checked={pauses('waiting_customer')}
          onChange={on => setPause('waiting_customer', on)}
        />
        <Checkbox
          label={t('pause.elsewhere')}
          checked={pauses('waiting_elsewhere')}
          onChange={on => setPause('waiting_elsewhere', on)}
        />
      </fieldset>
    </RuleForm>
  )
}
