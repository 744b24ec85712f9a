import type { PriceBook } from '@sextant/db/pricebooks/price-books.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { apart, beside, format } from '../../app/format'
import { roleName } from '../../app/role-name'
import { useSession } from '../../app/session'
import { Button, IconButton } from '../../parts/button/button'
import { Card } from '../../parts/panel/card'
import { EmptyState } from '../../parts/state/empty-state'
import { Loaded } from '../../parts/state/loaded'
import { toast, toastRefusal } from '../../parts/toast/toast'
import { useRoleList } from '../people'
import { RowTable } from '../row-table'
import { t } from './price-books.text'

const BookDialog = lazy(() => import('./book-dialog').then(module => ({ default: module.BookDialog })))

/** What products cost, by currency and quantity, and up to how much each role takes off by itself. */
export function PriceBooks() {
  const { can } = useSession()
  const client = useQueryClient()
  const [open, setOpen] = createSignal<PriceBook | 'new'>()
  const roles = useRoleList()
  const query = useQuery(() => ({
    queryKey: ['price_book', 'all'],
    queryFn: ({ signal }) => api.get('/crm/price-books', { signal }),
  }))
  const remove = async ({ id }: PriceBook) => {
    try {
      await api.delete('/crm/price-books/{id}', { params: { id } })
      await client.invalidateQueries({ queryKey: ['price_book'] })
      toast(t('removed'))
    } catch (error) {
      toastRefusal(t('remove.failed'), explain(error))
    }
  }
  const days = ({ validFrom, validUntil }: PriceBook) => {
    const said = [validFrom && format.date(validFrom), validUntil && format.date(validUntil)].filter(Boolean)
    if (!said.length) return t('always')
    if (!validUntil) return `${t('from')} ${said[0]}`
    return validFrom ? beside(...said) : `${t('until')} ${said[0]}`
  }
  const limits = (book: PriceBook) =>
    Object.entries(book.limits)
      .map(([role, percent]) => `${roleName(role, roles.data?.results)} ${apart(`${percent}%`)}`)
      .join(' · ') || t('limit.none')
  const Add = () => (
    <Show when={can('price_book', 'create')}>
      <Button tone="primary" icon={<Plus aria-hidden="true" />} onClick={() => setOpen('new')}>
        {t('add')}
      </Button>
    </Show>
  )
  const changed = () => {
    const book = open()
    return book === 'new' ? undefined : book
  }
  return (
    <>
      <Loaded query={query} failed={t('failed')}>
        {known => (
          <Show
            when={known().results.length}
            fallback={<EmptyState title={t('none')} why={t('none.why')} actions={<Add />} />}
          >
            <Card title={t('title')} flush end={<Add />}>
              <RowTable
                label={t('title')}
                rows={known().results}
                columns={[
                  { label: t('name'), cell: book => <bdi>{book.name}</bdi> },
                  { label: t('currency'), cell: book => <bdi>{book.currency}</bdi> },
                  { label: t('from'), cell: days },
                  { label: t('products'), numeric: true, cell: book => format.number(book.entries.length) },
                  { label: t('limits'), class: 'text-muted', cell: limits },
                ]}
                acts={book => (
                  <>
                    <Show when={can('price_book', 'update')}>
                      <IconButton
                        label={t('change', { name: book.name })}
                        icon={<Pencil aria-hidden="true" />}
                        onClick={() => setOpen(book)}
                      />
                    </Show>
                    <Show when={can('price_book', 'archive')}>
                      <IconButton
                        label={t('remove', { name: book.name })}
                        icon={<Trash aria-hidden="true" />}
                        onClick={() => void remove(book)}
                      />
                    </Show>
                  </>
                )}
              />
            </Card>
          </Show>
        )}
      </Loaded>
      <Show when={open()}>
        <Suspense>
          <BookDialog book={changed()} onClose={() => setOpen(undefined)} />
        </Suspense>
      </Show>
    </>
  )
}
