import ChevronDown from 'lucide-solid/icons/chevron-down'
import { Show } from 'solid-js'
import { useSession } from '../../app/session'
import { Button } from '../../parts/button/button'
import { ChoiceList } from '../../parts/choice/choice-list'
import { Popover } from '../../parts/overlay/popover'
import { useMembers } from '../../parts/records/members'
import { t } from './calendar.text'

const most = 20

/** Whose calendar is shown: one's own, that of some people, or everybody's. */
export function People(props: { who: string | undefined; onChange: (who: string | undefined) => void }) {
  const { session } = useSession()
  const members = useMembers()
  const me = () => session()?.member.id
  const chosen = () => (props.who && props.who !== 'all' ? props.who.split(',') : [])
  const text = () => {
    if (props.who === 'all') return t('who.all')
    const [one] = chosen()
    if (!one || (chosen().length === 1 && one === me())) return t('who.me')
    return chosen().length === 1 ? (members.nameOf(one) ?? '') : t('who.people', { n: chosen().length })
  }
  const choose = (ids: readonly string[]) =>
    props.onChange(
      !ids.length || (ids.length === 1 && ids[0] === me()) ? undefined : ids.slice(0, most).join(','),
    )
  return (
    <Popover
      label={`${t('who')}: ${text()}`}
      placement="bottom-end"
      trigger={
        <>
          <bdi class="cut">{text()}</bdi>
          <ChevronDown class="s" aria-hidden="true" />
        </>
      }
    >
      {close => (
        <div class="cal-people">
          <div class="row">
            <Button
              onClick={() => {
                props.onChange(undefined)
                close()
              }}
            >
              {t('who.me')}
            </Button>
            <Button
              onClick={() => {
                props.onChange('all')
                close()
              }}
            >
              {t('who.all')}
            </Button>
          </div>
          <Show when={members.all().length > 1}>
            <ChoiceList
              many
              label={t('who.choose')}
              choices={members.all().map(({ id, name }) => ({ value: id, label: name }))}
              chosen={chosen().length || props.who === 'all' ? chosen() : [me() ?? ''].filter(Boolean)}
              onChange={choose}
              onDone={close}
            />
          </Show>
        </div>
      )}
    </Popover>
  )
}
