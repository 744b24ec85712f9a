import { expect, test } from 'bun:test'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dir, '..')
const documents = ['*.md', '{db,edge,workflows,ml,ui}/**/*.md']
  .flatMap(pattern => [...new Bun.Glob(pattern).scanSync(root)])
  .filter(path => !path.includes('node_modules'))

/** Paths of the tree that a document names, written out; `*`, `<area>` and `{en,fr,ar}` stand for several. What is not there yet is said to be so. */
function named(text: string): string[] {
  const told = text.split('\n').filter(line => !line.includes('| not yet'))
  const quoted = [...told.join('\n').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!)
  return quoted.filter(
    code => /^(db|edge|workflows|ml|ui|\.ci)\/[\w./(){},*<>-]*$/.test(code) || /^[\w./-]+\.md$/.test(code),
  )
}

const pattern = (path: string) => path.replace(/<\w+>/g, '*').replace(/[()]/g, '?')
const isThere = (path: string) =>
  existsSync(join(root, path)) ||
  !new Bun.Glob(pattern(path)).scanSync({ cwd: root, onlyFiles: false }).next().done

test('every path that a document names is there', () => {
  expect(documents.length).toBeGreaterThan(5)
  const gone = documents.flatMap(document =>
    named(readFileSync(join(root, document), 'utf8'))
      .filter(path => !isThere(path) && !existsSync(join(root, dirname(document), path)))
      .map(path => `${document}: ${path}`),
  )
  expect(gone).toEqual([])
})
