import type { RoleObject } from '@sextant/db/access/role.model'
import type { Grants } from '@sextant/db/core/grants.rules'
import Lock from 'lucide-solid/icons/lock'
import { For, Show } from 'solid-js'
import { Segmented } from '../../parts/button/segmented'
import { CellSelect } from '../cell-select'
import { t } from './access.text'
import { isListed, levelOf, levelsOf, withLevel, withList } from './role-draft.rules'
import { fieldLabel, objectName } from './words'

/** The fields of an object as an allow-list: closed, read or write each, or all of them. */
export function FieldList(props: {
  object: RoleObject
  grants: Grants
  within?: Grants
  locked: boolean
  onChange: (grants: Grants) => void
}) {
  const grant = () => props.grants[props.object.name]
  const listed = () => isListed(grant())
  return (
    <div class="allow">
      <div class="head">
        <Show when={!props.locked && !isListed(props.within?.[props.object.name])}>
          <Segmented
            label={t('fields.which', { object: objectName(props.object.name) })}
            options={[
              { value: 'all', label: t('fields.which.all') },
              { value: 'listed', label: t('fields.which.listed') },
            ]}
            value={listed() ? 'listed' : 'all'}
            onChange={value => props.onChange(withList(props.grants, props.object, value === 'listed'))}
          />
        </Show>
        <p class="small text-muted">{t(listed() ? 'fields.listed.why' : 'fields.all.why')}</p>
      </div>
      <Show when={listed()}>
        <ul aria-label={t('fields.open', { object: objectName(props.object.name) })}>
          <For each={props.object.fields}>
            {field => {
              const level = () => levelOf(grant(), field.key)
              return (
                <li classList={{ closed: level() === 'none' }}>
                  <bdi class="cut" data-tip-cut={fieldLabel(field)}>
                    {fieldLabel(field)}
                  </bdi>
                  <Show when={level() === 'none'}>
                    <Lock class="s" aria-hidden="true" />
                  </Show>
                  <Show when={!props.locked} fallback={<span>{t(`field.${level()}`)}</span>}>
                    <CellSelect
                      label={fieldLabel(field)}
                      options={levelsOf(props.object, field, props.within).map(value => ({
                        value,
                        label: t(`field.${value}`),
                      }))}
                      value={level()}
                      onChange={value => {
                        const chosen = levelsOf(props.object, field, props.within).find(one => one === value)
                        if (chosen) props.onChange(withLevel(props.grants, props.object, field.key, chosen))
                      }}
                    />
                  </Show>
                </li>
              )
            }}
          </For>
        </ul>
      </Show>
    </div>
  )
}
