import type { QuoteDocument } from '@sextant/db/quotes/quote-document.model'
import { figuresIn } from '@sextant/db/quotes/quote-figures.rules'
import { quoteWords } from '@sextant/db/quotes/quote-words.rules'
import { createSignal, For, Show } from 'solid-js'
import { apart } from '../app/format'
import { currentLocale } from '../app/preferences'
import { Lines } from './lines'
import { Sums } from './sums'

/** The document itself: as on paper, as far as a screen can. */
export function Paper(props: { document: QuoteDocument; logo: string | undefined }) {
  const [isBroken, setBroken] = createSignal(false)
  const words = () => quoteWords[currentLocale()]
  const figures = () => figuresIn(currentLocale())
  return (
    <article class="qp-paper">
      <header class="qp-head">
        <Show
          when={!isBroken() && props.logo}
          fallback={<bdi class="qp-seller">{props.document.seller.name}</bdi>}
        >
          {logo => <img src={logo()} alt={props.document.seller.name} onError={() => setBroken(true)} />}
        </Show>
        <p class="qp-number">
          <strong>{words().quote}</strong>
          <span class="muted">
            <bdi>{props.document.number}</bdi> · {words().version(props.document.version)}
          </span>
        </p>
      </header>
      <div class="qp-parties">
        <Party
          label={words().for}
          name={props.document.customer.name}
          lines={[
            props.document.customer.address,
            props.document.customer.contactName &&
              words().attention(apart(props.document.customer.contactName)),
          ]}
        />
        <Party
          label={words().from}
          name={props.document.seller.name}
          lines={[
            props.document.seller.address,
            props.document.seller.email,
            props.document.seller.phone,
            props.document.seller.taxId && `${words().taxId} ${apart(props.document.seller.taxId)}`,
          ]}
        />
        <dl class="qp-facts">
          <dt>{words().issuedOn}</dt>
          <dd>{figures().day(props.document.issuedOn)}</dd>
          <dt>{words().validUntil}</dt>
          <dd>{figures().day(props.document.validUntil)}</dd>
          <Show when={props.document.paymentTerms}>
            <dt>{words().payment}</dt>
            <dd>
              <bdi>{props.document.paymentTerms}</bdi>
            </dd>
          </Show>
        </dl>
      </div>
      <h1>
        <bdi>{props.document.title}</bdi>
      </h1>
      <Lines document={props.document} />
      <Sums document={props.document} />
      <Show when={props.document.terms}>
        {terms => (
          <section class="qp-terms">
            <h2>{words().terms}</h2>
            <For each={terms().split(/\n\s*\n/)}>{paragraph => <p dir="auto">{paragraph.trim()}</p>}</For>
          </section>
        )}
      </Show>
    </article>
  )
}

const Party = (props: { label: string; name: string; lines: readonly (string | null)[] }) => (
  <div>
    <h2>{props.label}</h2>
    <address>
      <strong>
        <bdi>{props.name}</bdi>
      </strong>
      <For each={props.lines.flatMap(text => text?.split('\n') ?? []).filter(line => line.trim())}>
        {line => (
          <span>
            <bdi>{line}</bdi>
          </span>
        )}
      </For>
    </address>
  </div>
)
