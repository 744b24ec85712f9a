interface Quoted {
  from: { address: string; name: string | null } | null
  text: string
  at: string
}

/** What is answered, as mail programs quote it: who wrote it and when, in no language, and their words behind `>`. */
export const quoteOf = ({ from, text, at }: Quoted): string =>
  [
    `${[from?.name, from && `<${from.address}>`].filter(Boolean).join(' ')} ${at} UTC:`.trim(),
    ...text.split('\n').map(line => (line ? `> ${line}` : '>')),
  ].join('\n')

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, letter => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!)

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map(part => `<p dir="auto">${escaped(part).replace(/\n/g, '<br>')}</p>`)
    .join('')

/** The same as HTML: what was typed is text, never markup, and each paragraph finds its own direction. */
export const htmlOfText = (text: string, quoted: string | null): string =>
  `<!doctype html><html><body>${paragraphs(text)}${quoted ? `<blockquote dir="auto">${escaped(quoted).replace(/\n/g, '<br>')}</blockquote>` : ''}</body></html>`
