import type { QuoteLink, QuoteVersion } from '@sextant/db/quotes/quote-sheet.model'
import type { Quote } from '@sextant/db/quotes/quotes.model'
import { isWithCustomer } from '@sextant/db/quotes/quotes.rules'
import { useQueryClient } from '@tanstack/solid-query'
import Copy from 'lucide-solid/icons/copy'
import External from 'lucide-solid/icons/external-link'
import Eye from 'lucide-solid/icons/eye'
import Link from 'lucide-solid/icons/link'
import Mail from 'lucide-solid/icons/mail'
import Plus from 'lucide-solid/icons/plus'
import Unlink from 'lucide-solid/icons/unlink'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { beside, format } from '../app/format'
import { Button, IconButton } from '../parts/button/button'
import { Card } from '../parts/panel/card'
import { toast, toastRefusal } from '../parts/toast/toast'
import { t } from './quotes.text'

const LinkDialog = lazy(() => import('./link-dialog').then(module => ({ default: module.LinkDialog })))

/** For whom there are links, who has seen what when, and the ways to copy, look at and close each. */
export function QuoteLinks(props: {
  quote: Quote
  links: readonly QuoteLink[]
  versions: readonly QuoteVersion[]
  may: boolean
}) {
  const [adding, setAdding] = createSignal(false)
  const versionOf = (link: QuoteLink) => props.versions.find(({ version }) => version === link.version)
  const stateOf = (link: QuoteLink) => (link.withdrawnAt ? undefined : versionOf(link)?.state)
  return (
    <Card
      title={t('links')}
      end={
        <Show when={props.may && isWithCustomer(props.quote.status)}>
          <Button icon={<Plus class="s" aria-hidden="true" />} onClick={() => setAdding(true)}>
            {t('links.add')}
          </Button>
        </Show>
      }
    >
      <Show when={props.links.length} fallback={<p class="small muted">{t('links.none')}</p>}>
        <ul class="quote-links">
          <For each={props.links}>
            {link => (
              <Line
                quoteId={props.quote.id}
                link={link}
                // The last day, where the workspace is.
                until={versionOf(link)?.validUntil ?? link.expiresAt}
                open={stateOf(link) === 'sent'}
                kept={stateOf(link) === 'accepted'}
                may={props.may}
              />
            )}
          </For>
        </ul>
      </Show>
      <Show when={adding()}>
        <Suspense>
          <LinkDialog quoteId={props.quote.id} onClose={() => setAdding(false)} />
        </Suspense>
      </Show>
    </Card>
  )
}

function Line(props: {
  quoteId: string
  link: QuoteLink
  until: string
  /** It can be answered. */
  open: boolean
  /** It shows what was accepted, for ever. */
  kept: boolean
  may: boolean
}) {
  const client = useQueryClient()
  const name = () => props.link.name
  const copy = async (address: string) => {
    try {
      await navigator.clipboard.writeText(address)
      toast(t('links.copied', { name: name() }))
    } catch {
      toastRefusal(t('copy.failed'), `${t('copy.failed.why')} ${address}`)
    }
  }
  const withdraw = async () => {
    try {
      const params = { id: props.quoteId, link: props.link.id }
      await api.delete('/crm/quotes/{id}/links/{link}', { params })
      await client.invalidateQueries({ queryKey: ['quote'] })
    } catch (error) {
      toastRefusal(t('failedToDo'), explain(error))
    }
  }
  const mail = async () => {
    try {
      const params = { id: props.quoteId, link: props.link.id }
      await api.post('/crm/quotes/{id}/links/{link}/mail', {}, { params })
      toast(t('links.mailed', { name: name() }))
    } catch (error) {
      toastRefusal(t('links.mail.failed'), explain(error))
    }
  }
  const state = () => {
    if (props.link.withdrawnAt) return t('links.withdrawn')
    if (props.kept) return t('links.kept')
    return props.open ? t('links.ends', { date: format.date(props.until) }) : t('links.over')
  }
  const seen = () => {
    const { views, firstViewedAt, lastViewedAt } = props.link
    if (!views) return t('seen.none')
    const times = [...new Set([firstViewedAt, lastViewedAt])].flatMap(at => (at ? [format.moment(at)] : []))
    return beside(t('seen.times', { n: views }), ...times)
  }
  return (
    <li>
      <Show when={props.link.views} fallback={<Link class="s faint" aria-hidden="true" />}>
        <Eye class="s faint" aria-hidden="true" />
      </Show>
      <span class="grow">
        <span class="medium">
          <bdi>{name()}</bdi>
          <span class="muted"> · {t('links.version', { version: props.link.version })}</span>
        </span>
        <span class="small muted detail">{beside(props.link.email, state())}</span>
        <span class="small muted detail">{seen()}</span>
      </span>
      <Show when={(props.open || props.kept) && props.may}>
        <span class="row tight">
          <Show when={props.link.address}>
            {address => (
              <>
                <a
                  class="btn square ghost"
                  href={address()}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={t('links.open', { name: name() })}
                  data-tip={t('links.open', { name: name() })}
                >
                  <External class="s flip" aria-hidden="true" />
                </a>
                <IconButton
                  label={t('links.copy', { name: name() })}
                  icon={<Copy class="s" aria-hidden="true" />}
                  onClick={() => void copy(address())}
                />
              </>
            )}
          </Show>
          <Show when={props.open && props.link.email}>
            <IconButton
              label={t('links.mail', { name: name() })}
              icon={<Mail class="s" aria-hidden="true" />}
              onClick={() => void mail()}
            />
          </Show>
          <IconButton
            label={t('links.withdraw', { name: name() })}
            icon={<Unlink class="s" aria-hidden="true" />}
            onClick={() => void withdraw()}
          />
        </span>
      </Show>
    </li>
  )
}
