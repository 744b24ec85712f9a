import type { RoleObject } from '@sextant/db/access/role.model'
import { actions, type Grants, type ObjectName } from '@sextant/db/core/grants.rules'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createSignal, For, Show } from 'solid-js'
import { format } from '../../app/format'
import { t } from './access.text'
import { FieldList } from './field-list'
import { countFields, isListed, scopesOf, scopesWithin, withScope } from './role-draft.rules'
import { ScopeCell } from './scope-cell'
import { actionName, objectName } from './words'

interface TableProps {
  label: string
  objects: readonly RoleObject[]
  /** As saved, and as drawn up. */
  saved: Grants
  grants: Grants
  /** What can be given at most; anything when absent. */
  within?: Grants
  locked: boolean
  onChange: (grants: Grants) => void
}

/** What a role may do: a row for each object, a column for each action, and its fields where it has some. */
export function RoleTable(props: TableProps) {
  const [open, setOpen] = createSignal<ObjectName>()
  const groups = () => [
    { key: 'records' as const, objects: props.objects.filter(({ fields }) => fields.length) },
    { key: 'workspace' as const, objects: props.objects.filter(({ fields }) => !fields.length) },
  ]
  return (
    <section class="scroller" aria-label={props.label} tabindex="0">
      <table class="plain-table rows matrix" aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">{t('object')}</th>
            <For each={actions}>{action => <th scope="col">{actionName(action)}</th>}</For>
            <th scope="col">{t('fields')}</th>
          </tr>
        </thead>
        <For each={groups()}>
          {group => (
            <tbody>
              <tr class="group">
                <th scope="rowgroup" colspan={actions.length + 2}>
                  {t(`group.${group.key}`)}
                </th>
              </tr>
              <For each={group.objects}>
                {object => (
                  <ObjectRows
                    {...props}
                    object={object}
                    open={open() === object.name}
                    onOpen={() => setOpen(now => (now === object.name ? undefined : object.name))}
                  />
                )}
              </For>
            </tbody>
          )}
        </For>
      </table>
    </section>
  )
}

function ObjectRows(props: TableProps & { object: RoleObject; open: boolean; onOpen: () => void }) {
  const name = () => objectName(props.object.name)
  const granted = () => props.grants[props.object.name]
  return (
    <>
      <tr classList={{ open: props.open }}>
        <th scope="row">{name()}</th>
        <For each={actions}>
          {action => (
            <td data-label={scopesOf(props.object, action).length ? actionName(action) : undefined}>
              <Show when={scopesOf(props.object, action).length}>
                <ScopeCell
                  label={t('scope.label', { object: name(), action: actionName(action) })}
                  options={scopesWithin(
                    scopesOf(props.object, action),
                    props.within,
                    props.object.name,
                    action,
                  )}
                  value={granted()?.[action] ?? null}
                  changed={granted()?.[action] !== props.saved[props.object.name]?.[action]}
                  locked={props.locked}
                  onChange={scope =>
                    props.onChange(withScope(props.grants, props.object.name, action, scope))
                  }
                />
              </Show>
            </td>
          )}
        </For>
        <td data-label={props.object.fields.length ? t('fields') : undefined}>
          <Show when={props.object.fields.length}>
            <button
              type="button"
              class="unfold num"
              aria-expanded={props.open}
              aria-label={`${t('fields.open', { object: name() })}: ${summary(props.object, props.grants)}`}
              onClick={() => props.onOpen()}
            >
              <Show when={props.open} fallback={<ChevronRight class="s flip" aria-hidden="true" />}>
                <ChevronDown class="s" aria-hidden="true" />
              </Show>
              {summary(props.object, props.grants)}
            </button>
          </Show>
        </td>
      </tr>
      <Show when={props.open}>
        <tr class="fields">
          <td colspan={actions.length + 2}>
            <FieldList
              object={props.object}
              grants={props.grants}
              within={props.within}
              locked={props.locked}
              onChange={grants => props.onChange(grants)}
            />
          </td>
        </tr>
      </Show>
    </>
  )
}

function summary(object: RoleObject, grants: Grants): string {
  if (!isListed(grants[object.name])) return t('fields.all')
  const { read, written } = countFields(object, grants)
  const [n, total] = [format.number(read), format.number(object.fields.length)]
  return t('fields.some', { n, total, written: format.number(written) })
}
