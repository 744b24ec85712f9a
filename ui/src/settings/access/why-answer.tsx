import type { RoleObject } from '@sextant/db/access/role.model'
import { isTask } from '@sextant/db/access/tasks.rules'
import type { Why, WhyStep } from '@sextant/db/access/why.model'
import { scopes } from '@sextant/db/core/grants.rules'
import Check from 'lucide-solid/icons/check'
import Minus from 'lucide-solid/icons/minus'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { format } from '../../app/format'
import { roleName } from '../../app/role-name'
import { actorOfTask } from '../../parts/actor/actor-name'
import { StatusChip } from '../../parts/chip/status-chip'
import { useRoleList } from '../people'
import { t } from './why.text'
import { fieldLabel, scopeName } from './words'

/** An answer: yes or no, each step with what would end or change it, and what of the record is open. */
export function WhyAnswer(props: {
  why: Why
  objects: readonly RoleObject[]
  onEnd: (shareId: string) => void
}) {
  const label = (key: string) => {
    const known = props.objects.find(({ name }) => name === props.why.record.entity)?.fields
    const field = known?.find(one => one.key === key)
    return field ? fieldLabel(field) : key
  }
  const agrees = () =>
    props.why.action !== 'read' || props.why.field !== null || props.why.listed === props.why.allowed
  return (
    <>
      <p class="row" role="status">
        <StatusChip tone={props.why.allowed ? 'pos' : 'neg'}>
          {t(props.why.allowed ? 'yes' : 'no')}
        </StatusChip>
        <bdi>{whoName(props.why)}</bdi>
        <span class="text-muted">·</span>
        <span>{t(`do.${props.why.action}`)}</span>
        <span class="text-muted">·</span>
        <bdi>{props.why.record.name}</bdi>
        <Show when={props.why.field}>{field => <span class="text-muted">· {label(field())}</span>}</Show>
      </p>
      <ol class="chain">
        <For each={props.why.steps}>
          {step => <Step step={step} why={props.why} label={label} onEnd={props.onEnd} />}
        </For>
      </ol>
      <div class="proof small">
        <p>
          {t('reads', {
            read: format.number(props.why.fields.read),
            total: format.number(props.why.fields.total),
            written: format.number(props.why.fields.written),
          })}{' '}
          <Show when={props.why.fields.closed.length}>
            {t('closed', { fields: format.list(props.why.fields.closed.slice(0, 8).map(label)) })}
          </Show>
        </p>
        <p>{t(agrees() ? 'list' : 'list.other')}</p>
      </div>
    </>
  )
}

/** Who is asked about. A task is known by its name, which is its id. */
const whoName = ({ who }: Why): string => (isTask(who.id) ? actorOfTask(who.id) : who.name)

function Step(props: {
  step: WhyStep
  why: Why
  label: (field: string) => string
  onEnd: (shareId: string) => void
}) {
  const roles = useRoleList()
  const roleCalled = (role: string) =>
    isTask(props.why.who.id) ? whoName(props.why) : roleName(role, roles.data?.results)
  const helps = () => props.step.outcome === 'yes' || props.step.outcome === 'pass'
  const said = (): string => {
    const { code, params } = props.step
    const { role = '', cap = '', field = '', by = '', team = '', scope } = params
    if (code === 'share_given' && team) return t('share_given.team', { team })
    if (code === 'share_given' && by) return t('share_given.by', { by })
    return (
      t.say(code, {
        ...params,
        role: roleCalled(role),
        cap: roleName(cap, roles.data?.results),
        field: props.label(field),
        scope: scopeName(scopes.find(one => one === scope)),
        place: (props.step.place ?? []).join(' › '),
      }) ?? code
    )
  }
  const away = (): string | undefined => {
    const { code, endsAt } = props.step
    if (code === 'share_given' && endsAt)
      return t('away.share_until', { when: format.date(new Date(Date.parse(endsAt) - 1)) })
    return t.say(`away.${code}`)
  }
  return (
    <li class="why-step">
      <span class="bead" classList={{ yes: helps(), stop: props.step.outcome === 'stop' }} aria-hidden="true">
        <Show
          when={helps()}
          fallback={
            <Show when={props.step.outcome === 'stop'} fallback={<Minus class="s" />}>
              {<X class="s" />}
            </Show>
          }
        >
          <Check class="s" />
        </Show>
      </span>
      <div class="stack gap-1">
        <p>
          <strong>{t(`step.${props.step.step}`)}</strong> {said()}
        </p>
        <Show when={props.step.paths}>
          {paths => (
            <p class="paths small text-muted">
              <Path name={t('theirs')} teams={paths().theirs} />
              <Path name={t('owners')} teams={paths().owners} />
            </p>
          )}
        </Show>
        <Show when={away()}>
          {text => (
            <p class="small text-muted">
              {text()}{' '}
              <Show when={props.step.shareId}>
                {id => (
                  <button type="button" class="link" onClick={() => props.onEnd(id())}>
                    {t('end')}
                  </button>
                )}
              </Show>
            </p>
          )}
        </Show>
      </div>
    </li>
  )
}

const Path = (props: { name: string; teams: readonly string[] }) => (
  <Show when={props.teams.length}>
    <span>
      {props.name}: <bdi>{props.teams.join(' › ')}</bdi>
    </span>
  </Show>
)
