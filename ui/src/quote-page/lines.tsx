import type { QuoteDocument } from '@sextant/db/quotes/quote-document.model'
import { figuresIn } from '@sextant/db/quotes/quote-figures.rules'
import { quoteWords } from '@sextant/db/quotes/quote-words.rules'
import { For, Show } from 'solid-js'
import { useIsPhone } from '../app/media'
import { currentLocale } from '../app/preferences'

type Line = QuoteDocument['lines'][number]

/** What is offered: a table, and on a phone a card for each line. Columns that would be empty are not there. */
export function Lines(props: { document: QuoteDocument }) {
  const isPhone = useIsPhone()
  const words = () => quoteWords[currentLocale()]
  const figures = () => figuresIn(currentLocale())
  const columns = () => {
    const { currency, lines } = props.document
    const all = [
      { label: words().quantity, of: (line: Line) => figures().quantity(line.quantity) },
      { label: words().price, of: (line: Line) => figures().price(line.unitPrice, currency) },
      lines.some(({ discount }) => Number(discount) > 0) && {
        label: words().discount,
        of: (line: Line) => (Number(line.discount) > 0 ? figures().percent(line.discount) : ''),
      },
      lines.some(({ taxPercent }) => Number(taxPercent) > 0) && {
        label: words().tax,
        of: (line: Line) => figures().percent(line.taxPercent),
      },
    ]
    return all.filter(column => column !== false)
  }
  const net = (line: Line) => figures().amount(line.netMinor, props.document.currency)
  const netLabel = () => `${words().net} (${props.document.currency})`
  return (
    <Show
      when={!isPhone()}
      fallback={
        <ul class="qp-cards" aria-label={words().lines}>
          <For each={props.document.lines}>
            {line => (
              <li>
                <Item line={line} />
                <dl>
                  <For each={columns()}>
                    {column => (
                      <Show when={column.of(line)}>
                        {figure => (
                          <div>
                            <dt>{column.label}</dt>
                            <dd>{figure()}</dd>
                          </div>
                        )}
                      </Show>
                    )}
                  </For>
                  <div class="net">
                    <dt>{netLabel()}</dt>
                    <dd>{net(line)}</dd>
                  </div>
                </dl>
              </li>
            )}
          </For>
        </ul>
      }
    >
      <table class="qp-lines">
        <caption class="sr">{words().lines}</caption>
        <thead>
          <tr>
            <th scope="col">{words().item}</th>
            <For each={columns()}>
              {column => (
                <th scope="col" class="num">
                  {column.label}
                </th>
              )}
            </For>
            <th scope="col" class="num">
              {netLabel()}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.document.lines}>
            {line => (
              <tr>
                <th scope="row">
                  <Item line={line} />
                </th>
                <For each={columns()}>{column => <td class="num">{column.of(line)}</td>}</For>
                <td class="num">{net(line)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Show>
  )

  function Item(item: { line: Line }) {
    const again = () => {
      const { period, terms } = item.line
      return period === 'once' ? undefined : words().each(period, figures().span(terms, period))
    }
    return (
      <div class="qp-item">
        <bdi>{item.line.text}</bdi>
        <Show when={item.line.detail}>
          <span class="muted">
            <bdi>{item.line.detail}</bdi>
          </span>
        </Show>
        <Show when={again()}>
          <span class="muted">{again()}</span>
        </Show>
      </div>
    )
  }
}
