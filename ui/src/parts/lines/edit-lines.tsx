import { toDecimal } from '@sextant/db/core/money.rules'
import { type DealLines, mostLines, periods } from '@sextant/db/lines/lines.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, createUniqueId, For, Index, Show } from 'solid-js'
import { createStore, produce } from 'solid-js/store'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { Button, IconButton } from '../button/button'
import { Checkbox } from '../field/checkbox'
import { SelectField } from '../field/select-field'
import { TextField } from '../field/text-field'
import { FormDialog } from '../form/form-dialog'
import { createSending } from '../form/sending'
import { toast } from '../toast/toast'
import {
  bookPrice,
  classFor,
  emptyLine,
  type Known,
  liveTotals,
  sentOf,
  type TypedLine,
  type TypedLines,
  typedOf,
} from './line-edit.rules'
import { LineSums } from './line-sums'
import { t } from './lines.text'

/** All lines of a deal in one table, changed by keys, with their sums as they are typed. Saved at once, and only as nobody else has saved them meanwhile. */
export function EditLines(props: {
  deal: { id: string; name: string; amount: { currency: string } | null }
  told: DealLines
  onClose: () => void
}) {
  const client = useQueryClient()
  const sending = createSending()
  const products = useQuery(() => ({
    queryKey: ['product', 'of lines'],
    queryFn: ({ signal }) =>
      api.get('/crm/products', {
        query: { fields: 'name,price,taxClass', limit: 200, sort: 'name' },
        signal,
      }),
  }))
  const taxes = useQuery(() => ({
    queryKey: ['tax_rate', 'all'],
    queryFn: ({ signal }) => api.get('/crm/taxes', { signal }),
  }))
  const known = () =>
    (products.data?.results ?? []).map(({ id, name = '', price = null, taxClass = null }) => ({
      id,
      name,
      price,
      taxClass,
    }))
  const rates = () => taxes.data?.results ?? []
  const bookList = useQuery(() => ({
    queryKey: ['price_book', 'all'],
    queryFn: ({ signal }) => api.get('/crm/price-books', { signal }),
  }))
  const books = () => bookList.data?.results ?? []
  const around = (): Known => ({ taxes: rates(), products: known(), books: books() })
  const [typed, setTyped] = createStore<TypedLines>(typedOf(props.told, props.deal.amount?.currency ?? 'EUR'))
  const live = createMemo(() => liveTotals(typed, around()))
  const listId = createUniqueId()
  let table!: HTMLTableElement

  const set = <K extends keyof TypedLine>(at: number, key: K, value: TypedLine[K]) => {
    setTyped('lines', at, key as keyof TypedLine, value as never)
    if (key !== 'item') return
    const product = known().find(({ name }) => name === value)
    const line = typed.lines[at]
    if (line) setTyped('lines', at, 'taxClass', classFor(line, typed, around()))
    if (!line || bookPrice(line, typed, around()) !== undefined) return
    if (product?.price?.currency === typed.currency && !line.unitPrice)
      setTyped('lines', at, 'unitPrice', toDecimal(product.price))
  }
  const add = () => {
    if (typed.lines.length < mostLines) setTyped('lines', typed.lines.length, emptyLine())
  }
  const remove = (at: number) =>
    setTyped(
      produce(all => {
        all.lines.splice(at, 1)
        if (!all.lines.length) all.lines.push(emptyLine())
      }),
    )
  /** Down the column; past the last line into a new one. */
  const press = (event: KeyboardEvent, at: number, column: string) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    if (at === typed.lines.length - 1) add()
    queueMicrotask(() =>
      table.querySelector<HTMLElement>(`[data-at="${at + 1}"][data-key="${column}"]`)?.focus(),
    )
  }
  const save = async () => {
    const saved = await sending.send(() =>
      api.put('/crm/deals/{id}/lines', sentOf(typed, around()), {
        params: { id: props.deal.id },
        version: props.told.version,
      }),
    )
    if (!saved) return
    client.setQueryData(['deal', 'lines', props.deal.id], saved)
    void client.invalidateQueries({ queryKey: ['deal'] })
    const amount = format.money(
      { minor: saved.totals.netMinor, currency: saved.currency ?? typed.currency },
      'record',
    )
    toast(saved.lines.length ? t('saved', { amount }) : t('saved.none'))
    props.onClose()
  }
  const countries = () => [...new Set(rates().map(({ country }) => country))]
  const classes = () => rates().filter(({ country }) => country === typed.taxCountry)

  const placeholder = (at: number, column: string): string | undefined => {
    if (column === 'item') return t('item.hint')
    if (column === 'discount') return '0'
    const line = typed.lines[at]
    return column === 'unitPrice' && line ? bookPrice(line, typed, around()) : undefined
  }
  const Cell = (cell: {
    at: number
    column: 'item' | 'quantity' | 'unitPrice' | 'discount' | 'terms'
    label: string
    list?: string
  }) => (
    <input
      value={typed.lines[cell.at]?.[cell.column] ?? ''}
      data-at={cell.at}
      data-key={cell.column}
      list={cell.list}
      dir={cell.column === 'item' ? 'auto' : 'ltr'}
      class={cell.column === 'item' ? 'item' : 'num'}
      inputmode={cell.column === 'item' ? undefined : 'decimal'}
      placeholder={placeholder(cell.at, cell.column)}
      autocomplete="off"
      aria-label={t('line.name', { field: cell.label, n: cell.at + 1 })}
      onInput={event => set(cell.at, cell.column, event.currentTarget.value)}
      onKeyDown={event => press(event, cell.at, cell.column)}
    />
  )
  return (
    <FormDialog
      title={t('edit.title', { name: props.deal.name })}
      action={t('save')}
      wide
      busy={sending.busy()}
      problem={sending.problem([])}
      onSubmit={save}
      onClose={props.onClose}
    >
      <div class="line-head">
        <TextField
          label={t('currency')}
          value={typed.currency}
          maxLength={3}
          onChange={value => setTyped('currency', value.toUpperCase())}
        />
        <SelectField
          label={t('book')}
          options={[
            { value: '', label: t('book.none') },
            ...books()
              .filter(({ id, currency }) => currency === typed.currency || id === typed.priceBookId)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={typed.priceBookId}
          onChange={value => setTyped('priceBookId', value ?? '')}
        />
        <SelectField
          label={t('country')}
          options={[
            { value: '', label: t('country.none') },
            ...countries().map(code => ({ value: code, label: format.country(code) })),
          ]}
          value={typed.taxCountry}
          onChange={value => {
            setTyped('taxCountry', value ?? '')
            for (const [at, line] of typed.lines.entries())
              setTyped('lines', at, 'taxClass', classFor(line, typed, around()))
          }}
        />
        <Checkbox
          label={t('included')}
          checked={typed.taxIncluded}
          onChange={value => setTyped('taxIncluded', value)}
        />
      </div>
      <datalist id={listId}>
        <For each={known()}>{product => <option value={product.name} />}</For>
      </datalist>
      <section class="scroller line-table" aria-label={t('section')} tabindex="0">
        <table class="plain-table" ref={table}>
          <thead>
            <tr>
              <th scope="col">{t('item')}</th>
              <th scope="col" class="num">
                {t('quantity')}
              </th>
              <th scope="col" class="num">
                {t('price')}
              </th>
              <th scope="col" class="num">
                {t('discount')}
              </th>
              <th scope="col">{t('tax')}</th>
              <th scope="col">{t('period')}</th>
              <th scope="col" class="num">
                {t('terms')}
              </th>
              <th scope="col" class="num">
                {t('net')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            <Index each={typed.lines}>
              {(line, at) => (
                <tr>
                  <td>
                    <Cell at={at} column="item" label={t('item')} list={listId} />
                  </td>
                  <td>
                    <Cell at={at} column="quantity" label={t('quantity')} />
                  </td>
                  <td>
                    <Cell at={at} column="unitPrice" label={t('price')} />
                  </td>
                  <td>
                    <Cell at={at} column="discount" label={t('discount')} />
                  </td>
                  <td>
                    <select
                      aria-label={t('line.name', { field: t('tax'), n: at + 1 })}
                      value={line().taxClass}
                      onChange={event => set(at, 'taxClass', event.currentTarget.value)}
                    >
                      <option value="">{t('tax.none')}</option>
                      <For each={classes()}>
                        {rate => (
                          <option value={rate.taxClass} selected={rate.taxClass === line().taxClass}>
                            {rate.taxClass} {rate.percent}%
                          </option>
                        )}
                      </For>
                    </select>
                  </td>
                  <td>
                    <select
                      aria-label={t('line.name', { field: t('period'), n: at + 1 })}
                      value={line().period}
                      onChange={event =>
                        set(at, 'period', periods.find(one => one === event.currentTarget.value) ?? 'once')
                      }
                    >
                      <For each={periods}>
                        {period => (
                          <option value={period} selected={period === line().period}>
                            {t(`period.${period}`)}
                          </option>
                        )}
                      </For>
                    </select>
                  </td>
                  <td>
                    <Show when={line().period !== 'once'}>
                      <Cell at={at} column="terms" label={t('terms')} />
                    </Show>
                  </td>
                  <td class="num">
                    <Show when={live().nets[at] ?? null}>
                      {net => <bdi>{format.money({ minor: net(), currency: typed.currency }, 'record')}</bdi>}
                    </Show>
                  </td>
                  <td>
                    <IconButton
                      label={t('remove', { n: at + 1 })}
                      icon={<Trash aria-hidden="true" />}
                      onClick={() => remove(at)}
                    />
                  </td>
                </tr>
              )}
            </Index>
          </tbody>
        </table>
      </section>
      <div class="line-foot">
        <div class="stack">
          <Button icon={<Plus aria-hidden="true" />} onClick={add}>
            {t('add')}
          </Button>
          <p class="small muted">{t('keys')}</p>
        </div>
        <Show when={typed.lines.some(({ discount }) => discount.trim())}>
          <div class="line-reason">
            <TextField
              label={t('reason')}
              hint={t('reason.hint')}
              optional
              value={typed.discountReason}
              onChange={value => setTyped('discountReason', value)}
              maxLength={255}
            />
          </div>
        </Show>
        <Show when={live().totals}>{totals => <LineSums currency={typed.currency} totals={totals()} />}</Show>
      </div>
    </FormDialog>
  )
}
