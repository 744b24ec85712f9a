import type { MessageAttachment } from '@sextant/db/conversations/conversations.model'

/**
 * The HTML of a message as a document of its own, for a frame: nothing runs in it, nothing is sent from it, and pictures of other servers are loaded only where the reader has
 * asked for them. Pictures that came along stand in their places.
 */
export function messageFrame(
  html: string,
  { id, attachments, images }: { id: string; attachments: readonly MessageAttachment[]; images: boolean },
): Response {
  const byContent = new Map(attachments.flatMap(one => (one.contentId ? [[one.contentId, one.id]] : [])))
  const placed = html.replace(/ src="cid:([^"]*)"/g, (_, contentId: string) => {
    const attachment = byContent.get(decoded(contentId))
    return attachment ? ` src="/crm/conversations/${id}/attachments/${attachment}"` : ''
  })
  const shown = images ? placed.replaceAll(' data-remote-src="', ' src="') : placed
  const body = `<!doctype html><html dir="auto"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><style>${style}</style></head><body>${shown}</body></html>`
  return new Response(body, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, max-age=300',
      'referrer-policy': 'no-referrer',
      'content-security-policy': [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        `img-src 'self' data:${images ? ' https: http:' : ''}`,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        // Its height is asked for by the page around it, so it is of the same origin; there is no script in it that could use that.
        'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
      ].join('; '),
    },
  })
}

/** Mails are written for white paper. */
const style =
  'html{color-scheme:light;background:#fff;color:#1b2333}body{margin:12px;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}img[data-remote-src]{display:none}table{max-width:100%}blockquote{margin-inline:0;padding-inline-start:12px;border-inline-start:2px solid #ccd2dd;color:#4a5468}pre{white-space:pre-wrap}'

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('&amp;', '&'))
  } catch {
    return text
  }
}
