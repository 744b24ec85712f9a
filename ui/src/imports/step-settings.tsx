import type { Import } from '@sextant/db/imports/import.model'
import { importEntities } from '@sextant/db/mapping/import-entities.model'
import { createMemo, For, Show } from 'solid-js'
import { Checkbox } from '../parts/field/checkbox'
import { ComboboxField } from '../parts/field/combobox-field'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { ZoneField } from '../parts/field/zone-field'
import { t as m } from '../parts/mapping/mapping.text'
import { MatchKeys } from '../parts/mapping/match-keys'
import { entityName } from '../parts/mapping/names'
import { Card } from '../parts/panel/card'
import { countryOptions } from '../parts/records/places'
import { FileFormatCard } from './file-format-card'
import { useChangeImport, usePipelines } from './import-data'
import { t } from './imports.text'
import { entityWhy } from './names'
import { Switchline } from './switchline'
import { TemplateField } from './template-field'

const references = [
  { key: 'customer', field: 'customerId' },
  { key: 'product', field: 'productId' },
  { key: 'member', field: 'ownerId' },
  { key: 'stage', field: 'stageId' },
] as const

/** Step 2: what the rows are, how the file is written, and what happens to records. */
export function StepSettings(props: { one: Import }) {
  const change = useChangeImport(() => props.one.id)
  const pipelines = usePipelines(() => props.one.entity === 'deal')
  const settings = () => props.one.settings
  const set = (to: Partial<Import['settings']>) => void change({ settings: to })
  const mapped = createMemo(() => new Set(props.one.mapping.map(column => column.field)))
  const named = createMemo(() => references.filter(({ field }) => mapped().has(field)))
  return (
    <div class="page wizard-page settings-page">
      <Card title={t('settings.what')} class="wide-card">
        <fieldset class="kinds" aria-label={t('settings.what')}>
          <For each={importEntities}>
            {entity => (
              <label class="kind-tile">
                <input
                  type="radio"
                  name="entity"
                  class="sr"
                  checked={props.one.entity === entity}
                  onChange={() => void change({ entity })}
                />
                <strong>{entityName(entity)}</strong>
                <span class="small muted">{entityWhy(entity)}</span>
              </label>
            )}
          </For>
        </fieldset>
      </Card>
      <FileFormatCard one={props.one} />
      <Card title={t('settings.records')}>
        <div class="stack gap-4">
          <Switchline
            label={t('settings.mode')}
            hint={t(`settings.mode.${settings().mode}.hint`)}
            options={['both', 'create', 'update'].map(value => ({
              value,
              label: t(`settings.mode.${value as 'both'}`),
            }))}
            value={settings().mode}
            onChange={mode => set({ mode: mode as 'both' })}
          />
          <MatchKeys draft={props.one} onChange={matchBy => set({ matchBy })} />
          <Show when={settings().mode !== 'create'}>
            <Switchline
              label={t('settings.emptyCells')}
              hint={t('settings.emptyCells.hint')}
              options={(['keep', 'clear'] as const).map(value => ({
                value,
                label: m(`emptyCells.${value}`),
              }))}
              value={settings().emptyCells}
              onChange={value => set({ emptyCells: value as 'keep' })}
            />
          </Show>
          <Switchline
            label={t('settings.automations')}
            hint={t('settings.automations.hint')}
            options={(['suppress', 'run'] as const).map(value => ({
              value,
              label: t(`settings.automations.${value}`),
            }))}
            value={settings().automations}
            onChange={value => set({ automations: value as 'run' })}
          />
        </div>
      </Card>
      <Card title={t('settings.values')}>
        <div class="settings-grid">
          <SelectField
            label={t('settings.dateOrder')}
            value={settings().dateOrder}
            options={(['dmy', 'mdy', 'ymd'] as const).map(value => ({
              value,
              label: m(`dateOrder.${value}`),
            }))}
            onChange={value => value && set({ dateOrder: value as 'dmy' })}
          />
          <SelectField
            label={t('settings.decimal')}
            value={settings().decimal}
            options={[
              { value: '.', label: m('decimal.point') },
              { value: ',', label: m('decimal.comma') },
            ]}
            onChange={value => value && set({ decimal: value as '.' })}
          />
          <CurrencyField value={settings().currency} onChange={currency => set({ currency })} />
          <ZoneField
            label={t('settings.timeZone')}
            hint={t('settings.timeZone.hint')}
            value={settings().timeZone}
            onChange={timeZone => timeZone !== settings().timeZone && set({ timeZone })}
          />
          <ComboboxField
            label={t('settings.country')}
            value={settings().defaultCountry ?? ''}
            options={[{ value: '', label: t('settings.country.none') }, ...countryOptions()]}
            onChange={value => set({ defaultCountry: value || null })}
          />
        </div>
      </Card>
      <Show when={named().length || props.one.entity === 'deal'}>
        <Card title={t('settings.missing')}>
          <div class="settings-grid">
            <Show when={props.one.entity === 'deal'}>
              <SelectField
                label={t('settings.pipeline')}
                value={settings().pipelineId ?? 'default'}
                options={[
                  { value: 'default', label: t('settings.pipeline.default') },
                  ...(pipelines.isSuccess
                    ? pipelines.data.results.map(({ id, name = '' }) => ({ value: id, label: name }))
                    : []),
                ]}
                onChange={value => value && set({ pipelineId: value === 'default' ? null : value })}
              />
            </Show>
            <For each={named()}>
              {({ key }) => (
                <SelectField
                  label={t(`settings.missing.${key}`)}
                  hint={
                    key === 'member' && settings().missing.member === 'create'
                      ? t('settings.missing.member.hint')
                      : undefined
                  }
                  value={settings().missing[key]}
                  options={(['create', 'empty', 'refuse'] as const).map(value => ({
                    value,
                    label: t(`settings.missing.${value}`),
                  }))}
                  onChange={value =>
                    value && set({ missing: { ...settings().missing, [key]: value as 'create' } })
                  }
                />
              )}
            </For>
          </div>
          <Show when={mapped().has('productId')}>
            <div class="pt-3">
              <Checkbox
                label={t('settings.amountFromProduct')}
                checked={settings().amountFromProduct}
                onChange={amountFromProduct => set({ amountFromProduct })}
              />
            </div>
          </Show>
        </Card>
      </Show>
      <Show when={!mapped().has('name')}>
        <Card title={t('settings.template')}>
          <TemplateField one={props.one} onChange={nameTemplate => set({ nameTemplate })} />
        </Card>
      </Show>
    </div>
  )
}

/** Three letters; kept once they are a currency's. */
function CurrencyField(props: { value: string; onChange: (currency: string) => void }) {
  let typed = props.value
  const wrong = () => !/^[A-Z]{3}$/.test(typed)
  return (
    <TextField
      label={t('settings.currency')}
      value={props.value}
      maxLength={3}
      hint={t('settings.currency.hint')}
      onChange={text => {
        typed = text.trim().toUpperCase()
        if (!wrong()) props.onChange(typed)
      }}
    />
  )
}
