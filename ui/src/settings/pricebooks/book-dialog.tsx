import type { PriceBook } from '@sextant/db/pricebooks/price-books.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { For } from 'solid-js'
import { api } from '../../app/api'
import { roleName } from '../../app/role-name'
import { useSession } from '../../app/session'
import { ComboboxField } from '../../parts/field/combobox-field'
import { DateField } from '../../parts/field/date-field'
import { TextAreaField, TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { toast } from '../../parts/toast/toast'
import { useRoleList } from '../people'
import { currencyOptions } from '../rates/currencies'
import { t as settings } from '../settings.text'
import { readEntries, writeEntries } from './entries.rules'
import { t } from './price-books.text'

/** Writes a price book; `book`: the one that is changed. Prices are typed as rows, as a table of another program copies them. */
export function BookDialog(props: { book?: PriceBook; onClose: () => void }) {
  const { session, can } = useSession()
  const client = useQueryClient()
  const products = useQuery(() => ({
    queryKey: ['product', 'of lines'],
    queryFn: ({ signal }) =>
      api.get('/crm/products', { query: { fields: 'name,price', limit: 200, sort: 'name' }, signal }),
  }))
  const list = useRoleList()
  // An administrator may give all.
  const roles = () => (list.data?.results ?? []).map(({ key }) => key).filter(key => key !== 'admin')
  const form = createForm<string>({
    name: props.book?.name ?? '',
    currency: props.book?.currency ?? session()?.workspace.currency ?? 'EUR',
    validFrom: props.book?.validFrom ?? '',
    validUntil: props.book?.validUntil ?? '',
    entries: writeEntries(props.book?.entries ?? []),
    ...Object.fromEntries(
      Object.entries(props.book?.limits ?? {}).map(([role, limit]) => [`limit ${role}`, limit]),
    ),
  })
  const mayCost = () => can('product', 'read') && session()?.closed.product?.includes('cost') !== true
  const known = () => [
    ...(products.data?.results ?? []).map(({ id, name = '' }) => ({ id, name })),
    // Those of the book itself, past the first two hundred.
    ...(props.book?.entries ?? []).map(({ productId, productName }) => ({
      id: productId,
      name: productName ?? '',
    })),
  ]
  const save = async () => {
    const entries = readEntries(form.value('entries'), known(), mayCost())
    const limits = Object.fromEntries(
      roles().flatMap(role => {
        const limit = form.value(`limit ${role}`).trim().replace(',', '.')
        return limit ? [[role, limit]] : []
      }),
    )
    const saved = await form.submit(
      () => ({
        name: !form.value('name').trim() && t('name.missing'),
        entries: 'fault' in entries && t(`entry.${entries.fault}`, { n: entries.n, name: entries.name }),
      }),
      () => {
        const body = {
          name: form.value('name').trim(),
          currency: form.value('currency'),
          validFrom: form.value('validFrom') || null,
          validUntil: form.value('validUntil') || null,
          limits,
          entries: 'fault' in entries ? [] : entries,
        }
        const { book } = props
        return book
          ? api.put('/crm/price-books/{id}', body, { params: { id: book.id } })
          : api.post('/crm/price-books', body)
      },
    )
    if (!saved) return
    await client.invalidateQueries({ queryKey: ['price_book'] })
    toast(settings('saved'))
    props.onClose()
  }
  return (
    <FormDialog
      title={props.book ? t('change', { name: props.book.name }) : t('add')}
      action={t('save')}
      wide
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={save}
      onClose={props.onClose}
    >
      <div class="pair">
        <TextField label={t('name')} name="book" {...form.field('name')} />
        <ComboboxField label={t('currency')} options={currencyOptions()} {...form.field('currency')} />
      </div>
      <div class="pair">
        <DateField
          label={t('from')}
          optional
          value={form.value('validFrom') || null}
          onChange={day => form.set('validFrom')(day ?? '')}
        />
        <DateField
          label={t('until')}
          optional
          value={form.value('validUntil') || null}
          onChange={day => form.set('validUntil')(day ?? '')}
        />
      </div>
      <div class="pair">
        <For each={roles()}>
          {role => (
            <TextField
              label={t('limit.of', { role: roleName(role, list.data?.results) })}
              {...form.field(`limit ${role}`)}
            />
          )}
        </For>
      </div>
      <p class="small muted">{t('limits.why')}</p>
      <TextAreaField
        label={t('entries')}
        hint={t(mayCost() ? 'entries.cost' : 'entries.hint')}
        rows={8}
        {...form.field('entries')}
      />
    </FormDialog>
  )
}
