import sanitizeHtml from 'sanitize-html'

/** A length that moves nothing out of its frame: no minus, nothing huge. */
const length = /^\d{1,3}(\.\d+)?(px|pt|em|rem|%)?$/
const lengths = /^(\d{1,3}(\.\d+)?(px|pt|em|rem|%)?\s*){1,4}$/
const colour = /^(#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\(\s*[\d.%]+(\s*,\s*[\d.%]+){2,3}\s*\))$/i
const edge =
  /^(\d{1,2}(\.\d+)?(px|pt)|thin|medium|none)?\s*(solid|dashed|dotted|none)?\s*(#[0-9a-f]{3,8}|[a-z]{3,20})?$/i

const styles = {
  color: [colour],
  'background-color': [colour],
  'text-align': [/^(left|right|center|justify|start|end)$/],
  'text-decoration': [/^(underline|line-through|none)$/],
  'font-weight': [/^(bold|bolder|normal|lighter|[1-9]00)$/],
  'font-style': [/^(italic|normal|oblique)$/],
  'font-size': [/^(\d{1,2}(\.\d+)?(px|pt|em|rem)|\d{2,3}%|(x+-)?(small|large)|medium|smaller|larger)$/],
  'font-family': [/^[\w\s,'"-]{1,200}$/],
  'line-height': [/^\d(\.\d+)?$|^\d{1,3}(px|pt|%)$/],
  'vertical-align': [/^(top|middle|bottom|baseline)$/],
  'white-space': [/^(normal|pre|pre-wrap|nowrap)$/],
  direction: [/^(ltr|rtl)$/],
  width: [length],
  'max-width': [length],
  height: [length],
  padding: [lengths],
  margin: [lengths],
  'margin-left': [length],
  'margin-right': [length],
  'margin-top': [length],
  'margin-bottom': [length],
  'padding-left': [length],
  'padding-right': [length],
  'padding-top': [length],
  'padding-bottom': [length],
  border: [edge],
  'border-left': [edge],
  'border-top': [edge],
  'border-bottom': [edge],
  'border-collapse': [/^(collapse|separate)$/],
}

const tags =
  'a abbr address article b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins li main ol p pre q s section small span strike strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  )

/** What has no words for anybody: it goes with all that is in it. */
const wordless =
  'script style textarea option select title head template noscript noembed noframes iframe frame frameset object embed applet svg math audio video canvas xmp plaintext listing marquee portal form button input'.split(
    ' ',
  )

const pictureInIt = /^data:image\/(png|gif|jpeg|webp);base64,[a-z0-9+/=\s]+$/i

/**
 * HTML of a stranger without anything that runs, leads out of its frame, or asks a server for something: an allow-list of tags, attributes and styles. Pictures on other servers
 * stand as `data-remote-src`, which nothing loads, until the reader asks for them; how many there are is told.
 */
export function safeHtml(html: string): { html: string; remoteImages: number } {
  let remoteImages = 0
  const safe = sanitizeHtml(html, {
    allowedTags: tags,
    nonTextTags: wordless,
    allowedAttributes: {
      '*': ['dir', 'lang', 'align', 'valign', 'title', 'style', 'bgcolor', 'width', 'height'],
      a: ['href', 'target', 'rel'],
      img: ['src', 'alt', 'data-remote-src'],
      td: ['colspan', 'rowspan', 'nowrap'],
      th: ['colspan', 'rowspan', 'scope'],
      table: ['border', 'cellpadding', 'cellspacing'],
      font: ['color', 'size', 'face'],
      ol: ['start', 'type'],
    },
    allowedStyles: { '*': styles },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid', 'data'] },
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    allowProtocolRelative: false,
    nestingLimit: 200,
    transformTags: {
      a: (tagName, { href, title, dir, lang, style }) => ({
        tagName,
        attribs: {
          ...(href && /^\s*(https?:\/\/|mailto:|tel:)/i.test(href) ? { href: href.trim() } : {}),
          ...given({ title, dir, lang, style }),
          target: '_blank',
          rel: 'noopener noreferrer nofollow',
        },
      }),
      img: (tagName, { src, alt = '', width, height, style, 'data-remote-src': remote }) => {
        // What was made safe once stays what it is.
        const at = (src ?? remote ?? '').trim()
        const isRemote = /^(https?:)?\/\//i.test(at)
        if (isRemote) remoteImages += 1
        return {
          tagName,
          attribs: {
            ...(isRemote ? { 'data-remote-src': at.replace(/^\/\//, 'https://') } : {}),
            ...(/^cid:[^\s"'<>]+$/i.test(at) || pictureInIt.test(at) ? { src: at } : {}),
            alt,
            ...given({ width, height, style }),
          },
        }
      },
    },
  })
  return { html: safe, remoteImages }
}

const given = (attributes: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
