import type { Json } from './json-schema'
import type { OpenApi, Operation } from './reference.model'

/** The reference for people, written from the OpenAPI document. Plain HTML: it needs no script. */
export function referencePage(document: Json): string {
  const { info, paths, components } = document as unknown as OpenApi
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method, one })),
  )
  const areas = [...new Set(operations.map(({ one }) => one.tags[0]!))].sort()
  const sections = areas.map(area => {
    const own = operations.filter(({ one }) => one.tags[0] === area)
    return `<section id="${area}"><h2>${escaped(area)}</h2>${own.map(operation).join('')}</section>`
  })
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details id="schema-${name}"><summary><code>${name}</code></summary>${code(schema)}</details>`,
  )
  const links = [...areas, 'schemas'].map(area => `<a href="#${area}">${escaped(area)}</a>`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(info.title)} API</title><link rel="stylesheet" href="/docs/style.css"></head>
<body><nav aria-label="Areas"><strong>${escaped(info.title)}</strong>${links.join('')}<a href="/openapi.json">openapi.json</a></nav>
<main><h1>${escaped(info.title)} API</h1><p>${prose(info.description)}</p>${sections.join('')}<section id="schemas"><h2>schemas</h2>${schemas.join('')}</section></main></body></html>`
}

function operation({ path, method, one }: { path: string; method: string; one: Operation }): string {
  const parameters = one.parameters.map(
    ({ name, in: place, required, description, schema, content }) =>
      `<tr><td><code>${escaped(name)}</code>${required ? ' *' : ''}</td><td>${place}</td><td>${description ? prose(description) : `<code>${escaped(JSON.stringify(schema ?? content))}</code>`}</td></tr>`,
  )
  const body = Object.entries(one.requestBody?.content ?? {}).map(
    ([type, { schema }]) => `<h4>Body (${escaped(type)})</h4>${code(schema)}`,
  )
  const answers = Object.entries(one.responses).map(([status, { description, content }]) => {
    const reference = Object.values(content ?? {})[0]?.schema
    return `<tr><td><code>${status}</code></td><td>${prose(description)}</td><td>${reference ? link(reference) : ''}</td></tr>`
  })
  return `<details id="${one.operationId}"><summary><code class="method ${method}">${method.toUpperCase()}</code> <code>${escaped(path)}</code> <span>${prose(one.summary)}</span></summary>
${parameters.length ? `<h4>Parameters</h4><table>${parameters.join('')}</table>` : ''}${body.join('')}<h4>Answers</h4><table>${answers.join('')}</table></details>`
}

function link(schema: Json): string {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1)! : undefined
  return name ? `<a href="#schema-${name}">${name}</a>` : code(schema)
}

const code = (schema: unknown): string => `<pre>${escaped(JSON.stringify(schema, null, 2))}</pre>`
const prose = (text: string): string => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)

export const referenceStyle = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{margin:0;display:grid;grid-template-columns:12rem 1fr}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1rem;box-sizing:border-box;display:flex;flex-direction:column;gap:.25rem;border-inline-end:1px solid #8884}
main{padding:1rem 2rem;max-width:60rem;min-width:0}a{color:LinkText}details{border-block-end:1px solid #8883;padding:.4rem 0}summary{cursor:pointer}
summary span{opacity:.75}pre{overflow:auto;max-height:24rem;background:#8881;padding:.75rem;border-radius:.4rem}table{border-collapse:collapse;width:100%}
td{padding:.25rem .5rem;vertical-align:top;border-block-start:1px solid #8883;overflow-wrap:anywhere}.method{font-weight:700}
@media(max-width:40rem){body{grid-template-columns:1fr}nav{position:static;height:auto}}`
